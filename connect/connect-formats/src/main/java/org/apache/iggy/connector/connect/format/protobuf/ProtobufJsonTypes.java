// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives values that came of messages the types that the JSON mapping has: numbers of 64 bits,
 * infinities and NaN are text. What was added to a value and is not in its schema stays as it is.
 */
final class ProtobufJsonTypes {
  private final ProtobufSchema schema;

  ProtobufJsonTypes(ProtobufSchema schema) {
    this.schema = schema;
  }

  Object of(Descriptor type, Object value) {
    return switch (WellKnownType.of(type)) {
      case NONE -> value instanceof Map<?, ?> fields ? fields(type, fields) : value;
      case ANY -> value instanceof Map<?, ?> fields ? any(fields) : value;
      case WRAPPER -> scalar(type.findFieldByNumber(1), value);
      default -> value;
    };
  }

  private Map<String, Object> fields(Descriptor type, Map<?, ?> fields) {
    Map<String, Object> converted = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          FieldDescriptor field = find(type, (String) name);
          converted.put((String) name, field == null ? value : field(field, value));
        });
    return converted;
  }

  private static FieldDescriptor find(Descriptor type, String name) {
    FieldDescriptor byName = type.findFieldByName(name);
    if (byName != null) {
      return byName;
    }
    return type.getFields().stream()
        .filter(field -> field.getJsonName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private Object field(FieldDescriptor field, Object value) {
    if (field.isMapField() && value instanceof Map<?, ?> entries) {
      FieldDescriptor content = field.getMessageType().findFieldByNumber(2);
      Map<String, Object> converted = new LinkedHashMap<>();
      entries.forEach((key, entry) -> converted.put((String) key, single(content, entry)));
      return converted;
    }
    if (field.isRepeated() && value instanceof List<?> list) {
      List<Object> converted = new ArrayList<>(list.size());
      list.forEach(element -> converted.add(single(field, element)));
      return converted;
    }
    return single(field, value);
  }

  private Object single(FieldDescriptor field, Object value) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        ? of(field.getMessageType(), value)
        : scalar(field, value);
  }

  private static Object scalar(FieldDescriptor field, Object value) {
    return switch (field.getType()) {
      case INT64, SINT64, SFIXED64, UINT64, FIXED64 ->
          value instanceof Number ? value.toString() : value;
      case FLOAT, DOUBLE ->
          value instanceof Number number && !Double.isFinite(number.doubleValue())
              ? number.toString()
              : value;
      default -> value;
    };
  }

  private Object any(Map<?, ?> fields) {
    Object url = fields.get(MessageReader.ANY_TYPE);
    Optional<Descriptor> type =
        url instanceof String text
            ? schema.find(text.substring(text.lastIndexOf('/') + 1))
            : Optional.empty();
    if (type.isEmpty()) {
      return fields;
    }
    if (WellKnownType.of(type.get()) == WellKnownType.NONE) {
      return fields(type.get(), fields);
    }
    Map<Object, Object> converted = new LinkedHashMap<>(fields);
    converted.computeIfPresent(MessageReader.ANY_VALUE, (name, value) -> of(type.get(), value));
    return converted;
  }
}
