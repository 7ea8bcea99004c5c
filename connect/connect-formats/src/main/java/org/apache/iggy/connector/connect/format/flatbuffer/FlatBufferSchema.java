// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.flatbuffer;

import com.google.flatbuffers.reflection.Enum;
import com.google.flatbuffers.reflection.EnumVal;
import com.google.flatbuffers.reflection.Field;
import com.google.flatbuffers.reflection.Schema;
import com.google.flatbuffers.reflection.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;

/** Tables, structs, enums and unions of a binary schema, with the root table. */
public final class FlatBufferSchema {
  private static final String RULE =
      " must name a binary FlatBuffers schema, which flatc --binary --schema writes as .bfbs";

  private final List<FlatObject> objects = new ArrayList<>();
  private final List<FlatEnum> enums = new ArrayList<>();
  private final FlatObject root;
  private final String fileIdentifier;

  private FlatBufferSchema(Schema schema, String rootTable, String rootKey) {
    for (int i = 0; i < schema.objectsLength(); i++) {
      objects.add(object(schema.objects(i)));
    }
    for (int i = 0; i < schema.enumsLength(); i++) {
      enums.add(enumeration(schema.enums(i)));
    }
    root = objectNamed(rootName(schema, rootTable, rootKey), rootKey);
    String identifier = schema.fileIdent();
    fileIdentifier = identifier != null && identifier.length() == 4 ? identifier : null;
  }

  /**
   * Reads a schema.
   *
   * @param bytes what flatc wrote
   * @param rootTable the full name of the root table; null for the schema's root_type
   * @param key the key that names the file, for errors
   * @param rootKey the key that names the root table, for errors
   * @throws ConnectException of category CONFIGURATION when it is none
   */
  public static FlatBufferSchema of(byte[] bytes, String rootTable, String key, String rootKey) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      if (bytes.length < 8 || !Schema.SchemaBufferHasIdentifier(buffer)) {
        throw wrong(key + RULE, null);
      }
      return new FlatBufferSchema(Schema.getRootAsSchema(buffer), rootTable, rootKey);
    } catch (IndexOutOfBoundsException | NullPointerException | NegativeArraySizeException e) {
      throw wrong(key + RULE, e);
    }
  }

  private static String rootName(Schema schema, String rootTable, String rootKey) {
    if (rootTable != null) {
      return rootTable;
    }
    if (schema.rootTable() == null) {
      throw wrong(rootKey + " is required, since the schema has no root_type", null);
    }
    return schema.rootTable().name();
  }

  private FlatObject objectNamed(String name, String rootKey) {
    return objects.stream()
        .filter(object -> object.name().equals(name) && !object.isStruct())
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    rootKey
                        + " must be a table of the schema, such as "
                        + objects.stream()
                            .filter(object -> !object.isStruct())
                            .map(FlatObject::name)
                            .toList(),
                    null));
  }

  private static ConnectException wrong(String message, Exception cause) {
    return new ConnectException(ErrorCategory.CONFIGURATION, message, cause);
  }

  private static FlatObject object(com.google.flatbuffers.reflection.Object object) {
    List<FlatField> fields = new ArrayList<>();
    int slots = 0;
    for (int i = 0; i < object.fieldsLength(); i++) {
      Field field = object.fields(i);
      slots = Math.max(slots, field.id() + 1);
      if (!field.deprecated()) {
        fields.add(field(field));
      }
    }
    fields.sort(Comparator.comparingInt(FlatField::id));
    return new FlatObject(
        object.name(), object.isStruct(), fields, slots, object.bytesize(), object.minalign());
  }

  private static FlatField field(Field field) {
    return new FlatField(
        field.name(),
        type(field.type()),
        field.id(),
        field.offset(),
        field.required(),
        field.optional(),
        field.defaultInteger(),
        field.defaultReal());
  }

  private static FlatType type(Type type) {
    return new FlatType(
        FlatType.Kind.of(type.baseType()),
        FlatType.Kind.of(type.element()),
        type.index(),
        type.fixedLength());
  }

  private static FlatEnum enumeration(Enum constants) {
    List<FlatEnum.Constant> values = new ArrayList<>();
    for (int i = 0; i < constants.valuesLength(); i++) {
      EnumVal value = constants.values(i);
      Type content = value.unionType();
      values.add(
          new FlatEnum.Constant(
              value.name(), value.value(), content == null ? null : type(content)));
    }
    return new FlatEnum(constants.name(), values);
  }

  /** The root table. */
  FlatObject root() {
    return root;
  }

  /** The four characters at the start of payloads; null when the schema declares none. */
  String fileIdentifier() {
    return fileIdentifier;
  }

  /** The table or struct that a type refers to. */
  FlatObject object(FlatType type) {
    return objects.get(type.index());
  }

  /** The enum or union that a type refers to; null when it is a plain number. */
  FlatEnum enumeration(FlatType type) {
    return type.index() < 0 ? null : enums.get(type.index());
  }
}
