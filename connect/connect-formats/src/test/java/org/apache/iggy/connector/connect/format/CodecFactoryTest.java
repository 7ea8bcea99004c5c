// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodecFactoryTest {
  @ParameterizedTest
  @EnumSource(Schema.class)
  void shouldMakeACodecOfEachFormat(Schema schema) {
    assertThat(CodecFactory.create(schema).schema()).isEqualTo(schema);
  }

  @Test
  void shouldHandOutRawBytesAsTheyAre() {
    byte[] bytes = {0, (byte) 0xff};
    Codec raw = CodecFactory.create(Schema.RAW);

    assertThat(raw.decode(bytes)).isSameAs(bytes);
    assertThat(raw.encode(bytes)).isSameAs(bytes);
    assertThat(raw.encode("é")).isEqualTo("é".getBytes(UTF_8));
    assertThat(raw.encode(Map.of("a", 1L))).isEqualTo("{\"a\":1}".getBytes(UTF_8));
  }

  @Test
  void shouldDecodeTextAndRefuseWhatIsNone() {
    Codec text = CodecFactory.create(Schema.TEXT);

    assertThat(text.decode("é\uFFFD".getBytes(UTF_8))).isEqualTo("é\uFFFD");
    assertThatThrownBy(() -> text.decode(new byte[] {'a', 'b', (byte) 0xff}))
        .isInstanceOf(CodecException.class)
        .hasMessage("not UTF-8 text at byte 2");
  }

  @Test
  void shouldWriteAnyValueAsText() {
    Codec text = CodecFactory.create(Schema.TEXT);

    assertThat(text.encode("é")).isEqualTo("é".getBytes(UTF_8));
    assertThat(text.encode(Map.of("a", 1L))).isEqualTo("{\"a\":1}".getBytes(UTF_8));
    assertThat(text.encode(5L)).isEqualTo("5".getBytes(UTF_8));
    assertThat(text.encode(java.time.LocalDate.of(2026, 1, 2)))
        .isEqualTo("2026-01-02".getBytes(UTF_8));
    assertThatThrownBy(() -> text.encode(new byte[] {(byte) 0xff}))
        .isInstanceOf(CodecException.class);
  }
}
