// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;

/** Looks whether the sink could write, and writes nothing. */
final class TargetCheck {
  private TargetCheck() {}

  /**
   * Looks.
   *
   * @throws ConnectException naming what is missing
   */
  static void run(Connection connection, SinkSettings settings) throws SQLException {
    Optional<TargetTable> table = TargetTable.find(connection, settings.table());
    if (table.isPresent()) {
      checkPrivileges(connection, settings);
    } else if (!settings.autoCreateTable()) {
      throw problem("there is no table " + settings.table() + "; set auto_create_table = true");
    } else {
      checkSchema(connection, settings);
    }
  }

  private static void checkPrivileges(Connection connection, SinkSettings settings)
      throws SQLException {
    List<String> missing = new ArrayList<>();
    for (String privilege : privileges(settings)) {
      if (!holds(
          connection,
          "SELECT has_table_privilege(to_regclass(?), ?)",
          settings.table().sql(),
          privilege)) {
        missing.add(privilege);
      }
    }
    if (!missing.isEmpty()) {
      throw problem(
          "GRANT %s ON %s TO the user of connection_string"
              .formatted(String.join(", ", missing), settings.table().sql()));
    }
    if (!holds(connection, "SELECT has_database_privilege(current_database(), ?)", "TEMPORARY")) {
      throw problem("GRANT TEMPORARY ON DATABASE to the user of connection_string");
    }
  }

  /** Rows whose key is taken are looked at, which takes SELECT. */
  private static List<String> privileges(SinkSettings settings) {
    return settings.isUpsert()
        ? List.of("INSERT", "SELECT", "UPDATE", "DELETE")
        : List.of("INSERT", "SELECT");
  }

  private static void checkSchema(Connection connection, SinkSettings settings)
      throws SQLException {
    String schema = settings.table().schema();
    String query =
        "SELECT COALESCE(has_schema_privilege(to_regnamespace(COALESCE(quote_ident(?),"
            + " quote_ident(current_schema()))), ?), false)";
    if (!holds(connection, query, schema, "CREATE")) {
      throw problem(
          "the table %s cannot be created: create its schema, and grant CREATE on it to the user of"
                  .formatted(settings.table())
              + " connection_string");
    }
  }

  private static boolean holds(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setString(i + 1, parameters[i]);
      }
      ResultSet row = query.executeQuery();
      return row.next() && row.getBoolean(1);
    }
  }

  private static ConnectException problem(String message) {
    return new ConnectException(ErrorCategory.CONFIGURATION, message);
  }
}
