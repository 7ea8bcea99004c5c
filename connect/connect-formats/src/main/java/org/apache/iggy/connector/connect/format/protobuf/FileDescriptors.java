// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.protobuf;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;

/** Links files with what they import; the library's own are always there. */
final class FileDescriptors {
  private static final Map<String, FileDescriptor> LIBRARY =
      Stream.of(
              AnyProto.getDescriptor(),
              ApiProto.getDescriptor(),
              DescriptorProtos.getDescriptor(),
              DurationProto.getDescriptor(),
              EmptyProto.getDescriptor(),
              FieldMaskProto.getDescriptor(),
              SourceContextProto.getDescriptor(),
              StructProto.getDescriptor(),
              TimestampProto.getDescriptor(),
              TypeProto.getDescriptor(),
              WrappersProto.getDescriptor())
          .collect(Collectors.toUnmodifiableMap(FileDescriptor::getName, Function.identity()));

  private final String key;
  private final Function<String, Optional<FileDescriptorProto>> sources;
  private final Map<String, FileDescriptor> linked = new LinkedHashMap<>();
  private final Set<String> inProgress = new LinkedHashSet<>();

  FileDescriptors(String key, Function<String, Optional<FileDescriptorProto>> sources) {
    this.key = key;
    this.sources = sources;
  }

  /** All files that were linked, with the library's messages that may be in an Any. */
  Collection<FileDescriptor> all() {
    Map<String, FileDescriptor> all = new LinkedHashMap<>(linked);
    LIBRARY.forEach(all::putIfAbsent);
    return all.values();
  }

  FileDescriptor get(String name) {
    FileDescriptor known = LIBRARY.getOrDefault(name, linked.get(name));
    if (known != null) {
      return known;
    }
    if (!inProgress.add(name)) {
      throw wrong("the files " + String.join(", ", inProgress) + " import each other", null);
    }
    FileDescriptorProto source =
        sources.apply(name).orElseThrow(() -> wrong("the import " + name + " is not found", null));
    FileDescriptor[] imports =
        source.getDependencyList().stream().map(this::get).toArray(FileDescriptor[]::new);
    try {
      FileDescriptor file = FileDescriptor.buildFrom(source, imports);
      linked.put(name, file);
      inProgress.remove(name);
      return file;
    } catch (DescriptorValidationException e) {
      throw wrong("the file " + name + " does not hold together: " + e.getMessage(), e);
    }
  }

  private ConnectException wrong(String what, Exception cause) {
    return new ConnectException(ErrorCategory.CONFIGURATION, key + ": " + what, cause);
  }
}
