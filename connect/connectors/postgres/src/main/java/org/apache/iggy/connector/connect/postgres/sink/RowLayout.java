// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.postgres.TableName;

/**
 * Which columns are written, in which order.
 *
 * @param metadata those of metadata, first
 * @param others those of payload or fields
 */
record RowLayout(TargetTable table, Set<MetadataColumn> metadata, List<String> others) {
  /** The column of the payload. */
  static final String PAYLOAD = "payload";

  /** The names of all columns. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    metadata.forEach(column -> names.add(column.columnName()));
    names.addAll(others);
    return names;
  }

  /** Which metadata of that asked for a table has room for; fields count more where names meet. */
  static Set<MetadataColumn> metadataOf(
      TargetTable table, Set<MetadataColumn> wanted, Set<String> fields) {
    return wanted.stream()
        .filter(column -> table.has(column) && !fields.contains(column.columnName()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** All names in quotes, between commas. */
  String columnList() {
    return list(names(), "");
  }

  /** Names in quotes between commas, each behind a prefix such as {@code t.}. */
  static String list(List<String> names, String prefix) {
    return names.stream()
        .map(name -> prefix + TableName.quote(name))
        .collect(Collectors.joining(", "));
  }
}
