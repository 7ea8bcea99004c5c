// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.postgres.SqlErrors;
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

  private static final String SLOT =
      "SELECT plugin, database, active_pid, confirmed_flush_lsn, wal_status"
          + " FROM pg_replication_slots WHERE slot_name = ?";

  private final Connection connection;
  private final CdcSettings settings;

  ReplicationSetup(Connection connection, CdcSettings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  /** A replication slot. */
  record Slot(long confirmedLsn, Integer activePid, boolean isInvalidated) {}

  /** What there is of the server. */
  record Server(String systemId, String database, int version, String user) {}

  /**
   * Checks everything that can be seen without a change.
   *
   * @return the tables
   */
  List<SourceTable> check() throws SQLException {
    checkServer();
    List<SourceTable> tables = SourceTable.findAll(connection, settings.tables());
    for (SourceTable table : tables) {
      if (!table.isTable()) {
        throw problem(
            "tables names " + table.configured() + ", which is no table: CDC cannot follow views");
      }
    }
    if (hasPublication()) {
      checkPublication(tables);
    }
    findSlot();
    return tables;
  }

  private void checkServer() throws SQLException {
    String walLevel = text("SHOW wal_level");
    if (!walLevel.equals("logical")) {
      throw problem(
          "wal_level of the server is "
              + walLevel
              + ", and CDC needs logical: run ALTER SYSTEM SET wal_level = 'logical' and restart"
              + " PostgreSQL");
    }
    if (!text(ROLE).equals("t")) {
      String user = text("SELECT current_user");
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
        text("SELECT system_identifier FROM pg_control_system()"),
        text("SELECT current_database()"),
        Integer.parseInt(text("SHOW server_version_num")),
        text("SELECT current_user"));
  }

  private boolean hasPublication() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT 1 FROM pg_publication WHERE pubname = ?")) {
      statement.setString(1, settings.publication());
      try (ResultSet result = statement.executeQuery()) {
        return result.next();
      }
    }
  }

  private void checkPublication(List<SourceTable> tables) throws SQLException {
    String missing =
        tables.stream()
            .filter(table -> !isPublished(table))
            .map(table -> table.name().sql())
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw problem(
          "the publication "
              + settings.publication()
              + " lacks tables: run ALTER PUBLICATION "
              + TableName.quote(settings.publication())
              + " ADD TABLE "
              + missing);
    }
    checkPublishedOperations();
  }

  /** A partitioned table is published as itself or by its partitions. */
  private boolean isPublished(SourceTable table) {
    String sql =
        "SELECT EXISTS (SELECT 1 FROM pg_publication p"
            + " CROSS JOIN LATERAL pg_get_publication_tables(p.pubname) t"
            + " WHERE p.pubname = ? AND t.relid IN (SELECT relid FROM pg_partition_tree(?::regclass)"
            + " UNION SELECT ?::regclass))";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
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

  private void checkPublishedOperations() throws SQLException {
    String sql =
        "SELECT pubinsert, pubupdate, pubdelete, pubtruncate FROM pg_publication WHERE pubname = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, settings.publication());
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        List<String> all = List.of("INSERT", "UPDATE", "DELETE", "TRUNCATE");
        for (String operation : all) {
          boolean published = result.getBoolean(all.indexOf(operation) + 1);
          if (settings.operations().contains(operation) && !published) {
            throw problem(
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

  /** Makes the publication unless it is there. */
  void createPublication(List<SourceTable> tables) throws SQLException {
    if (hasPublication()) {
      return;
    }
    String create =
        "CREATE PUBLICATION "
            + TableName.quote(settings.publication())
            + " FOR TABLE "
            + tables.stream().map(table -> table.name().sql()).collect(Collectors.joining(", "))
            + " WITH (publish_via_partition_root = true)";
    try {
      execute(create);
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

  /**
   * Looks the slot up.
   *
   * @return null when there is none
   */
  Slot findSlot() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SLOT)) {
      statement.setString(1, settings.slot());
      try (ResultSet result = statement.executeQuery()) {
        if (!result.next()) {
          return null;
        }
        checkSlot(result.getString(1), result.getString(2));
        String confirmed = result.getString(4);
        int pid = result.getInt(3);
        return new Slot(
            confirmed == null ? 0 : CdcPosition.lsnOf(confirmed),
            pid == 0 ? null : pid,
            "lost".equals(result.getString(5)));
      }
    }
  }

  private void checkSlot(String plugin, String database) throws SQLException {
    if (!"pgoutput".equals(plugin)) {
      throw problem(
          "the replication slot "
              + settings.slot()
              + " is of "
              + (plugin == null ? "physical replication" : "the plugin " + plugin)
              + ", and CDC needs pgoutput: name another replication_slot, or drop it when nobody"
              + " needs it: SELECT pg_drop_replication_slot('"
              + settings.slot()
              + "')");
    }
    String own = text("SELECT current_database()");
    if (!own.equals(database)) {
      throw problem(
          "the replication slot "
              + settings.slot()
              + " is of the database "
              + database
              + ", not of "
              + own
              + ": name another replication_slot");
    }
  }

  /**
   * Claims the slot for this session: while the snapshot is read nobody is seen to use it.
   *
   * @throws ConnectException of category TRANSIENT while another connector has it; one that was
   *     killed loses it at once
   */
  void claim() throws SQLException {
    String claim = "SELECT pg_try_advisory_lock(hashtextextended('iggy-connect ' || ?, 0))";
    try (PreparedStatement statement = connection.prepareStatement(claim)) {
      statement.setString(1, settings.slot());
      try (ResultSet result = statement.executeQuery()) {
        if (!result.next() || !result.getBoolean(1)) {
          throw inUse("another connector");
        }
      }
    }
  }

  private ConnectException inUse(String reader) {
    return new ConnectException(
        ErrorCategory.TRANSIENT,
        "the replication slot "
            + settings.slot()
            + " is in use by "
            + reader
            + ": stop the other reader, or give this connector a replication_slot of its own");
  }

  /** Refuses a slot that somebody reads; a connector that was killed lets go of it soon. */
  void checkFree(Slot slot) {
    if (slot != null && slot.activePid() != null) {
      throw inUse("the server's process " + slot.activePid());
    }
  }

  /** Makes the slot. */
  long createSlot() throws SQLException {
    try {
      return CdcPosition.lsnOf(
          text(
              "SELECT lsn FROM pg_create_logical_replication_slot('"
                  + settings.slot()
                  + "', 'pgoutput')"));
    } catch (SQLException e) {
      throw slotError(e);
    }
  }

  private ConnectException slotError(SQLException e) {
    boolean full = SqlErrors.state(e).equals("53400");
    return new ConnectException(
        full ? ErrorCategory.CONFIGURATION : SqlErrors.category(e),
        "cannot make the replication slot "
            + settings.slot()
            + ": "
            + SqlErrors.describe(e)
            + (full ? "; raise max_replication_slots, or drop slots that nobody reads" : ""),
        e);
  }

  /** Drops the slot if it is there. */
  void dropSlot() throws SQLException {
    execute(
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '"
            + settings.slot()
            + "'");
  }

  /** Drops the publication if it is there. */
  void dropPublication() throws SQLException {
    execute("DROP PUBLICATION IF EXISTS " + TableName.quote(settings.publication()));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String text(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private static ConnectException problem(String message) {
    return new ConnectException(ErrorCategory.CONFIGURATION, message);
  }
}
