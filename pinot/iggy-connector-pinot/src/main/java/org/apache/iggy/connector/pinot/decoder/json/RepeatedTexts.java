// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Strings that were made before, by field and bytes: most columns of events have few values, and a
 * String that is there already costs no garbage, has its hash code, and is the same object that
 * Pinot's dictionary has.
 *
 * <p>Only short texts of ASCII are kept, in a table of fixed size in which a new one takes the
 * place of an older one. A field whose values seldom repeat is left alone for a while, so that it
 * neither costs much nor drives out the others. Not thread-safe.
 */
final class RepeatedTexts {
  static final int MAX_BYTES = 64;

  /** So many looks in vain, more than others, show that a field's values do not repeat. */
  static final int TRIAL = 2_048;

  /** So many values of such a field are then made without a look. */
  static final int PAUSE = 64 * 1_024;

  private static final int SLOT_BITS = 12;

  private final long multiplier = ThreadLocalRandom.current().nextLong() | 1;
  private final int[] scores;
  private Text[] slots;

  /** Makes an empty table for so many fields. */
  RepeatedTexts(int fields) {
    scores = new int[fields];
    Arrays.fill(scores, TRIAL);
  }

  /** Returns the text of a field, from a range of ASCII bytes. */
  String text(int field, byte[] bytes, int first, int length) {
    if (length > MAX_BYTES || isPaused(field)) {
      return newText(bytes, first, length);
    }
    if (slots == null) {
      slots = new Text[1 << SLOT_BITS];
    }
    int slot = slot(bytes, first, length);
    Text known = slots[slot];
    if (known != null && known.isAt(bytes, first, length)) {
      scores[field] = Math.min(TRIAL, scores[field] + 1);
      return known.text;
    }
    if (--scores[field] == 0) {
      scores[field] = -PAUSE;
    }
    Text fresh = new Text(bytes, first, length);
    slots[slot] = fresh;
    return fresh.text;
  }

  private boolean isPaused(int field) {
    if (scores[field] > 0) {
      return false;
    }
    if (++scores[field] == 0) {
      scores[field] = TRIAL;
    }
    return true;
  }

  /** Looks at both ends and the middle only; what is alike there shares a slot. */
  private int slot(byte[] bytes, int first, int length) {
    long hash = length;
    if (length >= Long.BYTES) {
      hash = mixed(hash ^ Words.get(bytes, first));
      hash = mixed(hash ^ Words.get(bytes, first + (length - Long.BYTES) / 2));
      hash = mixed(hash ^ Words.get(bytes, first + length - Long.BYTES));
    } else {
      for (int i = 0; i < length; i++) {
        hash = hash << Byte.SIZE | bytes[first + i];
      }
      hash = mixed(hash);
    }
    return (int) (hash >>> (Long.SIZE - SLOT_BITS));
  }

  private long mixed(long hash) {
    return (hash ^ hash >>> 32) * multiplier;
  }

  private static String newText(byte[] bytes, int first, int length) {
    return new String(bytes, first, length, StandardCharsets.ISO_8859_1);
  }

  private static final class Text {
    final byte[] bytes;
    final String text;

    Text(byte[] source, int first, int length) {
      bytes = Arrays.copyOfRange(source, first, first + length);
      text = newText(bytes, 0, length);
    }

    boolean isAt(byte[] source, int first, int length) {
      return Arrays.equals(bytes, 0, bytes.length, source, first, first + length);
    }
  }
}
