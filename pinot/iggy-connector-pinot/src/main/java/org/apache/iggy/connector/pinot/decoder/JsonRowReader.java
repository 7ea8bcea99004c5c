// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.iggy.connector.pinot.decoder.JsonDecodeException.Fault;
import org.apache.iggy.connector.pinot.decoder.json.DocumentBuffer;
import org.apache.iggy.connector.pinot.decoder.json.FaultPath;
import org.apache.iggy.connector.pinot.decoder.json.JsonObjectReader;
import org.apache.iggy.connector.pinot.decoder.json.MalformedJsonException;

/**
 * Reads a JSON object from a range of bytes into values of a row; made once, used for many.
 *
 * <p>The bytes may be a view into a larger array or buffer, heap or direct: they are copied once
 * into memory of the reader, from either at the speed of memory, and nothing of them is kept after
 * {@link #read}. Beyond the values of the row, a message costs no allocation. Not thread-safe: each
 * thread has a reader of its own, over the same {@link RowFields}.
 */
public final class JsonRowReader {
  private static final int BYTE_ORDER_MARK = 0xEFBBBF;
  private static final int BYTE_ORDER_MARK_BYTES = 3;

  private final String topicName;
  private final DocumentBuffer document = new DocumentBuffer();
  private final JsonObjectReader objects;

  /**
   * Makes a reader.
   *
   * @param fields what to read of each document
   * @param topicName named in error messages
   */
  public JsonRowReader(RowFields fields, String topicName) {
    this.topicName = topicName;
    this.objects = new JsonObjectReader(fields.names());
  }

  /**
   * Fills {@code values} from {@code length} bytes at {@code offset}.
   *
   * @param values made for the same fields, and empty; empty again if an exception is thrown
   * @throws JsonDecodeException if the range does not start with one well-formed JSON object
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public void read(byte[] payload, int offset, int length, RowValues values) {
    Objects.checkFromIndexSize(offset, length, payload.length);
    document.load(payload, offset, length);
    read(values);
  }

  /**
   * Fills {@code values} from {@code length} bytes at {@code index} of a buffer, heap or direct,
   * whose position and limit are neither minded nor moved.
   *
   * @param values made for the same fields, and empty; empty again if an exception is thrown
   * @throws JsonDecodeException if the range does not start with one well-formed JSON object
   * @throws IndexOutOfBoundsException if the range is not inside the buffer's capacity
   */
  public void read(ByteBuffer payload, int index, int length, RowValues values) {
    Objects.checkFromIndexSize(index, length, payload.capacity());
    document.load(payload, index, length);
    read(values);
  }

  private void read(RowValues values) {
    boolean complete = false;
    try {
      rejectWideEncoding();
      objects.read(document, start(), values);
      complete = true;
    } catch (MalformedJsonException e) {
      int position = Math.min(e.position(), document.length());
      String path = FaultPath.of(document, e.position());
      throw failure(new Fault(position, path, e.reason(document.length())));
    } finally {
      if (!complete) {
        values.clear();
      }
      document.trim();
    }
  }

  /**
   * A UTF-8 JSON text has no NUL in its first two bytes; wide ones have, or a BOM with FE or FF.
   */
  private void rejectWideEncoding() {
    if (document.length() >= 2
        && (document.at(0) == 0 || document.at(1) == 0 || document.at(0) >= 0xFE)) {
      throw failure(
          new Fault(0, "", "the payload looks like UTF-16 or UTF-32, only UTF-8 is read"));
    }
  }

  private int start() {
    int first = document.at(0) << 16 | document.at(1) << 8 | document.at(2);
    return first == BYTE_ORDER_MARK ? BYTE_ORDER_MARK_BYTES : 0;
  }

  private JsonDecodeException failure(Fault fault) {
    return new JsonDecodeException(topicName, fault, document.length());
  }
}
