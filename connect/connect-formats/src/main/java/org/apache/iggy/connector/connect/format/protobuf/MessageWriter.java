// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.UninitializedMessageException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iggy.connector.connect.api.CodecException;

/** Turns values into messages. Thread-safe. */
final class MessageWriter {
  private final ProtobufSchema schema;
  private final ProtobufOptions options;
  private final Map<Descriptor, Map<String, FieldDescriptor>> fieldsByName =
      new ConcurrentHashMap<>();

  MessageWriter(ProtobufSchema schema, ProtobufOptions options) {
    this.schema = schema;
    this.options = options;
  }

  DynamicMessage write(Descriptor type, Map<?, ?> fields) {
    return write(type, fields, "", 0);
  }

  private DynamicMessage write(Descriptor type, Object value, String path, int depth) {
    if (depth > MessageReader.MAX_DEPTH) {
      throw misfit(path, "a message that nests less deeply", null);
    }
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    WellKnownType known = WellKnownType.of(type);
    try {
      if (known == WellKnownType.ANY) {
        writeAny(message, value, path, depth);
      } else if (known == WellKnownType.NONE) {
        writeFields(message, (Map<?, ?>) value, path, depth);
      } else {
        new WellKnownWriter(message, (field, inner) -> writeSingle(field, inner, path, depth))
            .write(known, value);
      }
      return message.build();
    } catch (ClassCastException | IllegalArgumentException e) {
      throw misfit(path, "a " + type.getFullName(), e);
    } catch (UninitializedMessageException e) {
      throw misfit(
          path,
          "a " + type.getFullName() + ", which needs " + String.join(", ", e.getMissingFields()),
          e);
    }
  }

  private void writeFields(
      DynamicMessage.Builder message, Map<?, ?> fields, String path, int depth) {
    Map<String, FieldDescriptor> known =
        fieldsByName.computeIfAbsent(message.getDescriptorForType(), MessageWriter::byName);
    String prefix = path.isEmpty() ? "" : path + ".";
    for (Map.Entry<?, ?> entry : fields.entrySet()) {
      FieldDescriptor field = known.get((String) entry.getKey());
      if (field == null) {
        checkUnknown(message.getDescriptorForType(), prefix + entry.getKey());
      } else if (entry.getValue() != null || takesNull(field)) {
        writeField(message, field, entry.getValue(), prefix + field.getName(), depth);
      }
    }
  }

  private static Map<String, FieldDescriptor> byName(Descriptor type) {
    Map<String, FieldDescriptor> names = new LinkedHashMap<>();
    type.getFields().forEach(field -> names.put(field.getJsonName(), field));
    type.getFields().forEach(field -> names.put(field.getName(), field));
    return names;
  }

  private void checkUnknown(Descriptor type, String path) {
    if (options.strict()) {
      throw new CodecException(
          "the value cannot be written as " + type.getFullName() + ": there is no field " + path);
    }
  }

  /** A null is a field that is not set, but for a Value, of which it is one. */
  private static boolean takesNull(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && !field.isRepeated()
        && WellKnownType.of(field.getMessageType()) == WellKnownType.VALUE;
  }

  private void writeField(
      DynamicMessage.Builder message, FieldDescriptor field, Object value, String path, int depth) {
    try {
      if (field.isMapField()) {
        ((Map<?, ?>) value)
            .forEach(
                (key, element) ->
                    message.addRepeatedField(field, entry(field, key, element, path, depth)));
      } else if (field.isRepeated()) {
        for (Object element : (List<?>) value) {
          message.addRepeatedField(field, writeSingle(field, element, path, depth));
        }
      } else {
        message.setField(field, writeSingle(field, value, path, depth));
      }
    } catch (ClassCastException e) {
      throw misfit(path, field.isMapField() ? "an object" : "a list", e);
    }
  }

  private Message entry(FieldDescriptor field, Object key, Object value, String path, int depth) {
    Descriptor type = field.getMessageType();
    return DynamicMessage.newBuilder(type)
        .setField(
            type.findFieldByNumber(1), writeSingle(type.findFieldByNumber(1), key, path, depth))
        .setField(
            type.findFieldByNumber(2), writeSingle(type.findFieldByNumber(2), value, path, depth))
        .build();
  }

  private Object writeSingle(FieldDescriptor field, Object value, String path, int depth) {
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      return write(field.getMessageType(), value, path, depth + 1);
    }
    try {
      return ScalarWriter.write(field, value);
    } catch (ClassCastException | IllegalArgumentException | ArithmeticException e) {
      throw misfit(path, ScalarWriter.name(field), e);
    }
  }

  private void writeAny(DynamicMessage.Builder any, Object value, String path, int depth) {
    Map<?, ?> fields = (Map<?, ?>) value;
    if (fields.isEmpty()) {
      return;
    }
    String url = (String) fields.get(MessageReader.ANY_TYPE);
    if (url == null) {
      throw misfit(path, "an object with @type", null);
    }
    any.setField(any.getDescriptorForType().findFieldByNumber(1), url);
    any.setField(
        any.getDescriptorForType().findFieldByNumber(2), content(url, fields, path, depth));
  }

  private ByteString content(String url, Map<?, ?> fields, String path, int depth) {
    Optional<Descriptor> type = schema.find(url.substring(url.lastIndexOf('/') + 1));
    if (type.isEmpty()) {
      Object value = fields.get(MessageReader.ANY_VALUE);
      return value instanceof byte[] bytes
          ? ByteString.copyFrom(bytes)
          : ByteString.copyFrom(Base64.getDecoder().decode((String) value));
    }
    if (WellKnownType.of(type.get()) != WellKnownType.NONE) {
      return write(type.get(), fields.get(MessageReader.ANY_VALUE), path, depth + 1).toByteString();
    }
    Map<Object, Object> content = new LinkedHashMap<>(fields);
    content.remove(MessageReader.ANY_TYPE);
    return write(type.get(), content, path, depth + 1).toByteString();
  }

  private static CodecException misfit(String path, String what, Exception cause) {
    return new CodecException(
        "the value cannot be written as a message: "
            + (path.isEmpty() ? "it" : path)
            + " has to be "
            + what,
        cause instanceof CodecException ? cause : null);
  }
}
