// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.iggy.connector.connect.api.CodecException;

/** Writes a value as a datum of a schema. Thread-safe. */
final class AvroWriter {
  private static final int MAX_DEPTH = 500;

  private final Schema root;
  private final boolean strict;

  AvroWriter(Schema root, boolean strict) {
    this.root = root;
    this.strict = strict;
  }

  byte[] write(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      new Writing(encoder).write(root, value, "", 0);
      encoder.flush();
    } catch (IOException e) {
      throw new CodecException("the value cannot be written as Avro", e);
    }
    return bytes.toByteArray();
  }

  private final class Writing {
    private final BinaryEncoder to;
    private final AvroValues.Steps steps = new AvroValues.Steps();

    Writing(BinaryEncoder to) {
      this.to = to;
    }

    void write(Schema schema, Object given, String path, int depth) throws IOException {
      if (depth > MAX_DEPTH) {
        throw misfit(schema, path + " nests too deeply:");
      }
      if (schema.getType() == Schema.Type.UNION) {
        writeUnion(schema, given, path, depth);
        return;
      }
      Object value = AvroValues.plain(schema, given);
      if (value == AvroValues.MISFIT) {
        throw misfit(schema, path);
      }
      switch (schema.getType()) {
        case NULL -> to.writeNull();
        case BOOLEAN -> to.writeBoolean((Boolean) value);
        case INT -> to.writeInt(((Long) value).intValue());
        case LONG -> to.writeLong((Long) value);
        case FLOAT -> to.writeFloat(((Number) value).floatValue());
        case DOUBLE -> to.writeDouble(((Number) value).doubleValue());
        case STRING -> to.writeString((String) value);
        case BYTES -> to.writeBytes((byte[]) value);
        case FIXED -> to.writeFixed((byte[]) value);
        case ENUM -> to.writeEnum(schema.getEnumOrdinal((String) value));
        case ARRAY -> writeArray(schema.getElementType(), (List<?>) value, path, depth);
        case MAP -> writeMap(schema.getValueType(), (Map<?, ?>) value, path, depth);
        case RECORD -> writeRecord(schema, (Map<?, ?>) value, path, depth);
        default -> throw misfit(schema, path);
      }
    }

    private void writeUnion(Schema schema, Object value, String path, int depth)
        throws IOException {
      List<Schema> branches = schema.getTypes();
      for (int i = 0; i < branches.size(); i++) {
        if (AvroValues.fits(branches.get(i), value, depth, steps)) {
          to.writeIndex(i);
          write(branches.get(i), value, path, depth + 1);
          return;
        }
      }
      throw misfit(schema, path);
    }

    private void writeArray(Schema elements, List<?> list, String path, int depth)
        throws IOException {
      to.writeArrayStart();
      to.setItemCount(list.size());
      for (Object element : list) {
        to.startItem();
        write(elements, element, path + "[]", depth + 1);
      }
      to.writeArrayEnd();
    }

    private void writeMap(Schema values, Map<?, ?> map, String path, int depth) throws IOException {
      to.writeMapStart();
      to.setItemCount(map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        to.startItem();
        to.writeString((String) entry.getKey());
        write(values, entry.getValue(), path + "[]", depth + 1);
      }
      to.writeMapEnd();
    }

    private void writeRecord(Schema schema, Map<?, ?> fields, String path, int depth)
        throws IOException {
      if (strict) {
        checkKnown(schema, fields, path);
      }
      String prefix = path.isEmpty() ? "" : path + ".";
      for (Schema.Field field : schema.getFields()) {
        Object value = fields.get(field.name());
        if (value == null && !fields.containsKey(field.name()) && field.hasDefaultValue()) {
          writeDefault(field);
        } else {
          write(field.schema(), value, prefix + field.name(), depth + 1);
        }
      }
    }

    private void checkKnown(Schema schema, Map<?, ?> fields, String path) {
      for (Object name : fields.keySet()) {
        if (schema.getField((String) name) == null) {
          throw new CodecException(
              "the value cannot be written as Avro: the record "
                  + schema.getFullName()
                  + (path.isEmpty() ? "" : " at " + path)
                  + " has no field "
                  + name);
        }
      }
    }

    private void writeDefault(Schema.Field field) throws IOException {
      Object value = GenericData.get().getDefaultValue(field);
      new GenericDatumWriter<Object>(field.schema()).write(value, to);
    }
  }

  private static CodecException misfit(Schema schema, String path) {
    return new CodecException(
        "the value cannot be written as Avro: "
            + (path.isEmpty() ? "it" : path)
            + " has to be "
            + AvroValues.name(schema));
  }
}
