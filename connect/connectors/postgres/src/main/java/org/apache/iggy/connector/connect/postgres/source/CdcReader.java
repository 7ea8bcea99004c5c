// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.SourceBatch;
import org.apache.iggy.connector.connect.postgres.SqlErrors;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the write-ahead log: a snapshot of the tables, then their changes in the order of the
 * commits.
 *
 * <p>The server keeps its log for the replication slot up to the last commit that was confirmed,
 * which is one whose messages are in Iggy and whose position is durable here. After an error or a
 * restart everything behind that commit is read again, and what was handed on is left out.
 */
final class CdcReader implements Reader {
  private static final Logger LOG = LoggerFactory.getLogger(CdcReader.class);
  private static final int MAX_UNACKNOWLEDGED = 4;

  /** PostgreSQL 18 leaves out the changes of a publication that is gone, and goes on. */
  private static final long PUBLICATION_CHECK_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final CdcSettings settings;
  private final ConnectorContext context;
  private final Deque<CdcPosition> unacknowledged = new ArrayDeque<>();
  private CdcPosition position;
  private long confirmedLsn;

  /** Holds the claim on the slot. */
  private Connection guard;

  private Publication publication;
  private long publicationSeenNanos;
  private DebeziumTask task;
  private ChangeStream stream;

  CdcReader(CdcSettings settings, ConnectorContext context) {
    this.settings = settings;
    this.context = context;
  }

  @Override
  public void verify() throws SQLException {
    try (Connection connection = Sessions.open(settings.database())) {
      new ReplicationSetup(connection, settings).check();
    }
  }

  @Override
  public void start() throws Exception {
    position = context.state().map(SourceState::readCdc).orElse(null);
    startTask();
  }

  private void startTask() throws Exception {
    guard = Sessions.open(settings.database());
    try {
      ReplicationSetup setup = new ReplicationSetup(guard, settings);
      List<SourceTable> tables = setup.check();
      setup.slot().claim();
      ReplicationSlot.State slot = setup.slot().find();
      setup.slot().checkFree(slot);
      publication = setup.publication();
      checkPosition(slot);
      publication.create(tables);
      if (position == null || !position.snapshotDone()) {
        startAnew(setup.slot(), slot);
      }
      publicationSeenNanos = System.nanoTime();
      run(setup.server(), tables);
    } catch (SQLException e) {
      dropTask();
      throw SqlErrors.toConnectException("cannot follow " + settings.database(), e);
    } catch (ConnectException e) {
      dropTask();
      throw e;
    }
  }

  /** Forgets a position behind which changes are missing, where that is what the user wants. */
  private void checkPosition(ReplicationSlot.State slot) throws SQLException {
    String lost = position == null || !position.snapshotDone() ? null : lost(slot);
    if (lost == null) {
      return;
    }
    if (!settings.snapshotWhenLost() && !(slot == null && settings.dropOnStop())) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          lost
              + ": changes may be lost. Reset the connector's state, or set on_slot_lost ="
              + " \"snapshot\", to read the tables anew");
    }
    context.warn(lost + ": the tables are read anew");
    position = null;
  }

  /** Makes what is missing, and a position of which the slot has all that is behind it. */
  private void startAnew(ReplicationSlot slot, ReplicationSlot.State found) throws SQLException {
    if (settings.snapshot()) {
      // A snapshot fits a slot only from the moment the slot was made.
      if (found != null) {
        slot.drop();
      }
      position = CdcPosition.inSnapshot(settings.slot());
    } else if (found == null || found.isInvalidated()) {
      slot.drop();
      position = CdcPosition.behind(settings.slot(), slot.create());
    } else {
      position = CdcPosition.behind(settings.slot(), found.confirmedLsn());
    }
  }

  /** Why not everything behind the position is there to be read; null when it is. */
  private String lost(ReplicationSlot.State slot) throws SQLException {
    if (!position.slot().equals(settings.slot())) {
      return "the state is of the replication slot " + position.slot();
    }
    String name = "the replication slot " + settings.slot();
    if (slot == null) {
      return name + " is gone";
    }
    if (slot.isInvalidated()) {
      return name + " was invalidated by the server (max_slot_wal_keep_size)";
    }
    if (slot.confirmedLsn() > position.commitLsn()) {
      return name
          + " stands at "
          + CdcPosition.lsnText(slot.confirmedLsn())
          + ", past the position "
          + CdcPosition.lsnText(position.commitLsn())
          + " of the state";
    }
    return publication.exists() ? null : publicationGone();
  }

  private String publicationGone() {
    return "the publication " + settings.publication() + " is gone";
  }

  private void run(ReplicationSetup.Server server, List<SourceTable> tables) throws Exception {
    String absent = "iggy-untouched-" + UUID.randomUUID();
    ConnectValues values = new ConnectValues(context.codec(Schema.JSON), absent);
    String origin = server.systemId() + "/" + server.database();
    ChangeRecords records =
        new ChangeRecords(context.codec(Schema.JSON), values, settings, tables, origin);
    stream = new ChangeStream(records, position);
    DebeziumTask started =
        new DebeziumTask(DebeziumConfiguration.of(settings, tables, server.version(), absent));
    task = started;
    try {
      started.start(position.snapshotDone() ? position.commitLsn() : null);
    } catch (Exception e) {
      throw DebeziumErrors.translate(e, settings);
    }
  }

  @Override
  public SourceBatch poll(long timeoutMillis) throws Exception {
    if (task == null) {
      startTask();
    }
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    try {
      requirePublication();
      do {
        List<SourceRecord> given = task.poll();
        List<ConnectRecord> records = given == null ? List.of() : stream.accept(given);
        if (!records.isEmpty() || !stream.position().equals(position)) {
          return batch(records);
        }
      } while (System.nanoTime() < end && !context.isStopping());
      return SourceBatch.empty();
    } catch (Exception e) {
      dropTask();
      throw DebeziumErrors.translate(e, settings);
    }
  }

  private void requirePublication() throws SQLException {
    long now = System.nanoTime();
    if (now - publicationSeenNanos < PUBLICATION_CHECK_NANOS) {
      return;
    }
    if (!publication.exists()) {
      // The next start decides what follows.
      throw new ConnectException(ErrorCategory.TRANSIENT, publicationGone());
    }
    publicationSeenNanos = now;
  }

  private SourceBatch batch(List<ConnectRecord> records) {
    position = stream.position();
    unacknowledged.add(position);
    return new SourceBatch(records, SourceState.of(position));
  }

  @Override
  public void acknowledged(SourceBatch batch) throws Exception {
    if (batch.isEmpty()) {
      return;
    }
    CdcPosition durable = unacknowledged.remove();
    if (durable.snapshotDone() && durable.commitLsn() > confirmedLsn && task != null) {
      task.confirm(durable.commitLsn());
      confirmedLsn = durable.commitLsn();
    }
  }

  @Override
  public int maxUnacknowledgedBatches() {
    return MAX_UNACKNOWLEDGED;
  }

  private void dropTask() {
    DebeziumTask failed = task;
    task = null;
    confirmedLsn = 0;
    if (failed != null) {
      try {
        failed.stop();
      } catch (Exception e) {
        LOG.debug("Debezium's task did not end cleanly", e);
      }
    }
    closeGuard();
  }

  private void closeGuard() {
    Connection closed = guard;
    guard = null;
    if (closed != null) {
      try {
        closed.close();
      } catch (SQLException e) {
        LOG.debug("a connection did not close cleanly", e);
      }
    }
  }

  @Override
  public void stop() throws Exception {
    dropTask();
    if (settings.dropOnStop() && position != null) {
      try (Connection connection = Sessions.open(settings.database())) {
        ReplicationSetup setup = new ReplicationSetup(connection, settings);
        setup.slot().drop();
        setup.publication().drop();
      }
    }
  }
}
