// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitioningTest {
  @Test
  void shouldKeepLargestIdWhenDecoded() {
    byte[] body = {2, 4, -1, -1, -1, 0x7F};
    assertThat(Partitioning.decode(WireReader.of(body)))
        .isEqualTo(Partitioning.partition(Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 4, partition id 4294967295 exceeds an int",
    "2, 3, partition id partitioning has length 3",
    "1, 1, balanced partitioning has length 1",
    "3, 0, key partitioning has length 0",
    "4, 0, partitioning kind 4 is not within 1..3",
  })
  void shouldRefuseBytesWhenMalformed(byte kind, byte length, String message) {
    byte[] body = {kind, length, -1, -1, -1, -1};
    assertThatThrownBy(() -> Partitioning.decode(WireReader.of(body)))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage(message);
  }

  @Test
  void shouldRefuseValueWhenItCannotBeWritten() {
    assertThatThrownBy(() -> Partitioning.partition(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("partition id -1 is negative");
    assertThatThrownBy(() -> Partitioning.key("")).isInstanceOf(IllegalArgumentException.class);
  }
}
