// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.TextFormat;
import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.GroupElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns a parsed {@code .proto} file into the descriptor that protoc would make of it. Names of
 * types stay as they are written: the library resolves them. Extensions are left away: fields of
 * theirs are unknown ones.
 */
final class ProtoFileDescriber {
  private static final Map<String, FieldDescriptorProto.Type> SCALARS =
      Arrays.stream(FieldDescriptorProto.Type.values())
          .filter(
              type ->
                  type != FieldDescriptorProto.Type.TYPE_MESSAGE
                      && type != FieldDescriptorProto.Type.TYPE_GROUP
                      && type != FieldDescriptorProto.Type.TYPE_ENUM)
          .collect(
              Collectors.toUnmodifiableMap(
                  type -> type.name().substring("TYPE_".length()).toLowerCase(Locale.ROOT),
                  Function.identity()));

  private final ProtoFileElement file;
  private final boolean proto3;

  ProtoFileDescriber(ProtoFileElement file, boolean proto3) {
    this.file = file;
    this.proto3 = proto3;
  }

  FileDescriptorProto describe(String name) {
    FileDescriptorProto.Builder built = FileDescriptorProto.newBuilder().setName(name);
    if (file.getPackageName() != null) {
      built.setPackage(file.getPackageName());
    }
    if (proto3) {
      built.setSyntax("proto3");
    }
    built.addAllDependency(file.getImports());
    for (String imported : file.getPublicImports()) {
      built.addPublicDependency(built.getDependencyCount()).addDependency(imported);
    }
    for (TypeElement type : file.getTypes()) {
      if (type instanceof MessageElement message) {
        built.addMessageType(message(message));
      } else if (type instanceof EnumElement constants) {
        built.addEnumType(enumeration(constants));
      }
    }
    return built.build();
  }

  private DescriptorProto message(MessageElement element) {
    DescriptorProto.Builder built = DescriptorProto.newBuilder().setName(element.getName());
    element.getFields().forEach(field -> addField(built, field));
    element.getGroups().forEach(group -> addGroup(built, group));
    for (OneOfElement oneof : element.getOneOfs()) {
      int index = built.getOneofDeclCount();
      built.addOneofDeclBuilder().setName(oneof.getName());
      for (FieldElement field : oneof.getFields()) {
        addField(built, field).setOneofIndex(index).setLabel(Label.LABEL_OPTIONAL);
      }
    }
    // Behind the real ones, as the library demands.
    for (FieldDescriptorProto.Builder field : built.getFieldBuilderList()) {
      if (field.getProto3Optional()) {
        field.setOneofIndex(built.getOneofDeclCount());
        built.addOneofDeclBuilder().setName("_" + field.getName());
      }
    }
    for (TypeElement type : element.getNestedTypes()) {
      if (type instanceof MessageElement nested) {
        built.addNestedType(message(nested));
      } else if (type instanceof EnumElement constants) {
        built.addEnumType(enumeration(constants));
      }
    }
    return built.build();
  }

  private FieldDescriptorProto.Builder addField(DescriptorProto.Builder to, FieldElement element) {
    FieldDescriptorProto.Builder field =
        to.addFieldBuilder().setName(element.getName()).setNumber(element.getTag());
    field.setLabel(label(element.getLabel()));
    if (element.getType().startsWith("map<")) {
      addMapEntry(to, field, element.getType());
    } else {
      setType(field, element.getType());
    }
    if (proto3 && element.getLabel() == Field.Label.OPTIONAL) {
      field.setProto3Optional(true);
    }
    if (element.getJsonName() != null) {
      field.setJsonName(element.getJsonName());
    }
    if (element.getDefaultValue() != null) {
      field.setDefaultValue(defaultValue(field, element.getDefaultValue()));
    }
    option(element.getOptions(), "packed")
        .forEach(packed -> field.getOptionsBuilder().setPacked(packed.equals("true")));
    return field;
  }

  private static String defaultValue(FieldDescriptorProto.Builder field, String text) {
    return field.getType() == FieldDescriptorProto.Type.TYPE_BYTES
        ? TextFormat.escapeBytes(ByteString.copyFrom(text, StandardCharsets.ISO_8859_1))
        : text;
  }

  private static Label label(Field.Label label) {
    if (label == Field.Label.REPEATED) {
      return Label.LABEL_REPEATED;
    }
    return label == Field.Label.REQUIRED ? Label.LABEL_REQUIRED : Label.LABEL_OPTIONAL;
  }

  private static void setType(FieldDescriptorProto.Builder field, String type) {
    FieldDescriptorProto.Type scalar = SCALARS.get(type);
    if (scalar == null) {
      field.setTypeName(type);
    } else {
      field.setType(scalar);
    }
  }

  private static void addMapEntry(
      DescriptorProto.Builder to, FieldDescriptorProto.Builder field, String type) {
    int comma = type.indexOf(',');
    String entryName = camelCase(field.getName()) + "Entry";
    DescriptorProto.Builder entry = to.addNestedTypeBuilder().setName(entryName);
    entry.getOptionsBuilder().setMapEntry(true);
    setType(mapField(entry, "key", 1), type.substring("map<".length(), comma).strip());
    setType(mapField(entry, "value", 2), type.substring(comma + 1, type.length() - 1).strip());
    field
        .setLabel(Label.LABEL_REPEATED)
        .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
        .setTypeName(entryName);
  }

  private static FieldDescriptorProto.Builder mapField(
      DescriptorProto.Builder entry, String name, int number) {
    return entry.addFieldBuilder().setName(name).setNumber(number).setLabel(Label.LABEL_OPTIONAL);
  }

  private static String camelCase(String name) {
    StringBuilder text = new StringBuilder();
    for (String part : name.split("_", -1)) {
      if (!part.isEmpty()) {
        text.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
      }
    }
    return text.toString();
  }

  private void addGroup(DescriptorProto.Builder to, GroupElement group) {
    DescriptorProto.Builder nested = to.addNestedTypeBuilder().setName(group.getName());
    group.getFields().forEach(field -> addField(nested, field));
    to.addFieldBuilder()
        .setName(group.getName().toLowerCase(Locale.ROOT))
        .setNumber(group.getTag())
        .setLabel(label(group.getLabel()))
        .setType(FieldDescriptorProto.Type.TYPE_GROUP)
        .setTypeName(group.getName());
  }

  private static EnumDescriptorProto enumeration(EnumElement element) {
    EnumDescriptorProto.Builder built = EnumDescriptorProto.newBuilder().setName(element.getName());
    element
        .getConstants()
        .forEach(
            value -> built.addValueBuilder().setName(value.getName()).setNumber(value.getTag()));
    option(element.getOptions(), "allow_alias")
        .forEach(allowed -> built.getOptionsBuilder().setAllowAlias(allowed.equals("true")));
    return built.build();
  }

  private static List<String> option(List<OptionElement> options, String name) {
    return options.stream()
        .filter(option -> option.getName().equals(name))
        .map(option -> String.valueOf(option.getValue()))
        .toList();
  }
}
