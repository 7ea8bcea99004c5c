// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.iggy.connector.pinot.decoder.JsonDecodeException.Fault;

/**
 * Reads a JSON object from a range of bytes into values of a row; made once, used for many.
 *
 * <p>The bytes may be a view into a larger buffer: nothing of them is kept after {@link #read}.
 * Beyond the values of the row, a message costs no allocation. Not thread-safe: each thread has a
 * reader of its own, over the same {@link RowFields}.
 */
public final class JsonRowReader {
  private static final byte[] NOTHING = {};
  private static final int MAX_KEPT_BYTES = 1 << 20;

  private final String topicName;
  private final RowFields fields;
  private final Map<String, Integer> fieldsByName = new HashMap<>();
  private final JsonDocumentParser documents = new JsonDocumentParser();
  private final JsonValueReader valueReader = new JsonValueReader();
  private byte[] copy = NOTHING;

  /**
   * Makes a reader.
   *
   * @param fields what to read of each document
   * @param topicName named in error messages
   */
  public JsonRowReader(RowFields fields, String topicName) {
    this.topicName = topicName;
    this.fields = fields;
    for (int i = 0; i < fields.count(); i++) {
      fieldsByName.put(fields.name(i), i);
    }
  }

  /**
   * Fills {@code values} from {@code length} bytes at {@code offset}.
   *
   * @param values made for the same fields, and empty; empty again if an exception is thrown
   * @throws JsonDecodeException if the range does not start with one well-formed JSON object
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public void read(byte[] document, int offset, int length, RowValues values) {
    Objects.checkFromIndexSize(offset, length, document.length);
    boolean complete = false;
    try {
      rejectWideEncoding(document, offset, length);
      readObject(documents.begin(document, offset, length), values);
      rejectInvalidUtf8(document, offset, length, documents.end());
      complete = true;
    } catch (IOException | IllegalStateException e) {
      // Jackson throws IllegalStateException when field names are made to collide.
      throw new JsonDecodeException(topicName, documents.describe(e), length, e);
    } finally {
      if (!complete) {
        documents.abandon();
        values.clear();
      }
      valueReader.clear();
    }
  }

  /**
   * Fills {@code values} from {@code length} bytes at {@code index} of a buffer, heap or direct,
   * whose position and limit are neither minded nor moved.
   *
   * @param values made for the same fields, and empty; empty again if an exception is thrown
   * @throws JsonDecodeException if the range does not start with one well-formed JSON object
   * @throws IndexOutOfBoundsException if the range is not inside the buffer's capacity
   */
  public void read(ByteBuffer buffer, int index, int length, RowValues values) {
    Objects.checkFromIndexSize(index, length, buffer.capacity());
    if (buffer.hasArray()) {
      read(buffer.array(), buffer.arrayOffset() + index, length, values);
      return;
    }
    if (copy.length < length) {
      copy = new byte[length];
    }
    buffer.duplicate().clear().position(index).get(copy, 0, length);
    read(copy, 0, length, values);
    if (copy.length > MAX_KEPT_BYTES) {
      copy = NOTHING;
    }
  }

  private void readObject(JsonParser parser, RowValues values) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new IOException("the payload is empty, a JSON object was expected");
    }
    if (first != JsonToken.START_OBJECT) {
      throw new IOException("the payload is not a JSON object but starts with " + first);
    }
    String name;
    while ((name = parser.nextFieldName()) != null) {
      JsonToken token = parser.nextToken();
      if (fields.areAll()) {
        values.add(name, valueReader.read(parser, token));
      } else {
        readField(fieldsByName.get(name), parser, token, values);
      }
    }
  }

  private void readField(Integer field, JsonParser parser, JsonToken token, RowValues values)
      throws IOException {
    if (field == null) {
      parser.skipChildren();
    } else {
      values.set(field, valueReader.read(parser, token));
    }
  }

  /**
   * A UTF-8 JSON text has no NUL in its first two bytes; wide ones have, or a BOM with FE or FF.
   */
  private void rejectWideEncoding(byte[] payload, int offset, int length) {
    if (length >= 2
        && (payload[offset] == 0 || payload[offset + 1] == 0 || (payload[offset] & 0xFF) >= 0xFE)) {
      throw failure(0, "the payload looks like UTF-16 or UTF-32, only UTF-8 is read", length);
    }
  }

  /** Jackson lets overlong forms and surrogates pass. What follows the document does not matter. */
  private void rejectInvalidUtf8(byte[] payload, int offset, int length, int documentBytes) {
    int invalid = StrictUtf8.indexOfInvalid(payload, offset, offset + documentBytes);
    if (invalid >= 0) {
      throw failure(invalid - offset, "invalid UTF-8", length);
    }
  }

  private JsonDecodeException failure(int byteOffset, String reason, int length) {
    return new JsonDecodeException(topicName, new Fault(byteOffset, "", reason), length, null);
  }
}
