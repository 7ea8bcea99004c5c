// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.avro;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/** Reads a datum of a schema. Thread-safe. */
final class AvroReader {
  private static final int MAX_DEPTH = 500;

  private final Schema root;

  AvroReader(Schema root) {
    this.root = root;
  }

  Object read(byte[] payload) {
    AvroInput input = new AvroInput(payload);
    Object value = read(root, input, 0);
    if (input.remaining() > 0) {
      throw input.error("there is more behind the value");
    }
    return value;
  }

  private static Object read(Schema schema, AvroInput input, int depth) {
    if (depth > MAX_DEPTH) {
      throw input.error("it nests deeper than " + MAX_DEPTH + " levels");
    }
    LogicalType logical = schema.getLogicalType();
    Object value = readPlain(schema, input, depth);
    return logical == null ? value : LogicalValues.read(logical, value, input);
  }

  private static Object readPlain(Schema schema, AvroInput input, int depth) {
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> input.readBoolean();
      case INT -> input.readInt();
      case LONG -> input.readLong();
      case FLOAT -> input.readFloat();
      case DOUBLE -> input.readDouble();
      case STRING -> input.readString();
      case BYTES -> input.readBytes();
      case FIXED -> input.readFixed(schema.getFixedSize());
      case ENUM -> readEnum(schema, input);
      case RECORD -> readRecord(schema, input, depth);
      case ARRAY -> readArray(schema.getElementType(), input, depth);
      case MAP -> readMap(schema.getValueType(), input, depth);
      case UNION -> readUnion(schema, input, depth);
    };
  }

  private static String readEnum(Schema schema, AvroInput input) {
    int index = input.readInt();
    List<String> symbols = schema.getEnumSymbols();
    if (index < 0 || index >= symbols.size()) {
      throw input.error("the enum " + schema.getName() + " has no symbol of this number");
    }
    return symbols.get(index);
  }

  private static Object readUnion(Schema schema, AvroInput input, int depth) {
    int index = input.readInt();
    List<Schema> branches = schema.getTypes();
    if (index < 0 || index >= branches.size()) {
      throw input.error("a union has no branch of this number");
    }
    return read(branches.get(index), input, depth);
  }

  private static Map<String, Object> readRecord(Schema schema, AvroInput input, int depth) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Schema.Field field : schema.getFields()) {
      fields.put(field.name(), read(field.schema(), input, depth + 1));
    }
    return fields;
  }

  private static List<Object> readArray(Schema elements, AvroInput input, int depth) {
    List<Object> list = new ArrayList<>();
    for (long count = input.readBlockCount(); count > 0; count = input.readBlockCount()) {
      for (long i = 0; i < count; i++) {
        list.add(read(elements, input, depth + 1));
      }
    }
    return list;
  }

  private static Map<String, Object> readMap(Schema values, AvroInput input, int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (long count = input.readBlockCount(); count > 0; count = input.readBlockCount()) {
      for (long i = 0; i < count; i++) {
        map.put(input.readString(), read(values, input, depth + 1));
      }
    }
    return map;
  }
}
