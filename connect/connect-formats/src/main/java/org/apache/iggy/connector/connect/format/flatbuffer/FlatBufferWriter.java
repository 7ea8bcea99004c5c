// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.flatbuffer;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.format.flatbuffer.FlatType.Kind;

/** Writes maps as tables. Thread-safe. */
final class FlatBufferWriter {
  private static final int MAX_DEPTH = 64;
  private static final int OFFSET_BYTES = 4;

  private final FlatBufferSchema schema;
  private final FlatScalars scalars;
  private final boolean strict;

  FlatBufferWriter(FlatBufferSchema schema, boolean strict) {
    this.schema = schema;
    this.scalars = new FlatScalars(schema);
    this.strict = strict;
  }

  byte[] write(Map<?, ?> fields) {
    FlatBufferBuilder builder = new FlatBufferBuilder(256);
    int root = new Writing(builder).table(schema.root(), fields, "", 0);
    if (schema.fileIdentifier() == null) {
      builder.finish(root);
    } else {
      builder.finish(root, schema.fileIdentifier());
    }
    return builder.sizedByteArray();
  }

  private final class Writing {
    private final FlatBufferBuilder to;

    Writing(FlatBufferBuilder to) {
      this.to = to;
    }

    /** What a table refers to has to be written before the table is begun. */
    int table(FlatObject type, Object value, String path, int depth) {
      Map<?, ?> fields = fields(value, type, path);
      if (depth > MAX_DEPTH) {
        throw FlatScalars.misfit(path, "an object that nests less deeply");
      }
      checkNames(type, fields, path);
      Map<FlatField, Integer> references = new HashMap<>();
      for (FlatField field : type.fields()) {
        Object content = fields.get(field.name());
        if (content != null && isReference(field.type())) {
          references.put(field, reference(field, content, fields, at(path, field), depth));
        } else if (content == null && field.required()) {
          throw FlatScalars.misfit(at(path, field), "there");
        }
      }
      to.startTable(type.slots());
      for (FlatField field : type.fields()) {
        Object content = fields.get(field.name());
        if (references.containsKey(field)) {
          to.addOffset(field.id(), references.get(field), 0);
        } else if (content != null) {
          inline(field, content, at(path, field));
        }
      }
      return to.endTable();
    }

    private void inline(FlatField field, Object content, String path) {
      if (field.type().kind() == Kind.OBJECT) {
        to.addStruct(field.id(), struct(schema.object(field.type()), content, path), 0);
      } else {
        put(scalars.bytes(field.type(), content, path), field.type().kind().bytes());
        to.slot(field.id());
      }
    }

    private boolean isReference(FlatType type) {
      boolean struct = type.kind() == Kind.OBJECT && schema.object(type).isStruct();
      return !type.kind().isScalar() && !struct;
    }

    private int reference(
        FlatField field, Object content, Map<?, ?> fields, String path, int depth) {
      FlatType type = field.type();
      return switch (type.kind()) {
        case STRING -> to.createString(FlatScalars.text(content, path));
        case OBJECT -> table(schema.object(type), content, path, depth + 1);
        case UNION ->
            union(
                type,
                fields.get(field.name() + FlatBufferReader.TYPE_SUFFIX),
                content,
                path,
                depth);
        case VECTOR ->
            type.element() == Kind.UNION
                ? unions(field, content, fields, path, depth)
                : vector(type, content, path, depth);
        default -> throw FlatScalars.misfit(path, "of a type that is supported");
      };
    }

    private int vector(FlatType type, Object content, String path, int depth) {
      if (type.element() == Kind.UBYTE && FlatScalars.isBytes(content)) {
        return to.createByteVector(FlatScalars.bytes(content, path));
      }
      List<?> list = list(content, path);
      FlatType element = type.elementType();
      if (element.kind().isScalar()) {
        to.startVector(element.kind().bytes(), list.size(), element.kind().bytes());
        for (int i = list.size() - 1; i >= 0; i--) {
          put(scalars.bytes(element, list.get(i), path + "[]"), element.kind().bytes());
        }
        return to.endVector();
      }
      if (element.kind() == Kind.OBJECT && schema.object(element).isStruct()) {
        return structs(schema.object(element), list, path);
      }
      int[] offsets = new int[list.size()];
      for (int i = 0; i < offsets.length; i++) {
        offsets[i] =
            element.kind() == Kind.STRING
                ? to.createString(FlatScalars.text(list.get(i), path + "[]"))
                : table(schema.object(element), list.get(i), path + "[]", depth + 1);
      }
      return to.createVectorOfTables(offsets);
    }

    private int structs(FlatObject type, List<?> list, String path) {
      to.startVector(type.bytes(), list.size(), type.alignment());
      for (int i = list.size() - 1; i >= 0; i--) {
        struct(type, list.get(i), path + "[]");
      }
      return to.endVector();
    }

    private int union(FlatType type, Object name, Object content, String path, int depth) {
      FlatEnum.Constant constant =
          name instanceof String text ? schema.enumeration(type).byName(text) : null;
      if (constant == null || constant.content() == null) {
        throw FlatScalars.misfit(
            path + FlatBufferReader.TYPE_SUFFIX,
            "a name of the union " + schema.enumeration(type).name());
      }
      FlatType inner = constant.content();
      return switch (inner.kind()) {
        case STRING -> to.createString(FlatScalars.text(content, path));
        case OBJECT -> {
          FlatObject object = schema.object(inner);
          yield object.isStruct()
              ? struct(object, content, path)
              : table(object, content, path, depth + 1);
        }
        default -> throw FlatScalars.misfit(path, "left away for " + name);
      };
    }

    private int unions(FlatField field, Object content, Map<?, ?> fields, String path, int depth) {
      List<?> list = list(content, path);
      String namesPath = path + FlatBufferReader.TYPE_SUFFIX;
      List<?> names = list(fields.get(field.name() + FlatBufferReader.TYPE_SUFFIX), namesPath);
      if (names.size() != list.size()) {
        throw FlatScalars.misfit(namesPath, "a list as long as " + path);
      }
      int[] offsets = new int[list.size()];
      for (int i = 0; i < offsets.length; i++) {
        boolean empty = names.get(i) == null || names.get(i).equals("NONE");
        offsets[i] = empty ? 0 : union(field.type(), names.get(i), list.get(i), path, depth);
      }
      return offsets(offsets);
    }

    /** As the library does it for tables, but with gaps. */
    private int offsets(int[] offsets) {
      to.startVector(OFFSET_BYTES, offsets.length, OFFSET_BYTES);
      for (int i = offsets.length - 1; i >= 0; i--) {
        if (offsets[i] == 0) {
          to.addInt(0);
        } else {
          to.addOffset(offsets[i]);
        }
      }
      return to.endVector();
    }

    private int struct(FlatObject type, Object value, String path) {
      ByteBuffer bytes = ByteBuffer.allocate(type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
      fillStruct(bytes, 0, type, value, path);
      put(bytes.array(), type.alignment());
      return to.offset();
    }

    private void fillStruct(
        ByteBuffer bytes, int position, FlatObject type, Object value, String path) {
      Map<?, ?> fields = fields(value, type, path);
      checkNames(type, fields, path);
      for (FlatField field : type.fields()) {
        Object content = fields.get(field.name());
        if (content != null) {
          fill(bytes, position + field.offset(), field.type(), content, at(path, field));
        }
      }
    }

    private void fill(ByteBuffer bytes, int position, FlatType type, Object value, String path) {
      if (type.kind().isScalar()) {
        bytes.put(position, scalars.bytes(type, value, path));
      } else if (type.kind() == Kind.OBJECT) {
        fillStruct(bytes, position, schema.object(type), value, path);
      } else {
        List<?> list = list(value, path);
        if (list.size() != type.length()) {
          throw FlatScalars.misfit(path, "a list of " + type.length());
        }
        FlatType element = type.elementType();
        int size =
            element.kind().isScalar() ? element.kind().bytes() : schema.object(element).bytes();
        for (int i = 0; i < list.size(); i++) {
          fill(bytes, position + i * size, element, list.get(i), path + "[]");
        }
      }
    }

    /** A buffer is filled from its end. */
    private void put(byte[] bytes, int alignment) {
      to.prep(alignment, bytes.length == alignment ? 0 : bytes.length);
      for (int i = bytes.length - 1; i >= 0; i--) {
        to.putByte(bytes[i]);
      }
    }
  }

  private static String at(String path, FlatField field) {
    return path.isEmpty() ? field.name() : path + "." + field.name();
  }

  private static Map<?, ?> fields(Object value, FlatObject type, String path) {
    if (value instanceof Map<?, ?> fields) {
      return fields;
    }
    throw FlatScalars.misfit(path, "a " + type.name());
  }

  private static List<?> list(Object value, String path) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw FlatScalars.misfit(path, "a list");
  }

  private void checkNames(FlatObject type, Map<?, ?> fields, String path) {
    if (!strict) {
      return;
    }
    for (Object name : fields.keySet()) {
      if (!type.byName().containsKey((String) name)) {
        throw new CodecException(
            "the value cannot be written as a FlatBuffer: "
                + type.name()
                + (path.isEmpty() ? "" : " at " + path)
                + " has no field "
                + name);
      }
    }
  }
}
