// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

  @Test
  void shouldAcceptEveryCodePointAtEveryAlignment() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        byte[] bytes =
            ("0123456789".substring(codePoint % 10) + Character.toString(codePoint) + "x")
                .getBytes(StandardCharsets.UTF_8);
        assertIndex(bytes, -1);
      }
    }
  }

  @Test
  void shouldAgreeWithTheJdkOnEverySequenceOfUpToThreeBytes() {
    byte[] bytes = new byte[3];
    for (int sequence = 0; sequence < 1 << 24; sequence += sequence < 0xC00000 ? 97 : 23) {
      bytes[0] = (byte) (sequence >> 16);
      bytes[1] = (byte) (sequence >> 8);
      bytes[2] = (byte) sequence;
      assertAgrees(bytes);
    }
  }

  @Test
  void shouldAgreeWithTheJdkOnRandomFourByteSequences() {
    Random random = new Random(7);
    byte[] bytes = new byte[13];
    for (int i = 0; i < 100_000; i++) {
      Arrays.fill(bytes, (byte) 'a');
      int at = random.nextInt(10);
      bytes[at] = (byte) (0xEC + random.nextInt(12));
      bytes[at + 1] = (byte) (0x78 + random.nextInt(0x50));
      bytes[at + 2] = (byte) (0x78 + random.nextInt(0x50));
      bytes[Math.min(at + 3, 12)] = (byte) (0x78 + random.nextInt(0x50));
      assertAgrees(bytes);
    }
  }

  private static void assertAgrees(byte[] bytes) {
    ByteBuffer input = ByteBuffer.wrap(bytes);
    int expected = -1;
    try {
      StandardCharsets.UTF_8.newDecoder().decode(input);
    } catch (CharacterCodingException e) {
      expected = input.position();
    }
    assertIndex(bytes, expected);
  }

  private static void assertIndex(byte[] bytes, int expected) {
    int actual = indexOfInvalid(bytes);
    if (actual != expected) {
      assertThat(actual).as(Arrays.toString(bytes)).isEqualTo(expected);
    }
  }

  private static int indexOfInvalid(byte[] bytes) {
    byte[] padded = Arrays.copyOf(bytes, bytes.length + 3);
    int i = 0;
    while (i < bytes.length) {
      int length = padded[i] >= 0 ? 1 : Utf8.sequenceLength(padded, i);
      if (length == 0) {
        return i;
      }
      i += length;
    }
    return -1;
  }
}
