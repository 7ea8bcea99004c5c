// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.CodecException;

/** Turns messages into values. Thread-safe. */
final class MessageReader {
  /** As deep as the library parses messages; any in any would go deeper. */
  static final int MAX_DEPTH = 100;

  static final String ANY_TYPE = "@type";
  static final String ANY_VALUE = "value";

  private final ProtobufSchema schema;
  private final ProtobufOptions options;

  MessageReader(ProtobufSchema schema, ProtobufOptions options) {
    this.schema = schema;
    this.options = options;
  }

  Object read(Message message) {
    return read(message, 0);
  }

  private Object read(Message message, int depth) {
    if (depth > MAX_DEPTH) {
      throw new CodecException(
          "not a message that can be read: it nests deeper than " + MAX_DEPTH + " levels");
    }
    WellKnownType type = WellKnownType.of(message.getDescriptorForType());
    if (type == WellKnownType.ANY) {
      return readAny(message, depth);
    }
    return type == WellKnownType.NONE
        ? readFields(message, depth)
        : type.read(message, inner -> read(inner, depth + 1), MessageReader::readScalar);
  }

  private Map<String, Object> readFields(Message message, int depth) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (options.defaults()) {
      for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
        if (!field.hasPresence() || message.hasField(field)) {
          fields.put(nameOf(field), readField(field, message.getField(field), depth));
        }
      }
    } else {
      message
          .getAllFields()
          .forEach((field, value) -> fields.put(nameOf(field), readField(field, value, depth)));
    }
    if (options.unknownFields()) {
      message
          .getUnknownFields()
          .asMap()
          .forEach((number, field) -> putUnknown(fields, number, field));
    }
    return fields;
  }

  private String nameOf(FieldDescriptor field) {
    return options.jsonNames() ? field.getJsonName() : field.getName();
  }

  private Object readField(FieldDescriptor field, Object value, int depth) {
    if (field.isMapField()) {
      return readMap(field, (List<?>) value, depth);
    }
    if (field.isRepeated()) {
      List<Object> list = new ArrayList<>();
      ((List<?>) value).forEach(element -> list.add(readSingle(field, element, depth)));
      return list;
    }
    return readSingle(field, value, depth);
  }

  private Map<String, Object> readMap(FieldDescriptor field, List<?> entries, int depth) {
    FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
    Map<String, Object> map = new LinkedHashMap<>();
    for (Object element : entries) {
      Message entry = (Message) element;
      map.put(
          String.valueOf(readScalar(key, entry.getField(key))),
          readSingle(value, entry.getField(value), depth));
    }
    return map;
  }

  private Object readSingle(FieldDescriptor field, Object value, int depth) {
    return value instanceof Message message ? read(message, depth + 1) : readScalar(field, value);
  }

  private static Object readScalar(FieldDescriptor field, Object value) {
    return switch (field.getType()) {
      case UINT32, FIXED32 -> Integer.toUnsignedLong((Integer) value);
      case UINT64, FIXED64 -> readUnsigned((Long) value);
      case BYTES -> ((ByteString) value).toByteArray();
      case ENUM -> readEnum((EnumValueDescriptor) value);
      default -> value;
    };
  }

  private static Object readUnsigned(long value) {
    return value >= 0 ? (Object) value : new BigInteger(Long.toUnsignedString(value));
  }

  private static Object readEnum(EnumValueDescriptor value) {
    if (value.getType().getFullName().equals("google.protobuf.NullValue")) {
      return null;
    }
    return value.getIndex() == -1 ? (Object) value.getNumber() : value.getName();
  }

  private Map<String, Object> readAny(Message any, int depth) {
    String url = (String) any.getField(any.getDescriptorForType().findFieldByNumber(1));
    ByteString bytes = (ByteString) any.getField(any.getDescriptorForType().findFieldByNumber(2));
    Map<String, Object> fields = new LinkedHashMap<>();
    if (url.isEmpty() && bytes.isEmpty()) {
      return fields;
    }
    fields.put(ANY_TYPE, url);
    Optional<Descriptor> type = schema.find(url.substring(url.lastIndexOf('/') + 1));
    if (type.isEmpty()) {
      fields.put(ANY_VALUE, bytes.toByteArray());
      return fields;
    }
    DynamicMessage content = ProtobufCodec.parse(type.get(), bytes.toByteArray());
    Object value = read(content, depth + 1);
    if (WellKnownType.of(type.get()) == WellKnownType.NONE && value instanceof Map<?, ?> inner) {
      inner.forEach((name, field) -> fields.put((String) name, field));
    } else {
      fields.put(ANY_VALUE, value);
    }
    return fields;
  }

  private static void putUnknown(
      Map<String, Object> fields, int number, UnknownFieldSet.Field field) {
    List<Object> values = new ArrayList<>(field.getVarintList());
    field.getFixed32List().forEach(value -> values.add(Integer.toUnsignedLong(value)));
    values.addAll(field.getFixed64List());
    field.getLengthDelimitedList().forEach(value -> values.add(value.toByteArray()));
    if (!values.isEmpty()) {
      fields.put("unknown_field_" + number, values.size() == 1 ? values.get(0) : values);
    }
  }
}
