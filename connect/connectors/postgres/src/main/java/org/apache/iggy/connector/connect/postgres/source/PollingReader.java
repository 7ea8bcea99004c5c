// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.SourceBatch;
import org.apache.iggy.connector.connect.postgres.SqlErrors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Selects new rows, table after table: a batch has rows of one table. A table that had less than a
 * full page rests for the poll interval; one with a backlog is read on at once.
 */
final class PollingReader implements Reader {
  private static final Logger LOG = LoggerFactory.getLogger(PollingReader.class);
  private static final long MAX_ROUND_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long PAUSE_MILLIS = 50;
  private static final int MAX_UNACKNOWLEDGED = 2;

  /** Frees what a round holds when the runtime does not ask on; the next poll starts another. */
  private static final String IDLE_LIMIT = "SET idle_in_transaction_session_timeout = '60s'";

  private final PollingSettings settings;
  private final ConnectorContext context;
  private final Map<PolledTable, Long> dueNanos = new LinkedHashMap<>();
  private final Deque<ReleasedRows> unacknowledged = new ArrayDeque<>();
  private final List<ReleasedRows> toRelease = new ArrayList<>();
  private Connection connection;
  private PolledTable current;
  private long roundStartNanos;

  PollingReader(PollingSettings settings, ConnectorContext context) {
    this.settings = settings;
    this.context = context;
  }

  @Override
  public void verify() throws SQLException {
    try (Connection tried = Sessions.open(settings.database())) {
      for (SourceTable table : SourceTable.findAll(tried, settings.tables())) {
        new TableQuery(table, settings);
      }
    }
  }

  @Override
  public void start() throws SQLException {
    PollingState state = context.state().map(PollingState::read).orElse(PollingState.NEW);
    RowRecords records = new RowRecords(settings, context.codec(Schema.JSON));
    try {
      for (SourceTable table : SourceTable.findAll(connection(), settings.tables())) {
        TableCursor cursor = state.cursor(table.configured());
        PolledTable polled = new PolledTable(table, settings, records, cursor);
        dueNanos.put(polled, System.nanoTime());
        List<TablePage.ReadRow> rows = state.released(table.configured());
        if (!rows.isEmpty() && settings.isQueue()) {
          toRelease.add(new ReleasedRows(polled, rows));
        }
      }
    } catch (SQLException e) {
      throw failed("cannot look up the tables", e);
    }
  }

  @Override
  public SourceBatch poll(long timeoutMillis) throws Exception {
    release();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    while (true) {
      PolledTable table = nextDue();
      if (table != null) {
        SourceBatch batch = read(table);
        if (!batch.isEmpty()) {
          return batch;
        }
      } else if (System.nanoTime() >= end || context.isStopping()) {
        return SourceBatch.empty();
      } else {
        TimeUnit.MILLISECONDS.sleep(pauseMillis(end));
      }
    }
  }

  /** The table that waits longest, but first the one whose backlog is being read. */
  private PolledTable nextDue() {
    if (current != null) {
      return current;
    }
    long now = System.nanoTime();
    return dueNanos.entrySet().stream()
        .filter(entry -> entry.getValue() - now <= 0)
        .min((a, b) -> Long.compare(a.getValue() - now, b.getValue() - now))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  private long pauseMillis(long end) {
    long now = System.nanoTime();
    long next = dueNanos.values().stream().mapToLong(due -> due - now).min().orElse(Long.MAX_VALUE);
    long millis = TimeUnit.NANOSECONDS.toMillis(Math.min(next, end - now)) + 1;
    return Math.max(1, Math.min(millis, PAUSE_MILLIS));
  }

  private SourceBatch read(PolledTable table) throws SQLException {
    TablePage page;
    try {
      page = readPage(table);
    } catch (SQLException e) {
      throw failed("cannot read " + table.name(), e);
    }
    long now = System.nanoTime();
    dueNanos.put(table, page.hasMore() ? now : now + settings.interval().toNanos());
    boolean mayStay = page.hasMore() && now - roundStartNanos < MAX_ROUND_NANOS;
    current = mayStay && !settings.isQueue() ? table : null;
    if (current == null) {
      endRound(table);
    }
    if (page.records().isEmpty()) {
      return SourceBatch.empty();
    }
    ReleasedRows rows =
        new ReleasedRows(table, settings.isQueue() ? List.copyOf(page.rows()) : List.of());
    unacknowledged.add(rows);
    return new SourceBatch(List.copyOf(page.records()), state());
  }

  /** A server may have ended a round that was not asked on for long; that is no error. */
  private TablePage readPage(PolledTable table) throws SQLException {
    boolean wasInRound = table.isInRound();
    if (!wasInRound) {
      roundStartNanos = System.nanoTime();
    }
    try {
      return table.read(connection());
    } catch (SQLException e) {
      if (!wasInRound) {
        throw e;
      }
      LOG.debug("the transaction that reads {} has ended: starting another", table.name(), e);
      disconnect();
      return table.read(connection());
    }
  }

  private byte[] state() {
    PollingState state = PollingState.NEW;
    for (PolledTable table : dueNanos.keySet()) {
      state = state.with(table.name(), table.cursor());
    }
    for (ReleasedRows rows : unacknowledged) {
      state = state.withReleased(rows.table().name(), rows.rows());
    }
    return state.toBytes();
  }

  @Override
  public void acknowledged(SourceBatch batch) {
    if (batch.isEmpty()) {
      return;
    }
    ReleasedRows rows = unacknowledged.remove();
    if (!rows.rows().isEmpty()) {
      toRelease.add(rows);
      try {
        release();
      } catch (Exception e) {
        // They are in Iggy and in the state: the next poll tries again before it reads.
        context.warn("rows that are in Iggy were not deleted or marked yet: " + e.getMessage());
      }
    }
  }

  /** Deletes or marks the rows that are in Iggy. */
  private void release() throws SQLException {
    while (!toRelease.isEmpty()) {
      ReleasedRows rows = toRelease.get(0);
      try {
        rows.release(connection());
      } catch (SQLException e) {
        throw failed("cannot delete or mark rows of " + rows.table().name(), e);
      }
      toRelease.remove(0);
    }
  }

  private Connection connection() throws SQLException {
    if (connection == null) {
      connection = Sessions.open(settings.database());
      try (Statement statement = connection.createStatement()) {
        statement.execute(IDLE_LIMIT);
      }
    }
    return connection;
  }

  private void endRound(PolledTable table) throws SQLException {
    table.endRound();
    if (connection != null && !connection.getAutoCommit()) {
      try {
        connection.commit();
        connection.setAutoCommit(true);
      } catch (SQLException e) {
        LOG.debug("a transaction that only read did not end cleanly", e);
        disconnect();
      }
    }
  }

  private RuntimeException failed(String what, SQLException error) {
    disconnect();
    return SqlErrors.toConnectException(what, error);
  }

  private void disconnect() {
    dueNanos.keySet().forEach(PolledTable::endRound);
    current = null;
    Connection closed = connection;
    connection = null;
    if (closed != null) {
      try {
        closed.close();
      } catch (SQLException e) {
        LOG.debug("a broken connection did not close cleanly", e);
      }
    }
  }

  @Override
  public int maxUnacknowledgedBatches() {
    // A queue's rows are read again until they are deleted or marked.
    return settings.isQueue() ? 1 : MAX_UNACKNOWLEDGED;
  }

  @Override
  public void stop() {
    disconnect();
  }
}
