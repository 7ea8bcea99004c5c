// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

/** A field name as it is written in a document, and what it stands for. */
final class Name {
  /** The index of a name that is no field asked for. */
  static final int NO_FIELD = -1;

  /** Its bytes and the closing quote, eight to a word, and zeros. */
  private final long[] words;

  private final long firstWord;
  private final long firstMask;
  private final long lastMask;
  private final int length;
  private final int hash;
  private final int field;
  private final String text;

  /** The name that came after this one when it was last met, or null. */
  private Name successor;

  /**
   * Makes the name that a document holds at a position.
   *
   * @param length its bytes, without the quotes
   * @param text what it reads, without escapes; null if nobody will ask
   * @param field the index of the field of that name, or {@link #NO_FIELD}
   */
  Name(byte[] bytes, int at, int length, int hash, String text, int field) {
    this.length = length;
    this.hash = hash;
    this.text = text;
    this.field = field;
    int last = length / Long.BYTES;
    lastMask = Words.lowest(length % Long.BYTES + 1);
    firstMask = last == 0 ? lastMask : -1;
    words = new long[last + 1];
    for (int i = 0; i <= last; i++) {
      words[i] = Words.get(bytes, at + i * Long.BYTES);
    }
    words[last] &= lastMask;
    firstWord = words[0];
  }

  /** Returns whether a document has this name, and the quote after it, at a position. */
  boolean isAt(byte[] bytes, int at) {
    return ((Words.get(bytes, at) ^ firstWord) & firstMask) == 0
        && (length < Long.BYTES || isRestAt(bytes, at + Long.BYTES));
  }

  private boolean isRestAt(byte[] bytes, int at) {
    // A word is only loaded if the one before it was full, so never behind the document's zeros.
    int position = at;
    int last = words.length - 1;
    for (int i = 1; i < last; i++) {
      if (Words.get(bytes, position) != words[i]) {
        return false;
      }
      position += Long.BYTES;
    }
    return ((Words.get(bytes, position) ^ words[last]) & lastMask) == 0;
  }

  int length() {
    return length;
  }

  int hash() {
    return hash;
  }

  int field() {
    return field;
  }

  String text() {
    return text;
  }

  Name successor() {
    return successor;
  }

  void follow(Name next) {
    successor = next;
  }
}
