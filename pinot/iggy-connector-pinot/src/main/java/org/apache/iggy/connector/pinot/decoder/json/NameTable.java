// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Recognises field names by their bytes, so that a name met before costs a comparison and no
 * String.
 *
 * <p>Documents of a topic have their fields in much the same order: the name that came after the
 * last one is tried first, and a hash table asked only when it is another. The table starts anew
 * when it is full, so that unending new names do not fill the heap.
 */
final class NameTable {
  static final int MAX_NAMES = 1_024;
  static final int MAX_KEPT_NAME_BYTES = 256;
  private static final int SLOTS = 4 * MAX_NAMES;

  private final Map<String, Integer> fields = new HashMap<>();
  private final boolean keepsTexts;
  private final StringReader strings;
  private final long multiplier = ThreadLocalRandom.current().nextLong() | 1;

  private Name[] slots = new Name[SLOTS];
  private int count;
  private Name last;
  private int end;

  /**
   * Makes an empty table.
   *
   * @param fieldNames the fields to recognise; all other names have none
   * @param keepsTexts whether names that are no such fields will be asked for their text
   */
  NameTable(String[] fieldNames, boolean keepsTexts, StringReader strings) {
    this.keepsTexts = keepsTexts;
    this.strings = strings;
    for (int i = 0; i < fieldNames.length; i++) {
      fields.put(fieldNames[i], i);
    }
    last = new Name(new byte[Long.BYTES], 0, 0, 0, null, Name.NO_FIELD);
  }

  /** Returns the name whose first byte after the quote is at a position. */
  Name read(byte[] bytes, int first) throws MalformedJsonException {
    Name expected = last.successor();
    if (expected == null || !expected.isAt(bytes, first)) {
      expected = lookUp(bytes, first);
      last.follow(expected);
    }
    last = expected;
    end = first + expected.length() + 1;
    return expected;
  }

  /** Returns the position after the quote that ends the name that was read last. */
  int end() {
    return end;
  }

  /** Returns how many names it holds. */
  int size() {
    return count;
  }

  private Name lookUp(byte[] bytes, int first) throws MalformedJsonException {
    int length = StringSkipper.closingQuoteOfName(bytes, first) - first;
    int hash = hash(bytes, first, length);
    int slot = hash & (SLOTS - 1);
    Name name;
    while ((name = slots[slot]) != null) {
      if (name.hash() == hash && name.length() == length && name.isAt(bytes, first)) {
        return name;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return learn(bytes, first, length, hash, slot);
  }

  private Name learn(byte[] bytes, int first, int length, int hash, int slot)
      throws MalformedJsonException {
    String text = strings.read(bytes, first);
    int field = fields.getOrDefault(text, Name.NO_FIELD);
    String kept = keepsTexts || field != Name.NO_FIELD ? text : null;
    Name name = new Name(bytes, first, length, hash, kept, field);
    if (length <= MAX_KEPT_NAME_BYTES) {
      keep(name, slot);
    }
    return name;
  }

  private void keep(Name name, int slot) {
    if (count == MAX_NAMES) {
      slots = new Name[SLOTS];
      count = 0;
      slots[name.hash() & (SLOTS - 1)] = name;
    } else {
      slots[slot] = name;
    }
    count++;
  }

  /** The multiplier is a secret of this table: nobody can send names that all fall together. */
  private int hash(byte[] bytes, int first, int length) {
    long hash = length;
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      hash = mixed(hash ^ Words.get(bytes, first + i));
    }
    if (i < length) {
      hash = mixed(hash ^ (Words.get(bytes, first + i) & Words.lowest(length - i)));
    }
    return (int) hash;
  }

  private long mixed(long hash) {
    long product = hash * multiplier;
    return product ^ (product >>> 32);
  }
}
