// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import io.debezium.connector.postgresql.PostgresConnectorTask;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * Debezium's PostgreSQL connector, driven through the interface it has for Kafka Connect's workers:
 * records are pulled out of its bounded queue, and it learns of a position only when it is safe.
 *
 * <p>What is between that interface and a caller in Debezium's embedded engine (threads, an offset
 * store, a worker's configuration) would only have to be undone here.
 *
 * <p>Debezium is never told where in a transaction to go on: it would search for the place in the
 * log by heuristics. It is given the end of a commit, from which the server sends whole
 * transactions.
 */
final class DebeziumTask {
  private static final long STOP_SECONDS = 10;

  private final Map<String, String> configuration;
  private final Offsets offsets = new Offsets();
  private final PostgresConnectorTask task;

  DebeziumTask(Map<String, String> configuration) throws Exception {
    this.configuration = configuration;
    this.task = isolated(PostgresConnectorTask::new);
  }

  /**
   * Connects.
   *
   * @param commitLsn the end of the commit to go on behind; null for a snapshot first, which makes
   *     the slot
   */
  void start(Long commitLsn) throws Exception {
    offsets.startBehind(commitLsn);
    isolated(
        () -> {
          task.initialize(new Context());
          task.start(configuration);
          return null;
        });
  }

  /** The records there are, after a wait of some milliseconds at most. */
  List<SourceRecord> poll() throws Exception {
    return isolated(task::poll);
  }

  /** Lets the server forget everything up to the end of a commit; sent with the next poll. */
  void confirm(long commitLsn) throws Exception {
    offsets.confirm(commitLsn);
    isolated(
        () -> {
          task.commit();
          return null;
        });
  }

  /**
   * Lets go of everything, within a few seconds; tells the server what was confirmed last.
   *
   * <p>Takes what is in the queue meanwhile: a thread that waits for room there would not end.
   */
  void stop() throws Exception {
    FutureTask<Void> stopping =
        new FutureTask<>(
            () ->
                isolated(
                    () -> {
                      task.stop();
                      return null;
                    }));
    Thread thread = new Thread(stopping, "iggy-postgres-cdc-stop");
    thread.setDaemon(true);
    thread.start();
    while (!stopping.isDone()) {
      try {
        isolated(task::doPoll);
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        stopping.get(STOP_SECONDS, TimeUnit.SECONDS); // Nothing is in the queue but an error.
      }
    }
    stopping.get();
  }

  /** Debezium and Kafka look for their parts with the thread's class loader. */
  private static <T> T isolated(Callable<T> call) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(DebeziumTask.class.getClassLoader());
    try {
      return call.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private final class Context implements SourceTaskContext {
    @Override
    public Map<String, String> configs() {
      return configuration;
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
      return offsets;
    }

    @Override
    public PluginMetrics pluginMetrics() {
      throw new UnsupportedOperationException("there are no metrics of Kafka here");
    }
  }

  /** What Debezium reads as its stored offset: first where to start, then what is safe. */
  private static final class Offsets implements OffsetStorageReader {
    private volatile Map<String, Object> offset;

    void startBehind(Long commitLsn) {
      // Without lsn_proc and lsn_commit it asks the server for this place and filters nothing.
      offset = commitLsn == null ? null : Map.of("lsn", commitLsn);
    }

    void confirm(long commitLsn) {
      offset = Map.of("lsn", commitLsn, "lsn_proc", commitLsn, "lsn_commit", commitLsn);
    }

    @Override
    public <T> Map<String, Object> offset(Map<String, T> partition) {
      return offset;
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(
        Collection<Map<String, T>> partitions) {
      Map<Map<String, T>, Map<String, Object>> all = new HashMap<>();
      partitions.forEach(partition -> all.put(partition, offset));
      return all;
    }
  }
}
