// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NameTableTest {
  private static final String[] FIELDS = {
    "id", "a-field-of-more-than-eight-bytes", "caf\u00e9", ""
  };

  private final NameTable table = new NameTable(FIELDS, true, new StringReader());

  @Test
  void shouldRecogniseFieldsHoweverTheyAreWritten() throws MalformedJsonException {
    for (int i = 0; i < 3; i++) {
      assertThat(read("id").field()).isZero();
      assertThat(read("\\u0069d").field()).isZero();
      assertThat(read("a-field-of-more-than-eight-bytes").field()).isEqualTo(1);
      assertThat(read("a-field-of-more-than-eight-byteS").field()).isEqualTo(Name.NO_FIELD);
      assertThat(read("a-field-of-more-than-eight-byte").field()).isEqualTo(Name.NO_FIELD);
      assertThat(read("a-field-").field()).isEqualTo(Name.NO_FIELD);
      assertThat(read("caf\u00e9").field()).isEqualTo(2);
      assertThat(read("caf\\u00E9").field()).isEqualTo(2);
      assertThat(read("").field()).isEqualTo(3);
    }
  }

  @Test
  void shouldTellApartNamesOfEveryLengthInAnyOrder() throws MalformedJsonException {
    Random random = new Random(3);
    Map<String, Name> met = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      String name =
          "abcdefghijklmnopqrstuvwxyz".substring(random.nextInt(3), 3 + random.nextInt(23));
      Name read = read(name);
      assertThat(read.text()).isEqualTo(name);
      assertThat(met.computeIfAbsent(name, key -> read)).isSameAs(read);
    }
  }

  @Test
  void shouldStartAnewWhenFullSoThatUnendingNewNamesDoNotFillTheHeap()
      throws MalformedJsonException {
    for (int i = 0; i < 10 * NameTable.MAX_NAMES; i++) {
      assertThat(read("name-" + i).text()).isEqualTo("name-" + i);
      assertThat(table.size()).isLessThanOrEqualTo(NameTable.MAX_NAMES);
    }
    assertThat(read("id").field()).isZero();
  }

  @Test
  void shouldNotKeepLongNames() throws MalformedJsonException {
    String longest = "x".repeat(NameTable.MAX_KEPT_NAME_BYTES);
    assertThat(read(longest)).isSameAs(read(longest));
    assertThat(read(longest + "x").text()).isEqualTo(longest + "x");
    assertThat(table.size()).isEqualTo(1);
  }

  private Name read(String name) throws MalformedJsonException {
    byte[] bytes = Arrays.copyOf((" \"" + name + "\" ").getBytes(UTF_8), 1 << 10);
    Name read = table.read(bytes, 2);
    assertThat(bytes[table.end() - 1]).isEqualTo((byte) '"');
    return read;
  }
}
