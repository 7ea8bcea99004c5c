// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

/**
 * Reads the fields of JSON objects: some that are known in advance, or all.
 *
 * <p>Made once, used for many documents; not thread-safe. Beyond the values it makes, a document
 * costs no allocation, once its field names were met.
 */
public final class JsonObjectReader {
  private static final int OUTERMOST = 1;

  private final boolean readsAll;
  private final StringReader strings = new StringReader();
  private final ValueReader values = new ValueReader(strings);
  private final NameTable names;
  private final RepeatedTexts repeated;

  /**
   * Makes a reader.
   *
   * @param fieldNames the fields to read, by index; none for all
   */
  public JsonObjectReader(String[] fieldNames) {
    readsAll = fieldNames.length == 0;
    names = new NameTable(fieldNames, readsAll, strings);
    repeated = new RepeatedTexts(fieldNames.length);
  }

  /**
   * Hands the fields of an object to {@code sink}. Bytes after the object are not looked at.
   *
   * @param start where to begin in the document
   * @throws MalformedJsonException if there is no well-formed object; the sink may then have been
   *     given some fields
   */
  public void read(DocumentBuffer document, int start, FieldSink sink)
      throws MalformedJsonException {
    byte[] bytes = document.bytes();
    boolean complete = false;
    try {
      int first = Tokens.skipSpace(bytes, start);
      if (bytes[first] != '{') {
        throw MalformedJsonException.unexpected(bytes, first, "a JSON object");
      }
      int position = Tokens.skipSpace(bytes, first + 1);
      if (bytes[position] != '}') {
        readMembers(bytes, position, sink);
      }
      complete = true;
    } finally {
      if (!complete) {
        values.clear();
      }
      values.trim();
      strings.trim();
    }
  }

  private void readMembers(byte[] bytes, int first, FieldSink sink) throws MalformedJsonException {
    int position = first;
    while (true) {
      Tokens.requireNameQuote(bytes, position);
      Name name = names.read(bytes, position + 1);
      position = readValue(bytes, Tokens.afterColon(bytes, names.end()), name, sink);
      position = Tokens.skipSpace(bytes, position);
      if (!Tokens.isComma(bytes, position, '}')) {
        return;
      }
      position = Tokens.skipSpace(bytes, position + 1);
    }
  }

  private int readValue(byte[] bytes, int at, Name name, FieldSink sink)
      throws MalformedJsonException {
    if (readsAll) {
      sink.add(name.text(), values.read(bytes, at, OUTERMOST));
    } else if (name.field() < 0) {
      return ValueSkipper.end(bytes, at, OUTERMOST);
    } else if (bytes[at] == '"') {
      sink.set(name.field(), strings.readValue(name.field(), bytes, at + 1, repeated));
      return strings.end();
    } else {
      sink.set(name.field(), values.read(bytes, at, OUTERMOST));
    }
    return values.end();
  }
}
