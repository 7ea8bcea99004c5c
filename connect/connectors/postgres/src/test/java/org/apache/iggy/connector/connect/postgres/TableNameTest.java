// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "events, '\"events\"'",
        "Events, '\"Events\"'",
        "sales.events, '\"sales\".\"events\"'",
        "my table, '\"my table\"'",
        "'\"a.b\"', '\"a.b\"'",
        "'\"Odd.Schema\".\"Odd \"\"Table\"', '\"Odd.Schema\".\"Odd \"\"Table\"'",
        "'x\"; DROP TABLE y', '\"x\"\"; DROP TABLE y\"'",
      })
  void shouldQuoteSchemaAndTableEachByItself(String text, String sql) {
    assertThat(TableName.parse(text).sql()).isEqualTo(sql);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".b", "a.b.c", "\"open", "a\0b"})
  void shouldRefuseWhatIsNoName(String text) {
    assertThatThrownBy(() -> TableName.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sales.events");
  }

  @Test
  void shouldShowTheNameAsItWasGiven() {
    assertThat(TableName.parse("sales.events")).hasToString("sales.events");
  }
}
