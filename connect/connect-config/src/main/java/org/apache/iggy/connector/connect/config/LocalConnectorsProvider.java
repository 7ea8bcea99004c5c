// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Connectors' configurations in the files of a {@link ConnectorFolder}.
 *
 * <p>The folder is read at each call, so that what others change there is seen. What is active is
 * what {@code .active_versions.toml} names, or else the highest version.
 */
final class LocalConnectorsProvider implements ConnectorsProvider {
  private static final Comparator<VersionedDocument> BY_VERSION =
      Comparator.comparingLong(VersionedDocument::version);

  private final ConnectorFolder folder;
  private final DocumentReader reader;
  private final ActiveVersions activeVersions;

  LocalConnectorsProvider(Path folder, DocumentReader reader) {
    this.folder = new ConnectorFolder(folder);
    this.reader = reader;
    this.activeVersions = new ActiveVersions(folder);
  }

  @Override
  public synchronized LoadedConnectors load() {
    VersionChoice choice = new VersionChoice(activeVersions.source());
    for (Path file : folder.files()) {
      try {
        choice.add(read(file));
      } catch (ConfigurationException e) {
        choice.reject(file.toString(), e.problems());
      }
    }
    try {
      return choice.choose(activeVersions.read());
    } catch (ConfigurationException e) {
      choice.problems(e.problems());
      return choice.choose(Map.of());
    }
  }

  @Override
  public Optional<Object> fingerprint() {
    return Optional.of(folder.fingerprint());
  }

  private VersionedDocument read(Path file) {
    return read(TomlFile.read(file), ConnectorFolder.createdAt(file));
  }

  private VersionedDocument read(ConfigDocument document, Optional<Instant> createdAt) {
    ConfigDocument overridden = reader.overridden(document);
    return new VersionedDocument(overridden, reader.read(overridden), createdAt);
  }

  /** The versions that can be read, the lowest first. */
  private List<VersionedDocument> documents(ConnectorId id) {
    List<VersionedDocument> documents = new ArrayList<>();
    folder.files().forEach(file -> readIfPossible(file).ifPresent(documents::add));
    return documents.stream().filter(document -> document.isOf(id)).sorted(BY_VERSION).toList();
  }

  /** What cannot be read is no version of anything; loading tells of it. */
  private Optional<VersionedDocument> readIfPossible(Path file) {
    try {
      return Optional.of(read(file));
    } catch (ConfigurationException e) {
      return Optional.empty();
    }
  }

  private Optional<VersionedDocument> activeOf(ConnectorId id, List<VersionedDocument> documents) {
    Long activated = activeVersions.read().get(id);
    return activated == null
        ? documents.stream().max(BY_VERSION)
        : documents.stream().filter(document -> document.version() == activated).findFirst();
  }

  @Override
  public synchronized List<ConnectorVersion> versions(ConnectorId id) {
    return documents(id).stream().map(document -> document.shown(id, reader)).toList();
  }

  @Override
  public synchronized Optional<ConnectorVersion> version(ConnectorId id, long version) {
    return versions(id).stream().filter(candidate -> candidate.version() == version).findFirst();
  }

  @Override
  public synchronized Optional<ConnectorVersion> active(ConnectorId id) {
    return activeOf(id, documents(id)).map(document -> document.shown(id, reader));
  }

  @Override
  public List<ConfigurationProblem> validate(ConnectorId id, Map<String, Object> values) {
    return reader.problems(id, values);
  }

  @Override
  public synchronized ConnectorVersion create(ConnectorId id, Map<String, Object> values) {
    List<VersionedDocument> present = documents(id);
    long number = present.stream().mapToLong(document -> document.version() + 1).max().orElse(0);
    Path file = folder.file(id, number);
    while (Files.exists(file)) {
      number++;
      file = folder.file(id, number);
    }
    String text = TomlText.of(named(id, number, values));
    VersionedDocument created =
        read(TomlFile.parse(file.toString(), text), Optional.of(Instant.now()));
    List<ConfigurationProblem> errors =
        created.reading().problems().stream().filter(ConfigurationProblem::isError).toList();
    if (!errors.isEmpty()) {
      throw new ConfigurationException(errors);
    }
    try {
      keepActive(id, present);
      folder.write(file, text);
    } catch (IOException e) {
      throw new ProviderException(file + " cannot be written: " + e, e);
    }
    return created.shown(id, reader);
  }

  private static Map<String, Object> named(
      ConnectorId id, long version, Map<String, Object> values) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put(ConnectorKeys.TYPE.name(), id.type().toString());
    named.put(ConnectorKeys.KEY.name(), id.key());
    named.put(ConnectorKeys.VERSION.name(), version);
    values.forEach(named::putIfAbsent);
    return named;
  }

  /** The highest is the active one only as long as nobody adds a higher one to try later. */
  private void keepActive(ConnectorId id, List<VersionedDocument> present) throws IOException {
    Optional<VersionedDocument> active = activeOf(id, present);
    if (active.isPresent() && !activeVersions.read().containsKey(id)) {
      activeVersions.write(id, Optional.of(active.get().version()));
    }
  }

  @Override
  public synchronized void activate(ConnectorId id, long version) {
    if (documents(id).stream().noneMatch(document -> document.version() == version)) {
      throw new VersionNotFoundException(id, version);
    }
    activateFile(id, Optional.of(version));
  }

  @Override
  public synchronized void delete(ConnectorId id, OptionalLong version) {
    List<VersionedDocument> present = documents(id);
    VersionedDocument deleted =
        (version.isEmpty()
                ? activeOf(id, present)
                : present.stream()
                    .filter(document -> document.version() == version.getAsLong())
                    .findFirst())
            .orElseThrow(
                () ->
                    version.isEmpty()
                        ? new VersionNotFoundException(id)
                        : new VersionNotFoundException(id, version.getAsLong()));
    Long activated = activeVersions.read().get(id);
    if (activated != null && activated == deleted.version()) {
      activateFile(
          id,
          present.stream()
              .filter(document -> document.version() != deleted.version())
              .max(BY_VERSION)
              .map(VersionedDocument::version));
    }
    try {
      Files.delete(Path.of(deleted.document().source()));
    } catch (IOException e) {
      throw new ProviderException(deleted.document().source() + " cannot be deleted: " + e, e);
    }
  }

  private void activateFile(ConnectorId id, Optional<Long> version) {
    try {
      activeVersions.write(id, version);
    } catch (IOException e) {
      throw new ProviderException(activeVersions.source() + " cannot be written: " + e, e);
    }
  }
}
