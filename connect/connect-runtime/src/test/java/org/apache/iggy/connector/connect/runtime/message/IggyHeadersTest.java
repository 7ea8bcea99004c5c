// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.connect.api.Header;
import org.apache.iggy.connector.connect.api.HeaderKind;
import org.apache.iggy.connector.connect.api.Headers;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.junit.jupiter.api.Test;

class IggyHeadersTest {
  private static Object valueOf(HeaderKind kind) {
    return switch (kind) {
      case RAW -> new byte[] {1, 2};
      case STRING -> "text";
      case BOOL -> true;
      case INT8 -> (byte) -8;
      case INT16, UINT8 -> (short) 16;
      case INT32, UINT16 -> 32;
      case INT64, UINT32 -> 64L;
      case INT128, UINT64, UINT128 -> BigInteger.valueOf(128);
      case FLOAT32 -> 0.5f;
      case FLOAT64 -> 0.25;
    };
  }

  @Test
  void shouldComeBackAsTheyWereWhenTheyAreOfAnyKind() {
    List<Header> all = new ArrayList<>();
    for (HeaderKind kind : HeaderKind.values()) {
      all.add(new Header(kind.name(), kind, valueOf(kind)));
    }
    UserHeaders user = IggyHeaders.toIggy(Headers.of(all));
    Headers back = IggyHeaders.fromIggy(user);

    assertThat(back.size()).isEqualTo(HeaderKind.values().length);
    for (Header header : back) {
      assertThat(header.kind().name()).isEqualTo(header.name());
      assertThat(header.value()).isEqualTo(valueOf(header.kind()));
    }
    assertThat(IggyHeaders.toIggy(back)).isEqualTo(user);
  }

  @Test
  void shouldShowKeysAsTextWhenTheyAreNone() {
    UserHeaders user =
        UserHeaders.builder().put(HeaderField.ofUint32(7), HeaderField.ofString("seven")).build();
    assertThat(IggyHeaders.fromIggy(user).get("7")).contains(Header.of("7", "seven"));
  }

  @Test
  void shouldNameTheHeaderWhenItsValueIsOfAnotherType() {
    Headers wrong = Headers.of(List.of(new Header("count", HeaderKind.INT32, "many")));
    assertThatThrownBy(() -> IggyHeaders.toIggy(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the header count of kind INT32 cannot be a String");
  }

  @Test
  void shouldRefuseWhatIggyHasNoRoomFor() {
    Headers large = Headers.of(List.of(Header.of("name", "x".repeat(256))));
    assertThatThrownBy(() -> IggyHeaders.toIggy(large))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("256 bytes");
  }
}
