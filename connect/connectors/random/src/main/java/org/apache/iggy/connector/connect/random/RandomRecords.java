// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.random;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.connect.api.Payload;

/**
 * Records {@code {id, title, name, text}} as JSON, each made of the seed and its number alone.
 * Immutable.
 */
final class RandomRecords {
  private static final byte[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BEFORE_ID = "{\"id\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BEFORE_TEXT =
      "\",\"title\":\"Hello\",\"name\":\"World\",\"text\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);
  private static final int UUID_LENGTH = 36;
  private static final int BITS_OF_A_CHARACTER = 6;
  private static final int CHARACTERS_OF_A_LONG = Long.SIZE / BITS_OF_A_CHARACTER;

  private final long seed;
  private final int textLength;
  private final Codec json;

  RandomRecords(long seed, int textLength, Codec json) {
    this.seed = seed;
    this.textLength = textLength;
    this.json = json;
  }

  long seed() {
    return seed;
  }

  ConnectRecord record(long number) {
    SplittableRandom random = new SplittableRandom(seed ^ (number * 0x9E3779B97F4A7C15L));
    UUID id = uuid(random);
    byte[] payload =
        new byte[BEFORE_ID.length + UUID_LENGTH + BEFORE_TEXT.length + textLength + END.length];
    int at = put(BEFORE_ID, payload, 0);
    at = put(id.toString().getBytes(StandardCharsets.US_ASCII), payload, at);
    at = put(BEFORE_TEXT, payload, at);
    at = putText(random, payload, at);
    put(END, payload, at);
    return ConnectRecord.of(Payload.ofBytes(json, payload)).withId(MessageId.of(id));
  }

  /** A UUID of version 4. */
  private static UUID uuid(SplittableRandom random) {
    long high = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private int putText(SplittableRandom random, byte[] target, int start) {
    int end = start + textLength;
    int at = start;
    while (at < end) {
      long bits = random.nextLong();
      int stop = Math.min(end, at + CHARACTERS_OF_A_LONG);
      while (at < stop) {
        int scaled = (int) (bits & 63) * ALPHABET.length;
        target[at++] = ALPHABET[scaled >> BITS_OF_A_CHARACTER];
        bits >>>= BITS_OF_A_CHARACTER;
      }
    }
    return at;
  }

  private static int put(byte[] source, byte[] target, int at) {
    System.arraycopy(source, 0, target, at, source.length);
    return at + source.length;
  }
}
