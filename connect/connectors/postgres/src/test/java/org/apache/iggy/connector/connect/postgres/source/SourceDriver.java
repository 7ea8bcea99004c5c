// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.SourceBatch;
import org.apache.iggy.connector.connect.testkit.TestConnectorContext;

/**
 * Drives a source as the runtime does: polls, keeps the state of what was acknowledged, and can be
 * stopped or lost and started again from that state.
 */
final class SourceDriver {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long POLL_MILLIS = 100;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final Map<String, Object> config;
  private PostgresSourceConnector connector;
  private TestConnectorContext context;
  private byte[] state;

  SourceDriver(Map<String, Object> config) {
    this(config, null);
  }

  SourceDriver(Map<String, Object> config, byte[] state) {
    this.config = new HashMap<>(config);
    this.state = state;
  }

  /** Changes a key for the next start. */
  SourceDriver with(String key, Object value) {
    config.put(key, value);
    return this;
  }

  PostgresSourceConnector connector() {
    return connector;
  }

  List<String> warnings() {
    return context.warnings();
  }

  Map<String, Object> config() {
    return config;
  }

  byte[] state() {
    return state;
  }

  /** Starts an instance from the last durable state. */
  SourceDriver start() throws Exception {
    connector = new PostgresSourceConnector();
    connector.configure(connector.spec().read(config).orThrow());
    context = TestConnectorContext.withState(state);
    connector.start(context);
    return this;
  }

  /** Starts it, trying again as the runtime does while the error may pass. */
  SourceDriver startPatiently() throws Exception {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (true) {
      try {
        return start();
      } catch (ConnectException e) {
        connector.stop();
        if (e.category() != ErrorCategory.TRANSIENT || System.nanoTime() > end) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  void stop() throws Exception {
    if (connector != null) {
      connector.stop();
      connector = null;
    }
  }

  /** One poll whose batch is not acknowledged yet. */
  SourceBatch poll() throws Exception {
    return connector.poll(POLL_MILLIS);
  }

  /** Makes a batch's state durable and tells the source. */
  void acknowledge(SourceBatch batch) throws Exception {
    if (batch.state() != null) {
      state = batch.state();
    }
    connector.acknowledged(batch);
  }

  /** Polls and acknowledges until there are this many records. */
  List<ConnectRecord> take(int count) throws Exception {
    List<ConnectRecord> records = new ArrayList<>();
    long end = System.nanoTime() + LIMIT_NANOS;
    while (records.size() < count) {
      if (System.nanoTime() > end) {
        throw new AssertionError("only " + records.size() + " of " + count + " records came");
      }
      SourceBatch batch = poll();
      records.addAll(batch.records());
      acknowledge(batch);
    }
    return records;
  }

  /** As {@link #take}, riding out errors that may pass. */
  List<ConnectRecord> takePatiently(int count) throws Exception {
    List<ConnectRecord> records = new ArrayList<>();
    long end = System.nanoTime() + LIMIT_NANOS;
    while (records.size() < count && System.nanoTime() < end) {
      try {
        SourceBatch batch = poll();
        records.addAll(batch.records());
        acknowledge(batch);
      } catch (ConnectException e) {
        if (e.category() != ErrorCategory.TRANSIENT) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    return records;
  }

  /** Polls through errors that may pass until there is one that does not. */
  ConnectException failureThatStays() throws Exception {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (System.nanoTime() < end) {
      try {
        acknowledge(poll());
      } catch (ConnectException e) {
        if (e.category() != ErrorCategory.TRANSIENT) {
          return e;
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new AssertionError("no error stays");
  }

  /** Polls until nothing comes for a while; for what must not come, put something behind it. */
  List<ConnectRecord> drain() throws Exception {
    List<ConnectRecord> records = new ArrayList<>();
    int empty = 0;
    while (empty < 3) {
      SourceBatch batch = poll();
      empty = batch.records().isEmpty() ? empty + 1 : 0;
      records.addAll(batch.records());
      acknowledge(batch);
    }
    return records;
  }

  /** Polls until a poll passes, which gives nothing. */
  List<ConnectRecord> takePatientlyNothing() throws Exception {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (true) {
      try {
        return poll().records();
      } catch (ConnectException e) {
        if (e.category() != ErrorCategory.TRANSIENT || System.nanoTime() > end) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  /** What JSON holds, its decimals exact. */
  static Object json(byte[] json) {
    try {
      return JSON.readValue(json, Object.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fields of a message, through its bytes. */
  @SuppressWarnings("unchecked") // JSON objects have text keys.
  static Map<String, Object> fields(ConnectRecord record) {
    return (Map<String, Object>) json(record.payload().bytes());
  }

  /** The row that a message carries. */
  @SuppressWarnings("unchecked") // JSON objects have text keys.
  static Map<String, Object> data(ConnectRecord record) {
    return (Map<String, Object>) fields(record).get("data");
  }

  /** A column of each message's row. */
  static List<Object> column(List<ConnectRecord> records, String name) {
    List<Object> values = new ArrayList<>();
    records.forEach(record -> values.add(data(record).get(name)));
    return values;
  }

  static List<Object> operations(List<ConnectRecord> records) {
    List<Object> values = new ArrayList<>();
    records.forEach(record -> values.add(fields(record).get("operation_type")));
    return values;
  }
}
