// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ScheduledFuture;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.ConnectorInfo;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.SinkBatch;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.postgres.SqlErrors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes messages into a table of PostgreSQL: as they are, or field by field.
 *
 * <p>At least once, and once where the table has a key: see {@code
 * docs/connectors/postgres-sink.md}.
 */
public final class PostgresSink implements SinkConnector {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresSink.class);

  /** A commit waits for the disk, which is worth it for some thousand rows. */
  private static final int PREFERRED_BATCH_LENGTH = 10_000;

  private SinkSettings settings;
  private ConnectionPool pool;
  private WriteDeadline deadline;
  private BatchWriter writer;

  /** Creates one that is not configured yet. */
  public PostgresSink() {}

  @Override
  public ConnectorInfo info() {
    return new ConnectorInfo(
        "postgres", "PostgreSQL", "Writes messages into a table of PostgreSQL.");
  }

  @Override
  public ConfigSpec spec() {
    return SinkKeys.SPEC;
  }

  @Override
  public void configure(Config config) {
    settings = SinkSettings.of(config);
  }

  @Override
  public int preferredBatchLength() {
    return PREFERRED_BATCH_LENGTH;
  }

  @Override
  public void verify() {
    try (ConnectionPool connections = ConnectionPool.open("postgres-sink-verify", settings);
        Connection connection = connections.connection()) {
      TargetCheck.run(connection, settings);
    } catch (SQLException e) {
      throw SqlErrors.toConnectException("cannot use " + settings, e);
    }
  }

  @Override
  public void start(ConnectorContext context) {
    Codec json = context.codec(Schema.JSON);
    deadline = new WriteDeadline(settings.writeTimeout());
    String name = context.connectorKey() + "-" + context.task();
    try {
      pool = ConnectionPool.open(name, settings);
      try (Connection connection = pool.connection()) {
        TargetTable table = openTable(connection);
        writer = writer(table, json, context);
      }
    } catch (SQLException e) {
      throw SqlErrors.toConnectException("cannot use " + settings, e);
    }
  }

  private TargetTable openTable(Connection connection) throws SQLException {
    TableDefinition definition = new TableDefinition(settings);
    if (settings.autoCreateTable()) {
      if (TargetTable.find(connection, settings.table()).isEmpty()) {
        definition.create(connection);
      }
    }
    return TargetTable.find(connection, settings.table())
        .orElseThrow(
            () ->
                new ConnectException(
                    ErrorCategory.CONFIGURATION,
                    "there is no table "
                        + settings.table()
                        + "; set auto_create_table = true, or create it: "
                        + definition.sql()));
  }

  private BatchWriter writer(TargetTable table, Codec json, ConnectorContext context) {
    return switch (settings.mode()) {
      case PAYLOAD -> PayloadTable.writer(table, settings, json, context);
      case COLUMNS -> new ColumnsWriter(table, settings, json, context);
    };
  }

  @Override
  public void write(SinkBatch batch) throws SQLException {
    if (batch.size() == 0) {
      return;
    }
    Rejections rejections = new Rejections();
    long start = System.nanoTime();
    try (Connection connection = pool.connection()) {
      write(connection, batch, rejections);
    } catch (SQLException e) {
      throw SqlErrors.toConnectException("cannot write to " + settings, e);
    }
    log(batch, rejections, System.nanoTime() - start);
    rejections.throwIfAny();
  }

  private void write(Connection connection, SinkBatch batch, Rejections rejections)
      throws SQLException {
    ScheduledFuture<?> watch = deadline.watch(connection);
    try {
      writer.write(connection, batch, rejections);
    } catch (SQLException | RuntimeException e) {
      pool.evict(connection);
      throw e;
    } finally {
      watch.cancel(false);
    }
  }

  private void log(SinkBatch batch, Rejections rejections, long nanos) {
    LOG.atLevel(settings.isVerbose() ? Level.INFO : Level.DEBUG)
        .log(
            "{} of {} records of {}/{}/{} are in {} after {} µs",
            batch.size() - rejections.size(),
            batch.size(),
            batch.stream(),
            batch.topic(),
            batch.partition(),
            settings.table(),
            nanos / 1_000);
  }

  @Override
  public void stop() {
    if (deadline != null) {
      deadline.close();
    }
    if (pool != null) {
      pool.close();
    }
  }
}
