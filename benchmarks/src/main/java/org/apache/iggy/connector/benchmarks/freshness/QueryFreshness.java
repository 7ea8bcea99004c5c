// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.freshness;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.iggy.connector.benchmarks.comparison.Latencies;
import org.apache.iggy.connector.benchmarks.server.BenchmarkTopic;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinot;
import org.apache.pinot.spi.config.table.TableType;
import org.apache.pinot.spi.data.FieldSpec.DataType;
import org.apache.pinot.spi.data.Schema;
import org.apache.pinot.spi.utils.builder.TableConfigBuilder;

/**
 * From before an event is sent to a query in a loop counting it, one event at a time, with gaps
 * exponential in length.
 */
final class QueryFreshness {
  private static final double MEAN_GAP_MILLIS = 50;
  private static final double MAX_GAP_MILLIS = 2_000;

  /**
   * Until then the query is interpreted or being compiled by the JVM, at several times its cost.
   */
  private static final int WARM_UP_QUERIES = 20_000;

  /** Events sent before one after the other, for the same reason. */
  private static final int WARM_UP_ROWS = 20_000;

  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final int warmUpEvents;
  private final int events;

  QueryFreshness(int warmUpEvents, int events) {
    this.warmUpEvents = warmUpEvents;
    this.events = events;
  }

  /** Measures it on a topic that is empty, through a stream of these settings. */
  Latencies measure(BenchmarkTopic topic, Map<String, String> streamSettings) {
    Map<String, String> settings = new HashMap<>(streamSettings);
    settings.put("stream.iggy.consumer.prop.auto.offset.reset", "smallest");
    Schema schema =
        new Schema.SchemaBuilder()
            .setSchemaName("events")
            .addSingleValueDimension("id", DataType.LONG)
            .addSingleValueDimension("action", DataType.STRING)
            .build();
    TableConfigBuilder config =
        new TableConfigBuilder(TableType.REALTIME)
            .setTableName("events")
            .setStreamConfigs(settings);
    try (EmbeddedPinot pinot = EmbeddedPinot.start();
        BenchmarkTopic.Sender sender = topic.sender()) {
      pinot.createTable(schema, config.build());
      return measure(pinot, sender);
    }
  }

  private Latencies measure(EmbeddedPinot pinot, BenchmarkTopic.Sender sender) {
    for (int i = 0; i < WARM_UP_ROWS; i++) {
      sender.send(i);
    }
    awaitRows(pinot, WARM_UP_ROWS, System.nanoTime() + DEADLINE_NANOS);
    for (int i = 0; i < WARM_UP_QUERIES; i++) {
      countRows(pinot);
    }
    Latencies latencies = new Latencies();
    Random random = new Random(1);
    for (int i = 0; i < warmUpEvents + events; i++) {
      double gapMillis = -MEAN_GAP_MILLIS * Math.log(1 - random.nextDouble());
      pause((long) (Math.min(MAX_GAP_MILLIS, gapMillis) * 1e6));
      long sent = System.nanoTime();
      sender.send(WARM_UP_ROWS + i);
      awaitRows(pinot, WARM_UP_ROWS + i + 1, sent + DEADLINE_NANOS);
      if (i >= warmUpEvents) {
        latencies.add(System.nanoTime() - sent);
      }
    }
    return latencies;
  }

  private static void awaitRows(EmbeddedPinot pinot, long rows, long deadlineNanos) {
    while (countRows(pinot) < rows) {
      if (System.nanoTime() > deadlineNanos) {
        throw new IllegalStateException("row " + rows + " did not appear");
      }
    }
  }

  private static long countRows(EmbeddedPinot pinot) {
    return pinot.query("SELECT COUNT(*) FROM events").longAt(0, 0);
  }

  private static void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
