// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.protobuf;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.config.NearestName;
import org.apache.iggy.connector.connect.format.SchemaFile;

/** The message types of a {@code .proto} file or a descriptor set, and what they import. */
public final class ProtobufSchema {
  private final Map<String, Descriptor> messages = new LinkedHashMap<>();
  private final List<String> own = new ArrayList<>();

  private ProtobufSchema(Collection<FileDescriptor> files, Collection<FileDescriptor> ownFiles) {
    files.forEach(file -> file.getMessageTypes().forEach(this::add));
    for (FileDescriptor file : ownFiles) {
      file.getMessageTypes().forEach(message -> own.add(message.getFullName()));
    }
  }

  private void add(Descriptor message) {
    messages.put(message.getFullName(), message);
    message.getNestedTypes().forEach(this::add);
  }

  /**
   * Reads a schema.
   *
   * @param path a file that ends in {@code .proto}, or a descriptor set
   * @param includePaths where imports are looked for, beside the file's own folder
   * @param key the key that names the file, for errors
   * @throws ConnectException of category CONFIGURATION when it cannot be read
   */
  public static ProtobufSchema read(String path, List<String> includePaths, String key) {
    if (!path.endsWith(".proto")) {
      return ofDescriptorSet(SchemaFile.bytes(path, key), key);
    }
    FileDescriptors files = new FileDescriptors(key, new ProtoSources(includePaths, path, key));
    FileDescriptor root = files.get(ProtoSources.nameOf(path, includePaths));
    return new ProtobufSchema(files.all(), List.of(root));
  }

  /**
   * Reads a descriptor set, as {@code protoc --include_imports --descriptor_set_out} writes it.
   *
   * @throws ConnectException of category CONFIGURATION when it is none
   */
  public static ProtobufSchema ofDescriptorSet(byte[] bytes, String key) {
    FileDescriptorSet set;
    try {
      set = FileDescriptorSet.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          key + " must name a .proto file or a descriptor set that protoc wrote",
          e);
    }
    Map<String, FileDescriptorProto> byName = new LinkedHashMap<>();
    set.getFileList().forEach(file -> byName.put(file.getName(), file));
    FileDescriptors files = new FileDescriptors(key, name -> Optional.ofNullable(byName.get(name)));
    byName.keySet().forEach(files::get);
    return new ProtobufSchema(
        files.all(),
        byName.keySet().stream()
            .filter(name -> !name.startsWith("google/protobuf/"))
            .map(files::get)
            .toList());
  }

  /** The message of a full name. */
  Optional<Descriptor> find(String name) {
    return Optional.ofNullable(messages.get(name));
  }

  /**
   * The message of a full name, or the only one there is.
   *
   * @param name null for the only one
   * @param key the key that names it, for errors
   * @throws ConnectException of category CONFIGURATION when there is none
   */
  public Descriptor message(String name, String key) {
    if (name == null) {
      if (own.size() == 1) {
        return messages.get(own.get(0));
      }
      throw wrong(key, "must name one of the schema's messages: " + String.join(", ", own));
    }
    return find(name).orElseThrow(() -> wrong(key, unknown(name)));
  }

  private String unknown(String name) {
    return NearestName.of(name, messages.keySet())
        .map(nearest -> "is no message of the schema; did you mean " + nearest + "?")
        .orElse("is no message of the schema, which has " + String.join(", ", own));
  }

  private static ConnectException wrong(String key, String rule) {
    return new ConnectException(ErrorCategory.CONFIGURATION, key + " " + rule);
  }

  /** The file itself, for errors. */
  static String shortName(String path) {
    return String.valueOf(Path.of(path).getFileName());
  }
}
