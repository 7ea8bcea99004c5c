// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format;

import java.util.Arrays;
import java.util.Random;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.CodecException;

/** Feeds a codec with what is none of its payloads: it decodes, or says so, and nothing else. */
public final class Fuzz {
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 4_000);

  private Fuzz() {}

  /** Truncations of a valid payload, changes of its bytes, and noise; the same at each run. */
  public static void run(Codec codec, byte[] valid) {
    for (int length = 0; length < valid.length; length++) {
      decode(codec, Arrays.copyOf(valid, length));
    }
    Random random = new Random(42);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] payload = valid.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
      }
      decode(codec, payload);
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      decode(codec, noise);
    }
  }

  private static void decode(Codec codec, byte[] payload) {
    Object value;
    try {
      value = codec.decode(payload);
    } catch (CodecException e) {
      return;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError("for " + Arrays.toString(payload), e);
    }
    try {
      codec.encode(value);
    } catch (CodecException e) {
      return;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("writing what was read of " + Arrays.toString(payload), e);
    }
  }
}
