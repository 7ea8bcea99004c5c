// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.iggy.connector.benchmarks.comparison.Round;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinot;
import org.apache.iggy.connector.pinot.embedded.EmbeddedTable;
import org.apache.iggy.connector.pinot.embedded.PartitionStatus;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.config.table.TableType;
import org.apache.pinot.spi.data.DateTimeFieldSpec;
import org.apache.pinot.spi.data.Schema;
import org.apache.pinot.spi.utils.builder.TableConfigBuilder;

/**
 * Fills a new table of a new embedded Pinot once, and measures how fast.
 *
 * <p>The clock runs from the first tenth of the rows to the last look before the end, so that
 * neither connecting nor the interval between looks counts. All rows are one consuming segment, and
 * no index but Pinot's defaults is made. The table is counted at the end.
 */
final class IngestRound {
  private static final String TABLE = "events";
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final EventSet events;
  private final long rows;

  /** A round of so many rows in all partitions together. */
  IngestRound(EventSet events, long rows) {
    this.events = events;
    this.rows = rows;
  }

  /**
   * Runs it for a contestant.
   *
   * @throws IllegalStateException when rows are missing in the end, or too many
   */
  Round run(IngestContestant contestant) {
    try (EmbeddedPinot pinot = EmbeddedPinot.start()) {
      EmbeddedTable table = pinot.createTable(schema(), config(contestant.streamSettings()));
      Round round = measure(table);
      table.awaitRows(rows, DEADLINE);
      long counted = pinot.query("SELECT COUNT(*) FROM " + TABLE).longAt(0, 0);
      if (counted != rows) {
        throw new IllegalStateException(
            contestant.name() + " made " + counted + " rows of " + rows + " messages");
      }
      return round;
    }
  }

  private Round measure(EmbeddedTable table) {
    long deadlineNanos = System.nanoTime() + DEADLINE.toNanos();
    long started = look(table, rows / 10, deadlineNanos);
    long startNanos = System.nanoTime();
    long startCpu = Round.processCpuNanos();
    Round round = null;
    while (true) {
      long consumed = look(table, started + 1, deadlineNanos);
      if (consumed >= rows && round != null) {
        return round;
      }
      round =
          new Round(
              consumed - started,
              System.nanoTime() - startNanos,
              Round.processCpuNanos() - startCpu);
    }
  }

  /** Looks until at least so many messages are consumed; returns how many are. */
  private static long look(EmbeddedTable table, long messages, long deadlineNanos) {
    while (true) {
      LockSupport.parkNanos(LOOK_NANOS);
      long consumed = 0;
      for (PartitionStatus partition : table.partitions()) {
        consumed += Long.parseLong(partition.nextOffset());
      }
      if (consumed >= messages) {
        return consumed;
      }
      if (System.nanoTime() > deadlineNanos) {
        throw new IllegalStateException("only " + consumed + " messages: " + table.partitions());
      }
    }
  }

  private Schema schema() {
    Schema schema = events.schema();
    schema.setSchemaName(TABLE);
    return schema;
  }

  private TableConfig config(Map<String, String> streamSettings) {
    Map<String, String> stream = new HashMap<>(streamSettings);
    stream.put("realtime.segment.flush.threshold.rows", Long.toString(rows * 2));
    String prefix = "stream." + stream.get("streamType");
    stream.put(prefix + ".consumer.prop.auto.offset.reset", "smallest");
    TableConfigBuilder config =
        new TableConfigBuilder(TableType.REALTIME).setTableName(TABLE).setStreamConfigs(stream);
    events.schema().getDateTimeFieldSpecs().stream()
        .findFirst()
        .map(DateTimeFieldSpec::getName)
        .ifPresent(config::setTimeColumnName);
    return config.build();
  }
}
