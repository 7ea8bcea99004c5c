// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with the files of connectors: each {@code *.toml} that is not hidden is a version of one
 * connector. Folders in it are left alone.
 */
final class ConnectorFolder {
  private static final String EXTENSION = ".toml";

  private final Path folder;

  ConnectorFolder(Path folder) {
    this.folder = folder;
  }

  /** The files by name; none when there is no such folder. */
  List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(ConnectorFolder::isConfiguration).sorted().toList();
    } catch (IOException e) {
      throw new ProviderException("The folder " + folder + " cannot be read: " + e, e);
    }
  }

  /** The Rust runtime leaves out Cargo.toml, too: its connectors may be configured beside it. */
  private static boolean isConfiguration(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(EXTENSION)
        && !name.startsWith(".")
        && !name.toLowerCase(Locale.ROOT).equals("cargo.toml")
        && Files.isRegularFile(file);
  }

  /** What tells whether a file was changed, as far as its folder knows. */
  List<String> fingerprint() {
    List<Path> files = new ArrayList<>(files());
    files.add(folder.resolve(ActiveVersions.FILE));
    return files.stream().map(ConnectorFolder::fingerprint).toList();
  }

  private static String fingerprint(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return file
          + " "
          + attributes.size()
          + " "
          + attributes.lastModifiedTime()
          + " "
          + attributes.fileKey();
    } catch (IOException e) {
      return file + " is not there";
    }
  }

  /** The file of a version that is new. */
  Path file(ConnectorId id, long version) {
    return folder.resolve(id.type() + "_" + id.key() + "_" + version + EXTENSION);
  }

  void write(Path file, String text) throws IOException {
    Files.createDirectories(folder);
    AtomicFile.write(file, text);
  }

  static Optional<Instant> createdAt(Path file) {
    try {
      return Optional.of(Files.getLastModifiedTime(file).toInstant());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
