// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.postgres.SqlErrors;

/** The replication slot: from where on the server keeps its log for one reader. */
final class ReplicationSlot {
  private static final String FIND =
      "SELECT plugin, database, active_pid, confirmed_flush_lsn, wal_status"
          + " FROM pg_replication_slots WHERE slot_name = ?";

  private final Catalog catalog;
  private final CdcSettings settings;

  ReplicationSlot(Catalog catalog, CdcSettings settings) {
    this.catalog = catalog;
    this.settings = settings;
  }

  /** What there is of it. */
  record State(long confirmedLsn, Integer activePid, boolean isInvalidated) {}

  /**
   * Looks it up.
   *
   * @return null when there is none
   */
  State find() throws SQLException {
    try (PreparedStatement statement = catalog.connection().prepareStatement(FIND)) {
      statement.setString(1, settings.slot());
      try (ResultSet result = statement.executeQuery()) {
        if (!result.next()) {
          return null;
        }
        check(result.getString(1), result.getString(2));
        String confirmed = result.getString(4);
        int pid = result.getInt(3);
        return new State(
            confirmed == null ? 0 : CdcPosition.lsnOf(confirmed),
            pid == 0 ? null : pid,
            "lost".equals(result.getString(5)));
      }
    }
  }

  private void check(String plugin, String database) throws SQLException {
    if (!"pgoutput".equals(plugin)) {
      throw ReplicationSetup.problem(
          "the replication slot "
              + settings.slot()
              + " is of "
              + (plugin == null ? "physical replication" : "the plugin " + plugin)
              + ", and CDC needs pgoutput: name another replication_slot, or drop it when nobody"
              + " needs it: SELECT pg_drop_replication_slot('"
              + settings.slot()
              + "')");
    }
    String own = catalog.text("SELECT current_database()");
    if (!own.equals(database)) {
      throw ReplicationSetup.problem(
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
   * Claims it for this session: while the snapshot is read nobody is seen to use it.
   *
   * @throws ConnectException of category TRANSIENT while another connector has it; one that was
   *     killed loses it at once
   */
  void claim() throws SQLException {
    String claim = "SELECT pg_try_advisory_lock(hashtextextended('iggy-connect ' || ?, 0))";
    try (PreparedStatement statement = catalog.connection().prepareStatement(claim)) {
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

  /** Refuses one that somebody reads; a connector that was killed lets go of it soon. */
  void checkFree(State slot) {
    if (slot != null && slot.activePid() != null) {
      throw inUse("the server's process " + slot.activePid());
    }
  }

  /**
   * Makes it.
   *
   * @return the place in the log from which on it has all changes
   */
  long create() throws SQLException {
    try {
      return CdcPosition.lsnOf(
          catalog.text(
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

  /** Drops it if it is there. */
  void drop() throws SQLException {
    catalog.execute(
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '"
            + settings.slot()
            + "'");
  }
}
