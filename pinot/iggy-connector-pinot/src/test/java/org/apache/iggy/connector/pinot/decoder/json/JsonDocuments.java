// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

import java.util.HashMap;
import java.util.Map;

/** Reads documents into maps with the readers of this package, for their tests. */
final class JsonDocuments {
  private final DocumentBuffer buffer = new DocumentBuffer();
  private final JsonObjectReader reader;
  private final String[] fields;

  JsonDocuments(String... fields) {
    this.fields = fields;
    reader = new JsonObjectReader(fields);
  }

  Map<String, Object> read(byte[] document) throws MalformedJsonException {
    Map<String, Object> values = new HashMap<>();
    buffer.load(document, 0, document.length);
    reader.read(
        buffer,
        0,
        new FieldSink() {
          @Override
          public void set(int field, Object value) {
            values.put(fields[field], value);
          }

          @Override
          public void add(String name, Object value) {
            values.put(name, value);
          }
        });
    return values;
  }
}
