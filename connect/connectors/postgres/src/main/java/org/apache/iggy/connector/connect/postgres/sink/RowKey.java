// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By what a row is found again when its message comes twice.
 *
 * @param columns the names of the key's columns
 */
record RowKey(Kind kind, List<String> columns) {
  /** What the key is made of. */
  enum Kind {
    /** Where the message lies, and its checksum: both messages of an offset have room. */
    COORDINATES_AND_CHECKSUM,
    /** Where the message lies, or a part of it that the table's owner finds enough. */
    COORDINATES,
    /** The id that the producer chose, which is no key: upstream's table. */
    MESSAGE_ID,
    /** What the configuration declares as key. */
    DECLARED,
    /** Nothing: what comes twice is written twice. */
    NONE
  }

  private static final Set<String> COORDINATES =
      MetadataColumn.COORDINATES.stream()
          .map(MetadataColumn::columnName)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> COORDINATES_AND_CHECKSUM =
      Stream.concat(COORDINATES.stream(), Stream.of(MetadataColumn.CHECKSUM.columnName()))
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> MESSAGE_ID = Set.of(MetadataColumn.ID.columnName());

  /**
   * The key for rows that are only added.
   *
   * @param written the metadata that is written
   */
  static RowKey forAppending(TargetTable table, Set<MetadataColumn> written) {
    Set<String> names =
        written.stream().map(MetadataColumn::columnName).collect(Collectors.toSet());
    for (Kind kind : List.of(Kind.COORDINATES_AND_CHECKSUM, Kind.COORDINATES, Kind.MESSAGE_ID)) {
      Optional<Set<String>> key =
          table.uniqueKeys().stream()
              .filter(columns -> names.containsAll(columns) && isOfKind(columns, kind))
              .findFirst();
      if (key.isPresent()) {
        return new RowKey(kind, List.copyOf(key.get()));
      }
    }
    return new RowKey(Kind.NONE, List.of());
  }

  private static boolean isOfKind(Set<String> columns, Kind kind) {
    return switch (kind) {
      case COORDINATES_AND_CHECKSUM -> columns.equals(COORDINATES_AND_CHECKSUM);
      case COORDINATES ->
          COORDINATES.containsAll(columns) && columns.contains(MetadataColumn.OFFSET.columnName());
      case MESSAGE_ID -> columns.equals(MESSAGE_ID);
      case DECLARED, NONE -> false;
    };
  }

  /** The key that the configuration declares. */
  static RowKey declared(List<String> columns) {
    return new RowKey(Kind.DECLARED, columns);
  }
}
