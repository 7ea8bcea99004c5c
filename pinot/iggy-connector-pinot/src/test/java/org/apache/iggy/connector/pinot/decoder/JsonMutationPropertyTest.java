// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.pinot.spi.data.readers.GenericRow;

/**
 * Random documents, whole and damaged, against Pinot's own parsing and conversion.
 *
 * <p>The decoders live through all tries, so each document also meets what the last one left.
 */
class JsonMutationPropertyTest {
  private static final String[] SELECTED = {"a", "c", "absent"};
  private static final List<byte[]> RECORDED =
      OracleCase.readAll().stream()
          .filter(recorded -> recorded.row() != null)
          .map(OracleCase::input)
          .toList();
  private static final IggyJsonMessageDecoder ALL = TestDecoders.of();
  private static final IggyJsonMessageDecoder SOME = TestDecoders.of(SELECTED);
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectMapper SORTING_MAPPER =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  @Property(tries = 2_000)
  void shouldDecodeAValidDocumentAsPinotDoes(@ForAll long seed) throws IOException {
    byte[] payload = new RandomJson(new Random(seed)).document();

    Map<String, Object> expected = PinotJsonReference.decode(payload);

    assertSameOutcome(payload, expected);
    // Maps must also iterate in the same order: it is what a JSON column stores.
    assertThat(MAPPER.writeValueAsString(decode(ALL, payload)))
        .isEqualTo(MAPPER.writeValueAsString(expected));
  }

  @Property(tries = 10_000)
  void shouldJudgeADamagedDocumentAsPinotDoes(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] document =
        random.nextBoolean()
            ? new RandomJson(random).document()
            : RECORDED.get(random.nextInt(RECORDED.size()));
    byte[] payload = damage(document, random);
    Map<String, Object> expected;
    try {
      expected = PinotJsonReference.decode(payload);
    } catch (IOException e) {
      assertRejected(ALL, payload);
      assertRejected(SOME, payload);
      return;
    }
    if (isUtf8(payload)) {
      assertSameOutcome(payload, expected);
    } else {
      assertSameOrRejected(payload, expected);
    }
  }

  private static byte[] damage(byte[] document, Random random) {
    byte[] damaged = document.clone();
    int at = random.nextInt(damaged.length);
    switch (random.nextInt(5)) {
      case 0 -> {
        return Arrays.copyOf(damaged, at);
      }
      case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> {
        damaged[at] = (byte) random.nextInt(256);
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      case 3 -> damaged[at] = (byte) "{}[]\",:\\0-e.u\n\u0000".charAt(random.nextInt(15));
      default -> System.arraycopy(document, at, damaged, 0, damaged.length - at);
    }
    return damaged;
  }

  private static void assertSameOutcome(byte[] payload, Map<String, Object> expected) {
    Map<String, Object> everything = decode(ALL, payload);
    assertThat(json(everything)).isEqualTo(json(expected));
    assertSameClasses(everything, expected);
    Map<String, Object> some = decode(SOME, payload);
    assertThat(some).containsOnlyKeys(SELECTED);
    for (String name : SELECTED) {
      assertThat(json(some.get(name))).isEqualTo(json(expected.get(name)));
    }
  }

  /** What is no UTF-8 may be rejected, but must not be understood in another way. */
  private static void assertSameOrRejected(byte[] payload, Map<String, Object> expected) {
    try {
      assertThat(json(decode(ALL, payload))).isEqualTo(json(expected));
    } catch (JsonDecodeException e) {
      assertThat(e.getMessage()).containsAnyOf("nvalid UTF-8", "UTF-16");
    }
  }

  private static void assertRejected(IggyJsonMessageDecoder decoder, byte[] payload) {
    assertThatThrownBy(() -> decoder.decode(payload, new GenericRow()))
        .isInstanceOfSatisfying(
            JsonDecodeException.class, e -> assertThat(e.byteOffset()).isBetween(0, payload.length))
        .hasMessageNotContaining("Source");
  }

  private static Map<String, Object> decode(IggyJsonMessageDecoder decoder, byte[] payload) {
    return decoder.decode(payload, new GenericRow()).getFieldToValueMap();
  }

  private static String json(Object value) {
    try {
      return SORTING_MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertSameClasses(Object actual, Object expected) {
    if (expected instanceof Map<?, ?> members) {
      members.forEach((name, member) -> assertSameClasses(((Map<?, ?>) actual).get(name), member));
    } else if (expected instanceof Object[] elements) {
      for (int i = 0; i < elements.length; i++) {
        assertSameClasses(((Object[]) actual)[i], elements[i]);
      }
    }
    if (expected != null) {
      assertThat(actual.getClass()).isEqualTo(expected.getClass());
    }
  }

  private static boolean isUtf8(byte[] payload) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload));
      return payload.length < 2 || (payload[0] != 0 && payload[1] != 0);
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
