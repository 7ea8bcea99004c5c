// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.format.Fuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {
  private static final String DOCUMENT =
      "{\"id\":7,\"name\":\"Ann\",\"tags\":[\"a\",null,true,{}],\"at\":{\"x\":1.5,\"y\":-2.25},\"z\":[]}";

  private static Object decode(String json) {
    return JsonCodec.compact().decode(json.getBytes(UTF_8));
  }

  private static String encode(Object value) {
    return new String(JsonCodec.compact().encode(value), UTF_8);
  }

  @Test
  void shouldDecodeIntoPlainCollectionsInOrder() {
    Object value = decode(DOCUMENT);

    assertThat(value).isInstanceOf(LinkedHashMap.class);
    assertThat((Map<?, ?>) value)
        .extracting(Map::keySet)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.COLLECTION)
        .containsExactly("id", "name", "tags", "at", "z");
    assertThat(((Map<?, ?>) value).get("tags")).isEqualTo(Arrays.asList("a", null, true, Map.of()));
    assertThat(((Map<?, ?>) value).get("id")).isEqualTo(7L);
  }

  @Test
  void shouldWriteWhatItRead() {
    assertThat(encode(decode(DOCUMENT))).isEqualTo(DOCUMENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0", "-1", "2147483648", "9223372036854775807", "9223372036854775808",
        "123456789012345678901234567890", "0.1", "-2.5", "1.0E-300", "3.141592653589793",
        "0.1234567890123456789", "123456789012345678.5", "1E+400", "1E-400", "4.9E-324"
      })
  void shouldKeepTheValueOfANumber(String number) {
    Object value = decode(number);

    assertThat(new BigDecimal(value.toString())).isEqualByComparingTo(new BigDecimal(number));
    assertThat(new BigDecimal(encode(value))).isEqualByComparingTo(new BigDecimal(number));
  }

  @ParameterizedTest
  @CsvSource({
    "1, java.lang.Long",
    "4000000000, java.lang.Long",
    "9223372036854775808, java.math.BigInteger",
    "1.25, java.lang.Double",
    "1e3, java.lang.Double",
    "0.1234567890123456789, java.math.BigDecimal",
    "0.0, java.lang.Double"
  })
  void shouldGiveEachNumberTheSmallestTypeThatHoldsIt(String number, Class<?> type) {
    assertThat(decode(number)).isInstanceOf(type);
  }

  @Test
  void shouldAgreeOnRandomFractionsWithExactArithmetic() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String digits = Long.toString(random.nextLong(Long.MAX_VALUE));
      int point = 1 + random.nextInt(digits.length());
      String number =
          digits.substring(0, point)
              + "."
              + digits.substring(point)
              + "0"
              + (random.nextBoolean() ? "e" + (random.nextInt(640) - 320) : "");
      number = number.replaceFirst("^0+(?=\\d)", "");

      assertThat(new BigDecimal(decode(number).toString()))
          .isEqualByComparingTo(new BigDecimal(number));
    }
  }

  @Test
  void shouldWriteWhatJsonHasNoTypeForAsText() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("bytes", new byte[] {1, 2, 3});
    value.put("instant", Instant.parse("2026-01-02T03:04:05.006Z"));
    value.put("date", LocalDate.of(2026, 1, 2));
    value.put("uuid", new UUID(1, 2));
    value.put("nan", Double.NaN);
    value.put("float", 1.1f);
    value.put("int", 5);
    value.put("big", BigInteger.TWO.pow(70));

    assertThat(encode(value))
        .isEqualTo(
            "{\"bytes\":\"AQID\",\"instant\":\"2026-01-02T03:04:05.006Z\",\"date\":\"2026-01-02\","
                + "\"uuid\":\"00000000-0000-0001-0000-000000000002\",\"nan\":null,\"float\":1.1,"
                + "\"int\":5,\"big\":1180591620717411303424}");
  }

  @Test
  void shouldKeepHalfASurrogatePair() {
    String json = "{\"a\":\"\\uD800\",\"b\":\"é😀\"}";

    assertThat(decode(encode(decode(json)))).isEqualTo(decode(json));
  }

  @Test
  void shouldLetTheLaterOfTwoFieldsWithOneNameCount() {
    assertThat(decode("{\"a\":1,\"a\":2}")).isEqualTo(Map.of("a", 2L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1,}             | 7  | expected double-quote to start field name",
        "{\"password\":hunter2} | 12 | expected ",
        "{\"a\":                | 5  | it ends in the middle of a value",
        "[1] [2]                | 4  | there is more behind the value",
        "01                     | 1  | a number that is not written as JSON wants it",
        "[1 2]                  | 3  | expected ",
      })
  void shouldSayWhereAndWhyWithoutTheContent(String json, int position, String reason) {
    assertThatThrownBy(() -> decode(json.strip()))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("not JSON at byte " + position)
        .hasMessageContaining(reason.strip())
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void shouldRefuseAnEmptyPayload() {
    assertThatThrownBy(() -> decode("")).hasMessage("not JSON: the payload is empty");
    assertThatThrownBy(() -> decode("  ")).hasMessage("not JSON: the payload is empty");
  }

  @Test
  void shouldRefuseDepthThatWouldOverflowTheStack() {
    assertThatThrownBy(() -> decode("[".repeat(100_000)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("1000");
    Object nested = null;
    for (int i = 0; i < 100_000; i++) {
      nested = Arrays.asList(nested);
    }
    Object deep = nested;
    assertThatThrownBy(() -> encode(deep)).isInstanceOf(CodecException.class);
  }

  @Test
  void shouldRefuseExponentsThatExpandToGigabytes() {
    assertThatThrownBy(() -> decode("1e1000000000"))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("exponent");
  }

  @Test
  void shouldRefuseWhatJsonHasNoFormFor() {
    assertThatThrownBy(() -> encode(List.of(new Object())))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("java.lang.Object");
  }

  @Test
  void shouldWriteALineForEachFieldWhenIndented() {
    assertThat(new String(JsonCodec.indented().encode(Map.of("a", 1L)), UTF_8).lines()).hasSize(3);
  }

  @Test
  void shouldSurviveWhatIsNotJson() {
    Fuzz.run(JsonCodec.compact(), DOCUMENT.getBytes(UTF_8));
  }
}
