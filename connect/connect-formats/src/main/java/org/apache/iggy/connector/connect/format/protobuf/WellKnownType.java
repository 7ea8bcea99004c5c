// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iggy.connector.connect.api.CodecException;

/** The library's messages that stand for something else in JSON than their fields. */
enum WellKnownType {
  NONE,
  ANY("Any"),
  TIMESTAMP("Timestamp"),
  DURATION("Duration"),
  FIELD_MASK("FieldMask"),
  STRUCT("Struct"),
  VALUE("Value"),
  LIST_VALUE("ListValue"),
  WRAPPER(
      "BoolValue",
      "Int32Value",
      "Int64Value",
      "UInt32Value",
      "UInt64Value",
      "FloatValue",
      "DoubleValue",
      "StringValue",
      "BytesValue");

  private static final Map<String, WellKnownType> BY_NAME =
      Arrays.stream(values())
          .flatMap(type -> type.names.stream().map(name -> Map.entry(name, type)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final List<String> names;

  WellKnownType(String... names) {
    this.names = Stream.of(names).map(name -> "google.protobuf." + name).toList();
  }

  static WellKnownType of(Descriptor message) {
    return BY_NAME.getOrDefault(message.getFullName(), NONE);
  }

  /** What a message of this type, which is neither NONE nor ANY, stands for. */
  Object read(
      Message message,
      Function<Message, Object> inner,
      BiFunction<FieldDescriptor, Object, Object> scalar) {
    FieldDescriptor first = message.getDescriptorForType().findFieldByNumber(1);
    return switch (this) {
      case TIMESTAMP -> timestamp(message);
      case DURATION -> ProtobufDuration.format(seconds(message), nanos(message));
      case FIELD_MASK -> fieldMask((List<?>) message.getField(first));
      case STRUCT -> struct((List<?>) message.getField(first), inner);
      case LIST_VALUE ->
          ((List<?>) message.getField(first))
              .stream()
                  .map(element -> inner.apply((Message) element))
                  .collect(Collectors.toCollection(ArrayList::new));
      case VALUE -> value(message, inner);
      case WRAPPER -> scalar.apply(first, message.getField(first));
      case NONE, ANY -> throw new IllegalStateException("has no value of its own: " + this);
    };
  }

  private static long seconds(Message message) {
    return (Long) message.getField(message.getDescriptorForType().findFieldByNumber(1));
  }

  private static int nanos(Message message) {
    return (Integer) message.getField(message.getDescriptorForType().findFieldByNumber(2));
  }

  private static Instant timestamp(Message message) {
    try {
      Instant instant = Instant.ofEpochSecond(seconds(message), nanos(message));
      if (ProtobufTimestamp.isInRange(instant)) {
        return instant;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // Falls through to the same error.
    }
    throw new CodecException("not a google.protobuf.Timestamp: it is out of range");
  }

  private static String fieldMask(List<?> paths) {
    return paths.stream()
        .map(path -> ProtobufNames.lowerCamelCase((String) path))
        .collect(Collectors.joining(","));
  }

  private static Map<String, Object> struct(List<?> entries, Function<Message, Object> inner) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Object element : entries) {
      Message entry = (Message) element;
      Descriptor type = entry.getDescriptorForType();
      fields.put(
          (String) entry.getField(type.findFieldByNumber(1)),
          inner.apply((Message) entry.getField(type.findFieldByNumber(2))));
    }
    return fields;
  }

  /** The one field of the oneof that is set; none is null. */
  private static Object value(Message message, Function<Message, Object> inner) {
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      if (field.getKey().getNumber() == 1) {
        return null;
      }
      return field.getValue() instanceof Message nested ? inner.apply(nested) : field.getValue();
    }
    return null;
  }
}
