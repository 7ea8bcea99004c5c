// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Fills the library's messages from what they stand for. What does not fit is told by {@link
 * IllegalArgumentException} or {@link ClassCastException}.
 */
final class WellKnownWriter {
  private final DynamicMessage.Builder message;
  private final Descriptor type;
  private final BiFunction<FieldDescriptor, Object, Object> writeField;

  WellKnownWriter(
      DynamicMessage.Builder message, BiFunction<FieldDescriptor, Object, Object> writeField) {
    this.message = message;
    this.type = message.getDescriptorForType();
    this.writeField = writeField;
  }

  void write(WellKnownType known, Object value) {
    switch (known) {
      case TIMESTAMP -> writeTimestamp(value);
      case DURATION -> {
        ProtobufDuration.Parts parts = ProtobufDuration.parse((String) value);
        setTime(parts.seconds(), parts.nanos());
      }
      case FIELD_MASK -> {
        for (String path : ((String) value).split(",", -1)) {
          if (!path.isEmpty()) {
            message.addRepeatedField(field(1), ProtobufNames.snakeCase(path));
          }
        }
      }
      case STRUCT -> writeStruct((Map<?, ?>) value);
      case LIST_VALUE -> {
        for (Object element : (List<?>) value) {
          message.addRepeatedField(field(1), writeField.apply(field(1), element));
        }
      }
      case VALUE -> writeValue(value);
      case WRAPPER -> set(1, value);
      case NONE, ANY -> throw new IllegalStateException("has no value of its own: " + known);
    }
  }

  private FieldDescriptor field(int number) {
    return type.findFieldByNumber(number);
  }

  private void set(int number, Object value) {
    message.setField(field(number), writeField.apply(field(number), value));
  }

  private void setTime(long seconds, int nanos) {
    message.setField(field(1), seconds);
    message.setField(field(2), nanos);
  }

  private void writeTimestamp(Object value) {
    Instant instant;
    try {
      instant =
          value instanceof Instant given ? given : OffsetDateTime.parse((String) value).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
    if (!ProtobufTimestamp.isInRange(instant)) {
      throw new IllegalArgumentException();
    }
    setTime(instant.getEpochSecond(), instant.getNano());
  }

  private void writeStruct(Map<?, ?> fields) {
    Descriptor entry = field(1).getMessageType();
    fields.forEach(
        (name, value) ->
            message.addRepeatedField(
                field(1),
                DynamicMessage.newBuilder(entry)
                    .setField(entry.findFieldByNumber(1), name)
                    .setField(
                        entry.findFieldByNumber(2),
                        writeField.apply(entry.findFieldByNumber(2), value))
                    .build()));
  }

  /** The numbers are those of google.protobuf.Value's fields. */
  private void writeValue(Object value) {
    if (value == null) {
      set(1, null);
    } else if (value instanceof Number) {
      set(2, value);
    } else if (value instanceof Boolean) {
      set(4, value);
    } else if (value instanceof Map) {
      set(5, value);
    } else if (value instanceof List) {
      set(6, value);
    } else {
      set(3, value);
    }
  }
}
