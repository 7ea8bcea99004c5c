// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Connectors' configurations in the files of a folder: each {@code *.toml} that is not hidden is a
 * version of one connector. Folders in it are left alone.
 *
 * <p>The folder is read at each call, so that what others change there is seen.
 */
final class LocalConnectorsProvider implements ConnectorsProvider {
  private static final String EXTENSION = ".toml";

  private final Path folder;
  private final DocumentReader reader;
  private final ActiveVersions activeVersions;

  LocalConnectorsProvider(Path folder, DocumentReader reader) {
    this.folder = folder;
    this.reader = reader;
    this.activeVersions = new ActiveVersions(folder);
  }

  /** The folder. */
  Path folder() {
    return folder;
  }

  @Override
  public LoadedConnectors load() {
    VersionChoice choice = new VersionChoice(activeVersions.source());
    readAll(choice);
    try {
      return choice.choose(activeVersions.read());
    } catch (ConfigurationException e) {
      choice.problems(e.problems());
      return choice.choose(Map.of());
    }
  }

  private void readAll(VersionChoice choice) {
    for (Path file : files()) {
      try {
        choice.add(version(file));
      } catch (ConfigurationException e) {
        choice.reject(file.toString(), e.problems());
      }
    }
  }

  private VersionedDocument version(Path file) {
    ConfigDocument document = TomlFile.read(file);
    return new VersionedDocument(document, reader.read(document), createdAt(file));
  }

  private static Instant createdAt(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH;
    }
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(LocalConnectorsProvider::isConfiguration).sorted().toList();
    } catch (IOException e) {
      throw new ProviderException("The folder " + folder + " cannot be read: " + e, e);
    }
  }

  private static boolean isConfiguration(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(EXTENSION)
        && !name.startsWith(".")
        && !name.toLowerCase(Locale.ROOT).equals("cargo.toml")
        && Files.isRegularFile(file);
  }

  @Override
  public List<ConnectorVersion> versions(ConnectorId id) {
    return List.of();
  }

  @Override
  public Optional<ConnectorVersion> version(ConnectorId id, long version) {
    return Optional.empty();
  }

  @Override
  public Optional<ConnectorVersion> active(ConnectorId id) {
    return Optional.empty();
  }

  @Override
  public ConnectorVersion create(ConnectorId id, Map<String, Object> values) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void activate(ConnectorId id, long version) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(ConnectorId id, OptionalLong version) {
    throw new UnsupportedOperationException();
  }

  /** Ids of files that could not be read are not known. */
  List<Path> list() {
    return new ArrayList<>(files());
  }
}
