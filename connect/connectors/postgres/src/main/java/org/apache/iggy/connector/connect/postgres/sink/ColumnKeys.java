// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/** The keys of an entry of {@code columns}. */
final class ColumnKeys {
  static final ConfigKey<String> NAME =
      ConfigKey.of("name", ConfigType.STRING, "The column.").required().example("\"city\"");

  static final ConfigKey<String> PATH =
      ConfigKey.of(
              "path",
              ConfigType.STRING,
              "Where the value is: fields between dots, numbers for elements of lists; several"
                  + " paths between bars, of which the first that is there counts. `$key`,"
                  + " `$header.NAME`, `$id`, `$timestamp`, `$origin_timestamp` and `$payload` are"
                  + " what lies beside the fields. The column's name when it is not given.")
          .example("\"address.city | city\"");

  static final ConfigKey<String> TYPE =
      ConfigKey.of(
              "type",
              ConfigType.STRING,
              "The SQL type of the column in a table that is created, with constraints if you like;"
                  + " without one it follows the first value.")
          .example("\"VARCHAR(80) NOT NULL\"");

  static final ConfigKey<EpochUnit> EPOCH =
      ConfigKey.of(
              "epoch",
              ConfigType.oneOf(EpochUnit.class),
              "For numbers that are times: the unit since 1970 in which they count.")
          .example("\"millis\"");

  static final ConfigSpec SPEC = ConfigSpec.of(NAME, PATH, TYPE, EPOCH);

  private ColumnKeys() {}
}
