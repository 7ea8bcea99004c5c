// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.protobuf;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.format.SchemaFile;

/** Finds and parses {@code .proto} files by the names under which they are imported. */
final class ProtoSources implements Function<String, Optional<FileDescriptorProto>> {
  private final List<Path> folders = new ArrayList<>();
  private final String key;

  ProtoSources(List<String> includePaths, String rootFile, String key) {
    includePaths.forEach(path -> folders.add(Path.of(path)));
    Path parent = Path.of(rootFile).toAbsolutePath().getParent();
    folders.add(parent);
    this.key = key;
  }

  /** The name under which another file would import one: relative to the folder of an include. */
  static String nameOf(String file, List<String> includePaths) {
    Path absolute = Path.of(file).toAbsolutePath().normalize();
    return includePaths.stream()
        .map(path -> Path.of(path).toAbsolutePath().normalize())
        .filter(absolute::startsWith)
        .map(folder -> folder.relativize(absolute).toString().replace('\\', '/'))
        .findFirst()
        .orElseGet(() -> ProtobufSchema.shortName(file));
  }

  @Override
  public Optional<FileDescriptorProto> apply(String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isRegularFile)
        .findFirst()
        .map(file -> parse(name, SchemaFile.text(file.toString(), key)));
  }

  private FileDescriptorProto parse(String name, String text) {
    ProtoFileElement file;
    try {
      file = ProtoParser.Companion.parse(Location.get(name), text);
    } catch (RuntimeException e) {
      // Its messages name line and column.
      throw new ConnectException(
          ErrorCategory.CONFIGURATION, key + ": " + name + ": " + e.getMessage(), e);
    }
    String syntax = file.getSyntax() == null ? "proto2" : file.getSyntax().toString();
    if (!syntax.equals("proto2") && !syntax.equals("proto3")) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          key
              + ": "
              + name
              + " has the edition "
              + syntax
              + "; name a descriptor set instead, which protoc --include_imports writes");
    }
    return new ProtoFileDescriber(file, syntax.equals("proto3")).describe(name);
  }
}
