// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pinot.spi.data.readers.GenericRow;

/**
 * The fields of a row whose document is still being read.
 *
 * <p>They reach the row only when the document has turned out well-formed to its last byte.
 */
interface PendingRow {

  /** Reads the fields of the object that the parser has just entered, up to its end. */
  void readFields(JsonParser parser, JsonValueReader values) throws IOException;

  /** Puts the fields into the row, and forgets them. */
  void moveTo(GenericRow destination);

  /** Forgets the fields. */
  void clear();

  /** Keeps every field there is. */
  final class OfAllFields implements PendingRow {
    private final List<String> names = new ArrayList<>();
    private final List<Object> fieldValues = new ArrayList<>();

    @Override
    public void readFields(JsonParser parser, JsonValueReader values) throws IOException {
      String name;
      while ((name = parser.nextFieldName()) != null) {
        names.add(name);
        fieldValues.add(values.read(parser, parser.nextToken()));
      }
    }

    @Override
    public void moveTo(GenericRow destination) {
      for (int i = 0; i < names.size(); i++) {
        destination.putValue(names.get(i), fieldValues.get(i));
      }
      clear();
    }

    @Override
    public void clear() {
      names.clear();
      fieldValues.clear();
    }
  }

  /** Keeps the fields asked for, null for those that are absent, and skips all others. */
  final class OfSelectedFields implements PendingRow {
    private final Field[] fields;
    private final Map<String, Field> fieldsByName;

    OfSelectedFields(Set<String> names) {
      fields = names.stream().map(Field::new).toArray(Field[]::new);
      fieldsByName = new HashMap<>(fields.length * 2);
      for (Field field : fields) {
        fieldsByName.put(field.name, field);
      }
    }

    @Override
    public void readFields(JsonParser parser, JsonValueReader values) throws IOException {
      String name;
      while ((name = parser.nextFieldName()) != null) {
        // The parser hands out one String per distinct name, so its hash is computed once.
        Field field = fieldsByName.get(name);
        JsonToken token = parser.nextToken();
        if (field != null) {
          field.value = values.read(parser, token);
        } else {
          parser.skipChildren();
        }
      }
    }

    @Override
    public void moveTo(GenericRow destination) {
      for (Field field : fields) {
        destination.putValue(field.name, field.value);
        field.value = null;
      }
    }

    @Override
    public void clear() {
      for (Field field : fields) {
        field.value = null;
      }
    }

    private static final class Field {
      private final String name;
      private Object value;

      Field(String name) {
        this.name = name;
      }
    }
  }
}
