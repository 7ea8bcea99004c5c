// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class XxHash3Test {
  static List<HashVector> vectors() {
    return HashVector.load();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void shouldMatchOtherImplementationWhenGivenArray(HashVector vector) {
    assertThat(XxHash3.hash64(vector.data)).isEqualTo(vector.xxHash3);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void shouldMatchOtherImplementationWhenGivenRangeOfDirectBuffer(HashVector vector) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(vector.data.length + 5).put(new byte[3]);
    buffer.put(vector.data).put((byte) 1).put((byte) 2);
    assertThat(XxHash3.hash64(buffer, 3, vector.data.length)).isEqualTo(vector.xxHash3);
  }

  @Test
  void shouldLeaveBufferAsItIsWhenItHashes() {
    byte[] data = new byte[1000];
    ByteBuffer big = ByteBuffer.wrap(data).position(7).limit(900).order(ByteOrder.BIG_ENDIAN);
    ByteBuffer little = big.duplicate().order(ByteOrder.LITTLE_ENDIAN).asReadOnlyBuffer();

    assertThat(XxHash3.hash64(big, 10, 800)).isEqualTo(XxHash3.hash64(little, 10, 800));
    assertThat(big.position()).isEqualTo(7);
    assertThat(big.limit()).isEqualTo(900);
    assertThat(big.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
  }

  @Test
  void shouldRejectRangeWhenItEndsBehindTheLimit() {
    ByteBuffer buffer = ByteBuffer.allocate(64).limit(32);
    assertThatThrownBy(() -> XxHash3.hash64(buffer, 30, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> XxHash3.hash64(buffer, -1, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> XxHash3.hash64(buffer, 0, -1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
