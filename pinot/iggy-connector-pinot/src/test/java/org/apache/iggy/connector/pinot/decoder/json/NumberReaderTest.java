// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers against another parser, and what stands where a number might. */
class NumberReaderTest {
  private static final ObjectMapper REFERENCE = new ObjectMapper();

  private final JsonDocuments all = new JsonDocuments();
  private final JsonDocuments none = new JsonDocuments("absent");

  @Test
  void shouldReadIntegersAroundEveryLimit() throws IOException {
    for (int bits = 0; bits < 140; bits++) {
      for (int delta = -2; delta <= 2; delta++) {
        BigInteger number = BigInteger.ONE.shiftLeft(bits).add(BigInteger.valueOf(delta));
        assertAgrees(number.toString());
        assertAgrees(number.negate().toString());
      }
    }
    for (int digits = 0; digits < 40; digits++) {
      assertAgrees("1" + "0".repeat(digits));
      assertAgrees("-" + "9".repeat(digits + 1));
    }
  }

  @Test
  void shouldReadDoublesToTheLastBit() throws IOException {
    Random random = new Random(11);
    for (int i = 0; i < 50_000; i++) {
      assertAgrees(Double.toString(finite(random)));
      assertAgrees(random.nextInt(100_000) / 100.0 + "");
      assertAgrees(random.nextInt() + "." + Math.abs(random.nextLong() >> random.nextInt(63)));
      assertAgrees(digits(random, 20) + "." + digits(random, 20) + "e" + (random.nextInt(80) - 40));
    }
  }

  @Test
  void shouldReadEveryFormOfANumberThatMustBeADouble() throws IOException {
    for (String mantissa :
        new String[] {"0", "-0", "1", "-12", "0.0", "-0.0", "9007199254740993"}) {
      for (String exponent : new String[] {"", "0", "00", "22", "23", "-22", "-23", "308", "999"}) {
        String suffix = exponent.isEmpty() ? "" : "e" + exponent;
        assertAgrees(mantissa + suffix);
        assertAgrees(mantissa + suffix.replace("e", "E"));
        assertAgrees(mantissa + (exponent.startsWith("-") ? suffix : suffix.replace("e", "e+")));
      }
    }
    assertAgrees("1e99999999999999999999");
    assertAgrees("0e99999999999999999999");
    assertAgrees("1e-99999999999999999999");
    assertAgrees("4.9406564584124654e-324");
    assertAgrees("1.7976931348623157e308");
    assertAgrees("179769313486231580793e289");
  }

  @Test
  void shouldRejectWhatIsNoNumber() throws IOException {
    for (String text :
        new String[] {
          "-",
          "+1",
          ".5",
          "1.",
          "1.e5",
          "1e",
          "1e+",
          "1e-",
          "01",
          "-01",
          "00",
          "--1",
          "1-",
          "1..2",
          "1.2.3",
          "1e5.5",
          "1e5e5",
          "0x10",
          "1_0",
          "1f",
          "1 2",
          "12345678a",
          "1234567\u0000",
          "12345678901234567890a",
          "Infinity",
          "-Infinity",
          "NaN",
          "1:",
          "1/",
          "1;",
          "\u00e9"
        }) {
      assertAgrees(text);
      assertThat(read(all, document(text))).as(text).isNull();
    }
  }

  @Test
  void shouldAgreeOnRandomSequencesOfTheCharactersOfNumbers() throws IOException {
    Random random = new Random(5);
    String characters = "0123456789012345678901234567890123456789-+.eE ";
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(24); k >= 0; k--) {
        text.append(characters.charAt(random.nextInt(characters.length())));
      }
      assertAgrees(text.toString());
    }
  }

  private void assertAgrees(String number) throws IOException {
    byte[] document = document(number);
    Map<String, Object> actual = read(all, document);
    Map<?, ?> expected = reference(document);
    if (expected == null ? actual != null : !expected.equals(actual)) {
      assertThat(actual).as(number).isEqualTo(expected);
    }
    assertThat(read(none, document) == null).as(number).isEqualTo(expected == null);
  }

  private static byte[] document(String number) {
    return ("{\"n\":" + number + ",\"a\":[" + number + "]}").getBytes(US_ASCII);
  }

  private static Map<String, Object> read(JsonDocuments documents, byte[] document) {
    try {
      Map<String, Object> values = documents.read(document);
      values.computeIfPresent("a", (name, array) -> Arrays.asList((Object[]) array));
      return values;
    } catch (MalformedJsonException e) {
      return null;
    }
  }

  private static Map<?, ?> reference(byte[] document) {
    try {
      return REFERENCE.readValue(document, Map.class);
    } catch (IOException e) {
      return null;
    }
  }

  private static double finite(Random random) {
    double number = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(number) ? number : 0.1;
  }

  private static String digits(Random random, int max) {
    return new BigInteger(1 + random.nextInt(max * 3), random).toString();
  }
}
