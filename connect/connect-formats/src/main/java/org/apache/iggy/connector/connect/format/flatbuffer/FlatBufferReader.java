// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.flatbuffer;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.format.flatbuffer.FlatType.Kind;

/** Reads tables into maps. Thread-safe. */
final class FlatBufferReader {
  static final String TYPE_SUFFIX = "_type";

  private static final int MAX_DEPTH = 64;
  private static final int OFFSET_BYTES = 4;
  private static final int VTABLE_HEADER_BYTES = 4;

  private final FlatBufferSchema schema;

  FlatBufferReader(FlatBufferSchema schema) {
    this.schema = schema;
  }

  Map<String, Object> read(byte[] payload) {
    FlatInput input = new FlatInput(payload);
    return new Reading(input).table(schema.root(), input.follow(0), 0);
  }

  private final class Reading {
    private final FlatInput input;

    Reading(FlatInput input) {
      this.input = input;
    }

    Map<String, Object> table(FlatObject type, int position, int depth) {
      if (depth > MAX_DEPTH) {
        throw FlatInput.error(position, "it nests deeper than " + MAX_DEPTH + " levels");
      }
      input.spend(1L + type.fields().size(), position);
      int vtable = position - input.int32(position);
      int vtableBytes = input.uint16(vtable);
      Map<String, Object> fields = new LinkedHashMap<>();
      for (FlatField field : type.fields()) {
        int slot = VTABLE_HEADER_BYTES + 2 * field.id();
        int offset = slot + 2 <= vtableBytes ? input.uint16(vtable + slot) : 0;
        if (offset != 0) {
          tableField(fields, field, position + offset, depth);
        } else {
          absentField(fields, field, position);
        }
      }
      return fields;
    }

    private void tableField(Map<String, Object> fields, FlatField field, int position, int depth) {
      FlatType type = field.type();
      Object value;
      if (type.kind() == Kind.UNION) {
        Object name = fields.get(field.name() + TYPE_SUFFIX);
        value = name == null ? null : union(type, (String) name, input.follow(position), depth);
      } else if (isUnions(type)) {
        value = unions(fields, field, input.follow(position), depth);
      } else {
        value = value(type, position, depth);
      }
      if (value != null) {
        fields.put(field.name(), value);
      }
    }

    private void absentField(Map<String, Object> fields, FlatField field, int position) {
      if (field.required()) {
        throw FlatInput.error(position, "the field " + field.name() + " is missing");
      }
      FlatType type = field.type();
      if (type.kind().isScalar() && !field.optional() && type.kind() != Kind.UNION_TYPE) {
        fields.put(
            field.name(),
            type.kind().isFraction()
                ? fraction(type, field.defaultReal())
                : number(type, field.defaultInteger()));
      }
    }

    private boolean isUnions(FlatType type) {
      return type.kind() == Kind.VECTOR && type.element() == Kind.UNION;
    }

    /** The value of a field, or an element, that lies at a position. */
    private Object value(FlatType type, int position, int depth) {
      return switch (type.kind()) {
        case STRING -> input.string(input.follow(position));
        case VECTOR -> vector(type, input.follow(position), depth);
        case ARRAY -> elements(type, position, type.length(), depth);
        case OBJECT -> {
          FlatObject object = schema.object(type);
          yield object.isStruct()
              ? struct(object, position, depth)
              : table(object, input.follow(position), depth + 1);
        }
        case NONE, UNION, VECTOR64 ->
            throw FlatInput.error(position, "the schema has a type that is not supported here");
        default -> scalar(type, position);
      };
    }

    private Object scalar(FlatType type, int position) {
      return switch (type.kind()) {
        case UNION_TYPE -> unionName(type, Byte.toUnsignedLong(input.int8(position)), position);
        case BOOL, UBYTE -> number(type, Byte.toUnsignedLong(input.int8(position)));
        case BYTE -> number(type, input.int8(position));
        case SHORT -> number(type, input.int16(position));
        case USHORT -> number(type, input.uint16(position));
        case INT -> number(type, input.int32(position));
        case UINT -> number(type, Integer.toUnsignedLong(input.int32(position)));
        case FLOAT -> input.float32(position);
        case DOUBLE -> input.float64(position);
        default -> number(type, input.int64(position));
      };
    }

    /** Null when the union has no content. */
    private String unionName(FlatType type, long number, int position) {
      FlatEnum.Constant constant = schema.enumeration(type).byNumber(number);
      if (constant == null) {
        throw FlatInput.error(position, "a union has a type that the schema has not");
      }
      return number == 0 ? null : constant.name();
    }

    private Map<String, Object> struct(FlatObject type, int position, int depth) {
      input.spend(1L + type.fields().size(), position);
      Map<String, Object> fields = new LinkedHashMap<>();
      for (FlatField field : type.fields()) {
        fields.put(field.name(), value(field.type(), position + field.offset(), depth));
      }
      return fields;
    }

    private Object vector(FlatType type, int position, int depth) {
      if (type.element() == Kind.UBYTE && type.index() < 0) {
        return input.byteVector(position);
      }
      int length = input.vectorLength(position, elementBytes(type));
      return elements(type, position + OFFSET_BYTES, length, depth);
    }

    private List<Object> elements(FlatType type, int position, int length, int depth) {
      FlatType element = type.elementType();
      int bytes = elementBytes(type);
      input.spend(length, position);
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        list.add(value(element, position + i * bytes, depth));
      }
      return list;
    }

    private int elementBytes(FlatType type) {
      if (type.element().isScalar()) {
        return type.element().bytes();
      }
      boolean struct = type.element() == Kind.OBJECT && schema.object(type).isStruct();
      return struct ? schema.object(type).bytes() : OFFSET_BYTES;
    }

    private List<Object> unions(
        Map<String, Object> fields, FlatField field, int position, int depth) {
      int length = input.vectorLength(position, OFFSET_BYTES);
      if (!(fields.get(field.name() + TYPE_SUFFIX) instanceof List<?> names)
          || names.size() != length) {
        throw FlatInput.error(position, "a vector of unions has not as many types");
      }
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        Object name = names.get(i);
        int element = position + OFFSET_BYTES + i * OFFSET_BYTES;
        list.add(
            name == null ? null : union(field.type(), (String) name, input.follow(element), depth));
      }
      return list;
    }

    private Object union(FlatType type, String name, int target, int depth) {
      FlatType content = schema.enumeration(type).byName(name).content();
      if (content == null || content.kind() == Kind.NONE) {
        return null;
      }
      if (content.kind() == Kind.STRING) {
        return input.string(target);
      }
      FlatObject object = schema.object(content);
      return object.isStruct() ? struct(object, target, depth) : table(object, target, depth + 1);
    }
  }

  /** A whole number, or the name that it has in an enum. */
  private Object number(FlatType type, long number) {
    FlatEnum constants = type.kind() == Kind.BOOL ? null : schema.enumeration(type);
    if (constants != null && constants.byNumber(number) != null) {
      return constants.byNumber(number).name();
    }
    return switch (type.kind()) {
      case BOOL -> number != 0;
      case BYTE, UBYTE, SHORT, USHORT, INT -> (int) number;
      case ULONG -> number >= 0 ? (Object) number : new BigInteger(Long.toUnsignedString(number));
      default -> number;
    };
  }

  private static Object fraction(FlatType type, double value) {
    return type.kind() == Kind.FLOAT ? (Object) (float) value : value;
  }
}
