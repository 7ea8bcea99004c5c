// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.postgres.SqlErrors;
import org.apache.iggy.connector.connect.postgres.TableName;

/** The publication of the tables: which of their changes the server sends. */
final class Publication {
  private final Catalog catalog;
  private final CdcSettings settings;

  Publication(Catalog catalog, CdcSettings settings) {
    this.catalog = catalog;
    this.settings = settings;
  }

  /** Checks, where there is one, that it has the tables and operations. */
  void check(List<SourceTable> tables) throws SQLException {
    if (!exists()) {
      return;
    }
    String missing =
        tables.stream()
            .filter(table -> !isPublished(table))
            .map(table -> table.name().sql())
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw ReplicationSetup.problem(
          "the publication "
              + settings.publication()
              + " lacks tables: run ALTER PUBLICATION "
              + TableName.quote(settings.publication())
              + " ADD TABLE "
              + missing);
    }
    checkOperations();
  }

  /** Whether there is one. */
  boolean exists() throws SQLException {
    try (PreparedStatement statement =
        catalog.connection().prepareStatement("SELECT 1 FROM pg_publication WHERE pubname = ?")) {
      statement.setString(1, settings.publication());
      try (ResultSet result = statement.executeQuery()) {
        return result.next();
      }
    }
  }

  /** A partitioned table is published as itself or by its partitions. */
  private boolean isPublished(SourceTable table) {
    String sql =
        "SELECT EXISTS (SELECT 1 FROM pg_publication p CROSS JOIN LATERAL"
            + " pg_get_publication_tables(p.pubname) t WHERE p.pubname = ? AND t.relid IN (SELECT"
            + " relid FROM pg_partition_tree(?::regclass) UNION SELECT ?::regclass))";
    try (PreparedStatement statement = catalog.connection().prepareStatement(sql)) {
      statement.setString(1, settings.publication());
      statement.setString(2, table.name().sql());
      statement.setString(3, table.name().sql());
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    } catch (SQLException e) {
      throw SqlErrors.toConnectException("cannot read the publication's tables", e);
    }
  }

  private void checkOperations() throws SQLException {
    String sql =
        "SELECT pubinsert, pubupdate, pubdelete, pubtruncate FROM pg_publication WHERE pubname = ?";
    try (PreparedStatement statement = catalog.connection().prepareStatement(sql)) {
      statement.setString(1, settings.publication());
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        List<String> all = List.of("INSERT", "UPDATE", "DELETE", "TRUNCATE");
        for (String operation : all) {
          boolean published = result.getBoolean(all.indexOf(operation) + 1);
          if (settings.operations().contains(operation) && !published) {
            throw ReplicationSetup.problem(
                "the publication "
                    + settings.publication()
                    + " does not publish "
                    + operation
                    + ", which capture_operations has: run ALTER PUBLICATION "
                    + TableName.quote(settings.publication())
                    + " SET (publish = 'insert, update, delete, truncate')");
          }
        }
      }
    }
  }

  /** Makes it unless it is there. */
  void create(List<SourceTable> tables) throws SQLException {
    if (exists()) {
      return;
    }
    String create =
        "CREATE PUBLICATION "
            + TableName.quote(settings.publication())
            + " FOR TABLE "
            + tables.stream().map(table -> table.name().sql()).collect(Collectors.joining(", "))
            + " WITH (publish_via_partition_root = true)";
    try {
      catalog.execute(create);
    } catch (SQLException e) {
      throw new ConnectException(
          SqlErrors.category(e),
          "cannot make the publication "
              + settings.publication()
              + ": "
              + SqlErrors.describe(e)
              + "; let the tables' owner run: "
              + create,
          e);
    }
  }

  /** Drops it if it is there. */
  void drop() throws SQLException {
    catalog.execute("DROP PUBLICATION IF EXISTS " + TableName.quote(settings.publication()));
  }
}
