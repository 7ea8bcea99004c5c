// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.apache.iggy.connector.pinot.decoder.JsonDecodeException.Fault;
import org.apache.pinot.spi.data.readers.GenericRow;

/**
 * Reads a JSON object from a range of bytes into a row; made once, used for many messages.
 *
 * <p>The bytes may be a view into a larger buffer: nothing of them is kept after {@link #read}.
 * Beyond the values of the row, a message costs no allocation. Not thread-safe.
 */
final class JsonRowReader {
  private final String topicName;
  private final JsonDocumentParser documents = new JsonDocumentParser();
  private final JsonValueReader values = new JsonValueReader();
  private final PendingRow pending;

  JsonRowReader(Set<String> fieldsToRead, String topicName) {
    this.topicName = topicName;
    this.pending =
        fieldsToRead.isEmpty()
            ? new PendingRow.OfAllFields()
            : new PendingRow.OfSelectedFields(fieldsToRead);
  }

  /**
   * Sets the fields of {@code destination} from {@code length} bytes at {@code offset}.
   *
   * @return {@code destination}; untouched if an exception is thrown
   * @throws JsonDecodeException if the range does not start with one well-formed JSON object
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  GenericRow read(byte[] payload, int offset, int length, GenericRow destination) {
    Objects.checkFromIndexSize(offset, length, payload.length);
    boolean complete = false;
    try {
      rejectWideEncoding(payload, offset, length);
      readObject(documents.begin(payload, offset, length));
      rejectInvalidUtf8(payload, offset, length, documents.end());
      complete = true;
    } catch (IOException | IllegalStateException e) {
      // Jackson throws IllegalStateException when field names are made to collide.
      throw new JsonDecodeException(topicName, documents.describe(e), length, e);
    } finally {
      if (!complete) {
        documents.abandon();
        values.clear();
        pending.clear();
      }
    }
    values.clear();
    pending.moveTo(destination);
    return destination;
  }

  private void readObject(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new IOException("the payload is empty, a JSON object was expected");
    }
    if (first != JsonToken.START_OBJECT) {
      throw new IOException("the payload is not a JSON object but starts with " + first);
    }
    pending.readFields(parser, values);
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
