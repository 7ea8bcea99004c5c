// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageIdTest {
  @Test
  void shouldBeAnUnsignedNumber() {
    assertThat(new MessageId(-1, -1).toString())
        .isEqualTo(BigInteger.TWO.pow(128).subtract(BigInteger.ONE).toString());
    assertThat(new MessageId(0, -1).toString()).isEqualTo("18446744073709551615");
    assertThat(MessageId.NONE.toString()).isEqualTo("0");
  }

  @Test
  void shouldHaveTheBitsOfAUuid() {
    UUID uuid = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

    assertThat(MessageId.of(uuid).toUuid()).isEqualTo(uuid);
    assertThat(MessageId.of(uuid).isNone()).isFalse();
    assertThat(MessageId.NONE.isNone()).isTrue();
  }
}
