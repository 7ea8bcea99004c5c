// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pinot.spi.data.readers.GenericRow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with what Pinot's own decoder was recorded to do, value for value, class for class. */
class JsonOracleTest {
  private static final int CASES = 1_526;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** One decoder per set of fields for all cases, so that each meets what the last left behind. */
  private static final Map<Set<String>, IggyJsonMessageDecoder> DECODERS = new HashMap<>();

  private static List<OracleCase> cases;

  @BeforeAll
  static void readCases() {
    cases = OracleCase.readAll();
  }

  @Test
  void shouldHaveEveryRecordedCase() {
    assertThat(cases).hasSize(CASES);
    assertThat(cases.stream().filter(recorded -> recorded.row() == null)).hasSize(72);
    assertThat(cases.stream().map(recorded -> recorded.name()))
        .containsAll(OracleCase.REJECTED_BY_US_ONLY);
  }

  static Stream<OracleCase> cases() {
    return cases.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void shouldDecodeAsPinotDoes(OracleCase recorded) {
    assertOutcome(recorded, recorded.input(), 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void shouldDecodeAsPinotDoesInsideALargerBuffer(OracleCase recorded) {
    byte[] buffer = new byte[recorded.input().length + 200];
    Arrays.fill(buffer, (byte) '1');
    System.arraycopy(recorded.input(), 0, buffer, 100, recorded.input().length);

    assertOutcome(recorded, buffer, 100);
  }

  private static void assertOutcome(OracleCase recorded, byte[] buffer, int offset) {
    IggyJsonMessageDecoder decoder = DECODERS.computeIfAbsent(recorded.fields(), TestDecoders::of);
    GenericRow row = new GenericRow();
    int length = recorded.input().length;
    if (!recorded.isAccepted()) {
      assertThatThrownBy(() -> decoder.decode(buffer, offset, length, row))
          .isInstanceOfSatisfying(
              JsonDecodeException.class, e -> assertThat(e.byteOffset()).isBetween(0, length))
          .hasMessageMatching("Topic events: malformed JSON at byte \\d+ of " + length + "[,:] .+");
      assertThat(row.getFieldToValueMap()).isEmpty();
    } else {
      assertThat(decoder.decode(buffer, offset, length, row)).isSameAs(row);
      assertThat(typed(row.getFieldToValueMap())).isEqualTo(recorded.row());
    }
  }

  /** Writes a value as the recording does. */
  private static JsonNode typed(Object value) {
    if (value == null) {
      return MAPPER.nullNode();
    }
    if (value instanceof Map) {
      Map<?, ?> map = (Map<?, ?>) value;
      var members = MAPPER.createObjectNode();
      map.forEach((name, member) -> members.set((String) name, typed(member)));
      return MAPPER.createObjectNode().put("t", "Map").set("v", members);
    }
    if (value instanceof Object[]) {
      var elements = MAPPER.createArrayNode();
      for (Object element : (Object[]) value) {
        elements.add(typed(element));
      }
      return MAPPER.createObjectNode().put("t", "Object[]").set("v", elements);
    }
    return MAPPER
        .createObjectNode()
        .put("t", value.getClass().getSimpleName())
        .put("v", value.toString());
  }
}
