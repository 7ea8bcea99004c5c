// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.junit.jupiter.api.Test;

class RustStateTest {
  /** The bytes that rmp_serde makes of the Rust source's state with one table. */
  static byte[] state(String table, String offset) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0x93);
    text(bytes, "2026-01-15T10:30:00.123456789Z");
    bytes.write(0x81);
    text(bytes, table);
    text(bytes, offset);
    bytes.write(0x03);
    return bytes.toByteArray();
  }

  private static void text(ByteArrayOutputStream bytes, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length < 32) {
      bytes.write(0xa0 | utf8.length);
    } else {
      bytes.write(0xd9);
      bytes.write(utf8.length);
    }
    bytes.writeBytes(utf8);
  }

  @Test
  void shouldReadTheOffsetOfATable() {
    PollingState state = PollingState.read(state("a_table_with_a_name_longer_than_31_bytes", "42"));
    assertThat(state.cursor("a_table_with_a_name_longer_than_31_bytes").position())
        .isEqualTo(List.of("42"));
    assertThat(state.cursor("other")).isEqualTo(TableCursor.START);
  }

  @Test
  void shouldRefuseWhatIsNoState() {
    assertThatThrownBy(() -> PollingState.read(new byte[] {1, 2, 3}))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("reset the connector's state");
    byte[] cut = state("rows", "42");
    assertThatThrownBy(() -> PollingState.read(Arrays.copyOf(cut, cut.length - 4)))
        .isInstanceOf(ConnectException.class);
  }
}
