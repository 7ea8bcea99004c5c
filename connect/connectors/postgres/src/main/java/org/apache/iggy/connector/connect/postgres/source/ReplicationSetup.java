// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.postgres.TableName;

/**
 * What change data capture needs of a database: that the log is logical, that the user may read it,
 * a publication of the tables and a replication slot. Each lack is an error that says which command
 * mends it.
 */
final class ReplicationSetup {
  private static final String ROLE =
      "SELECT rolreplication OR rolsuper OR EXISTS (SELECT 1 FROM pg_roles r"
          + " WHERE r.rolname IN ('rds_replication', 'rds_superuser', 'cloudsqlsuperuser')"
          + " AND pg_has_role(current_user, r.oid, 'member'))"
          + " FROM pg_roles WHERE rolname = current_user";

  private final Catalog catalog;
  private final CdcSettings settings;
  private final Publication publication;
  private final ReplicationSlot slot;

  ReplicationSetup(Connection connection, CdcSettings settings) {
    this.catalog = new Catalog(connection);
    this.settings = settings;
    this.publication = new Publication(catalog, settings);
    this.slot = new ReplicationSlot(catalog, settings);
  }

  /** What there is of the server. */
  record Server(String systemId, String database, int version, String user) {}

  Publication publication() {
    return publication;
  }

  ReplicationSlot slot() {
    return slot;
  }

  /**
   * Checks everything that can be seen without a change.
   *
   * @return the tables
   */
  List<SourceTable> check() throws SQLException {
    checkServer();
    List<SourceTable> tables = SourceTable.findAll(catalog.connection(), settings.tables());
    for (SourceTable table : tables) {
      if (!table.isTable()) {
        throw problem(
            "tables names " + table.configured() + ", which is no table: CDC cannot follow views");
      }
    }
    publication.check(tables);
    slot.find();
    return tables;
  }

  private void checkServer() throws SQLException {
    String walLevel = catalog.text("SHOW wal_level");
    if (!walLevel.equals("logical")) {
      throw problem(
          "wal_level of the server is "
              + walLevel
              + ", and CDC needs logical: run ALTER SYSTEM SET wal_level = 'logical' and restart"
              + " PostgreSQL");
    }
    if (!catalog.text(ROLE).equals("t")) {
      String user = catalog.text("SELECT current_user");
      throw problem(
          "the user "
              + user
              + " of connection_string may not replicate: run ALTER ROLE "
              + TableName.quote(user)
              + " REPLICATION");
    }
  }

  /** What ids of messages are made of. */
  Server server() throws SQLException {
    return new Server(
        catalog.text("SELECT system_identifier FROM pg_control_system()"),
        catalog.text("SELECT current_database()"),
        Integer.parseInt(catalog.text("SHOW server_version_num")),
        catalog.text("SELECT current_user"));
  }

  /** An error of the server or the configuration, which says what to do. */
  static ConnectException problem(String message) {
    return new ConnectException(ErrorCategory.CONFIGURATION, message);
  }
}
