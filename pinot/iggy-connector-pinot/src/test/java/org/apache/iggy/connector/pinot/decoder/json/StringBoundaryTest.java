// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Strings of every length around the eight bytes of a word, at every place of a word, with every
 * kind of special bytes at every place of the string, against another parser: read as a value, as a
 * name, inside an object, and skipped.
 */
class StringBoundaryTest {
  private static final int MAX_LENGTH = 40;
  private static final ObjectMapper REFERENCE = new ObjectMapper();

  private final JsonDocuments all = new JsonDocuments();
  private final JsonDocuments none = new JsonDocuments("absent", "after");

  /** Bytes one after the other, each as a character of Latin 1. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "\\\"",
        "\\\\",
        "\\\\\\\"",
        "\\\"\\\"",
        "\\n\\\"",
        "\\u0041",
        "\\u00e9",
        "\\u20ac",
        "\\ud83d\\ude00",
        "\\ud83d",
        "\\ude00\\ud83d",
        "\\ud83d\\n",
        "\\ud83d\\u0041",
        "\u00c3\u00a9",
        "\u00c3\u00a9\\\"",
        "\u00e2\u0082\u00ac",
        "\u00f0\u009f\u0098\u0080",
        "\u007f",
        // What no string may hold.
        "\"",
        "\\",
        "\\q",
        "\\u12",
        "\\u12g4",
        "\\\"\\",
        "\n",
        "\u0000",
        "\u001f",
        "\u0080",
        "\u00c3",
        "\u00c0\u00af",
        "\u00e0\u0080\u0080",
        "\u00ed\u00a0\u0080",
        "\u00f0\u009f\u0098",
        "\u00f4\u0090\u0080\u0080",
        "\u00ff",
      })
  void shouldAgreeWithAnotherParserWhereverSpecialBytesStand(String special) throws IOException {
    byte[] bytes = special.getBytes(ISO_8859_1);
    for (int length = 0; length <= MAX_LENGTH; length++) {
      for (int at = 0; at <= length; at++) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP".substring(0, at).getBytes(UTF_8));
        text.writeBytes(bytes);
        text.writeBytes("0123456789".repeat(4).substring(0, length - at).getBytes(UTF_8));
        assertAgrees(text.toByteArray(), (length * 7 + at * 3) % 8);
      }
    }
  }

  @Test
  void shouldAgreeWithAnotherParserHoweverFarApartTwoSpecialsAre() throws IOException {
    String[] specials = {"\\\"", "\\\\", "\\n", "\\u0041", "\u00c3\u00a9", "\"", "\n", "\\q"};
    for (String first : specials) {
      for (String second : specials) {
        for (int gap = 0; gap <= 17; gap++) {
          String text = first + "0123456789abcdefg".substring(0, gap) + second + "tail";
          assertAgrees(text.getBytes(ISO_8859_1), gap % 3);
        }
      }
    }
  }

  @Test
  void shouldMakeRoomForLongStringsWithEscapesAtAnyLength() throws IOException {
    for (int length = 1_000; length < 1_060; length++) {
      String plain = "x".repeat(length);
      for (String special : new String[] {"\\n", "\\ud83d\\ude00", "\u00c3\u00a9", "\\ud83d"}) {
        JsonDocuments fresh = new JsonDocuments();
        byte[] bytes = ("{\"v\":\"\\t" + plain + special + special + "\"}").getBytes(ISO_8859_1);
        assertThat(read(fresh, bytes)).isEqualTo(reference(bytes));
      }
    }
  }

  private void assertAgrees(byte[] text, int padding) throws IOException {
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    document.writeBytes(" ".repeat(padding).getBytes(UTF_8));
    document.writeBytes("{\"value\":\"".getBytes(UTF_8));
    document.writeBytes(text);
    document.writeBytes("\",\"nested\":{\"".getBytes(UTF_8));
    document.writeBytes(text);
    document.writeBytes("\":[\"".getBytes(UTF_8));
    document.writeBytes(text);
    document.writeBytes("\"]},\"".getBytes(UTF_8));
    document.writeBytes(text);
    document.writeBytes("\":0,\"after\":true}".getBytes(UTF_8));
    byte[] bytes = document.toByteArray();

    Map<?, ?> expected = reference(bytes);
    if (expected == null) {
      assertThat(read(all, bytes)).as(printable(bytes)).isNull();
      assertThat(read(none, bytes)).as(printable(bytes)).isNull();
    } else {
      String actual = REFERENCE.writeValueAsString(read(all, bytes));
      if (!REFERENCE.readTree(actual).equals(REFERENCE.valueToTree(withTextForTrue(expected)))) {
        assertThat(actual).as(printable(bytes)).isEqualTo(REFERENCE.writeValueAsString(expected));
      }
      assertThat(read(none, bytes)).isEqualTo(Map.of("after", "true"));
    }
  }

  private static Map<String, Object> read(JsonDocuments documents, byte[] bytes) {
    try {
      return documents.read(bytes);
    } catch (MalformedJsonException e) {
      assertThat(e.position()).isBetween(0, bytes.length);
      return null;
    }
  }

  private static Map<?, ?> reference(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return REFERENCE.readValue(bytes, Map.class);
    } catch (CharacterCodingException e) {
      return null;
    } catch (IOException e) {
      return null;
    }
  }

  private static Map<?, ?> withTextForTrue(Map<?, ?> document) {
    @SuppressWarnings("unchecked")
    Map<String, Object> members = (Map<String, Object>) document;
    members.put("after", "true");
    return members;
  }

  private static String printable(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
