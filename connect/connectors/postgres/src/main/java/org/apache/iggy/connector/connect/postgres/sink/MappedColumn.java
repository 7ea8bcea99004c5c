// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.config.Config;

/**
 * A column and what fills it.
 *
 * @param type its SQL type in a table that is created
 * @param epoch what a number counts that is a time
 */
record MappedColumn(String name, FieldPath path, Optional<String> type, Optional<EpochUnit> epoch) {

  /** Reads an entry of {@code columns}. */
  static MappedColumn of(Config config, List<String> problems) {
    String name = config.find(ColumnKeys.NAME).orElse("");
    FieldPath path = FieldPath.field(name);
    try {
      path = config.find(ColumnKeys.PATH).map(FieldPath::parse).orElse(path);
    } catch (IllegalArgumentException e) {
      problems.add("the path of column " + name + " " + e.getMessage());
    }
    return new MappedColumn(
        name, path, config.find(ColumnKeys.TYPE), config.find(ColumnKeys.EPOCH));
  }

  /** The column of a field's own name. */
  static MappedColumn ofField(String name) {
    return new MappedColumn(name, FieldPath.field(name), Optional.empty(), Optional.empty());
  }

  /** This column, filled from elsewhere. */
  MappedColumn withPath(FieldPath changed) {
    return new MappedColumn(name, changed, type, epoch);
  }

  /** What a record has for the column; null for nothing. */
  Object valueOf(ConnectRecord record) {
    Object value = path.valueOf(record);
    return epoch.isPresent() && value instanceof Number number
        ? epoch.get().toInstant(new BigDecimal(number.toString()))
        : value;
  }
}
