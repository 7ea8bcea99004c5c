// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class XxHash32Test {
  static List<HashVector> vectors() {
    return HashVector.load();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void shouldMatchOtherImplementationWhenGivenArray(HashVector vector) {
    assertThat(XxHash32.hash32(vector.data)).isEqualTo(vector.xxHash32);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void shouldMatchOtherImplementationWhenGivenRangeOfDirectBuffer(HashVector vector) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(vector.data.length + 5).put(new byte[3]);
    buffer.put(vector.data).put((byte) 1).put((byte) 2);
    assertThat(XxHash32.hash32(buffer, 3, vector.data.length)).isEqualTo(vector.xxHash32);
  }

  @Test
  void shouldRejectRangeWhenItEndsBehindTheLimit() {
    ByteBuffer buffer = ByteBuffer.allocate(64).limit(32);
    assertThatThrownBy(() -> XxHash32.hash32(buffer, 30, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
