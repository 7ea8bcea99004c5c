// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.config.ConfigProblem;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.config.ConnectorVersion;
import org.apache.iggy.connector.connect.http.view.ConnectorSnapshot;
import org.apache.iggy.connector.connect.http.view.DeadLetterCounts;
import org.apache.iggy.connector.connect.http.view.OperationException;
import org.apache.iggy.connector.connect.http.view.OperationException.Reason;
import org.apache.iggy.connector.connect.http.view.PositionReset;
import org.apache.iggy.connector.connect.http.view.RuntimeOperations;
import org.apache.iggy.connector.connect.http.view.RuntimeStatus;
import org.apache.iggy.connector.connect.http.view.SourceProgress;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.runtime.PartitionProgress;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.apache.iggy.connector.connect.runtime.monitor.CounterValues;
import org.apache.iggy.connector.connect.runtime.monitor.DeadLetterCause;
import org.apache.iggy.connector.connect.runtime.monitor.ErrorEvent;
import org.apache.iggy.connector.connect.runtime.monitor.RecordSample;

/**
 * A runtime that moves nothing: for what the API makes of states that a real one is seldom in, and
 * for pages that look the same each time.
 */
final class InMemoryRuntime implements RuntimeOperations {
  static final ConnectorId ORDERS = new ConnectorId(ConnectorType.SINK, "orders");
  static final ConnectorId AUDIT = new ConnectorId(ConnectorType.SINK, "audit");
  static final ConnectorId RANDOM = new ConnectorId(ConnectorType.SOURCE, "random");
  static final ConnectorId BROKEN = new ConnectorId(ConnectorType.SOURCE, "broken");

  private static final long START_MICROS = 1_790_000_000_000_000L;
  private static final String START_FAILURE =
      "cannot connect to db.example:5432: connection refused; check plugin_config.connection_string";

  private static final class Entry {
    final TreeMap<Long, ConnectorVersion> versions = new TreeMap<>();
    final int number;
    long active;
    ConnectorStatus status = ConnectorStatus.RUNNING;
    CounterValues counters = new CounterValues(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    Optional<ErrorEvent> failure = Optional.empty();

    Entry(int number) {
      this.number = number;
    }

    Map<String, Object> values() {
      return versions.get(active).values();
    }

    boolean enabled() {
      return !Boolean.FALSE.equals(values().get("enabled"));
    }
  }

  private final Map<ConnectorId, Entry> entries = new TreeMap<>();
  private final Map<ConnectorId, PositionReset> resets = new HashMap<>();
  private List<String> notReady = List.of();

  /** Two sinks, one of them disabled, and two sources, one of them failed. */
  static InMemoryRuntime typical() {
    InMemoryRuntime runtime = new InMemoryRuntime();
    runtime.createConfig(ORDERS, ordersConfig());
    runtime.createConfig(AUDIT, sinkConfig("Audit trail", "stdout", false));
    runtime.createConfig(RANDOM, sourceConfig("Random events", "random"));
    runtime.createConfig(BROKEN, sourceConfig("Customers", "postgres"));
    Entry orders = runtime.entries.get(ORDERS);
    orders.counters = new CounterValues(0, 0, 120_000, 119_500, 300, 12, 8, 0, 4, 0, 1);
    runtime.entries.get(RANDOM).counters =
        new CounterValues(5_000, 5_000, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    Entry broken = runtime.entries.get(BROKEN);
    broken.status = ConnectorStatus.ERROR;
    broken.failure = Optional.of(error(Stage.START, START_FAILURE, Optional.empty()));
    return runtime;
  }

  static Map<String, Object> ordersConfig() {
    Map<String, Object> config = sinkConfig("Orders to PostgreSQL", "postgres", true);
    Map<String, Object> transforms = new LinkedHashMap<>();
    transforms.put(
        "add_fields", Map.of("enabled", true, "fields", List.of(Map.of("key", "region"))));
    transforms.put("delete_fields", Map.of("enabled", true, "fields", List.of("password")));
    config.put("transforms", transforms);
    Map<String, Object> plugin = new LinkedHashMap<>();
    plugin.put("connection_string", "postgresql://app:***@db.example/shop");
    plugin.put("target_table", "orders");
    plugin.put("batch_size", 500L);
    config.put("plugin_config", plugin);
    config.put("plugin_config_format", "json");
    return config;
  }

  static Map<String, Object> sinkConfig(String name, String path, boolean enabled) {
    Map<String, Object> stream = new LinkedHashMap<>();
    stream.put("stream", "shop");
    stream.put("topics", List.of("orders"));
    stream.put("schema", "json");
    return config(name, path, enabled, stream);
  }

  static Map<String, Object> sourceConfig(String name, String path) {
    return config(name, path, true, Map.of("stream", "shop", "topic", "events", "schema", "json"));
  }

  private static Map<String, Object> config(
      String name, String path, boolean enabled, Map<String, Object> stream) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("enabled", enabled);
    config.put("name", name);
    config.put("path", path);
    config.put("streams", List.of(stream));
    return config;
  }

  /** Lets each connector that runs do a second's work. */
  synchronized void work(int messages, int errors) {
    for (Map.Entry<ConnectorId, Entry> each : entries.entrySet()) {
      Entry entry = each.getValue();
      if (entry.status == ConnectorStatus.RUNNING) {
        CounterValues now = entry.counters;
        boolean sink = each.getKey().type() == ConnectorType.SINK;
        entry.counters =
            new CounterValues(
                now.produced() + (sink ? 0 : messages),
                now.sent() + (sink ? 0 : messages),
                now.consumed() + (sink ? messages : 0),
                now.processed() + (sink ? messages : 0),
                now.filtered(),
                now.errors() + (sink ? errors : 0),
                now.retries(),
                now.skipped(),
                now.deadLetters(),
                now.missing(),
                now.restarts());
      }
    }
  }

  synchronized void setNotReady(String... reasons) {
    notReady = List.of(reasons);
  }

  synchronized Optional<PositionReset> resetOf(ConnectorId id) {
    return Optional.ofNullable(resets.get(id));
  }

  @Override
  public synchronized RuntimeStatus status() {
    return new RuntimeStatus("0.1.0-SNAPSHOT", START_MICROS, notReady);
  }

  @Override
  public synchronized List<ConnectorSnapshot> connectors() {
    return entries.entrySet().stream()
        .map(each -> snapshot(each.getKey(), each.getValue()))
        .toList();
  }

  private ConnectorSnapshot snapshot(ConnectorId id, Entry entry) {
    return new ConnectorSnapshot(
        id,
        entry.number,
        String.valueOf(entry.values().get("name")),
        String.valueOf(entry.values().get("path")),
        "0.1.0",
        Optional.ofNullable((String) entry.values().get("plugin_config_format")),
        entry.enabled(),
        entry.status,
        entry.failure,
        entry.counters,
        id.type() == ConnectorType.SINK ? partitions(entry) : List.of());
  }

  private static List<PartitionProgress> partitions(Entry entry) {
    return List.of(
        new PartitionProgress("shop", "orders", 0, 60_000, 60_000 + lag(entry)),
        new PartitionProgress("shop", "orders", 1, -1, -1));
  }

  private static long lag(Entry entry) {
    return Math.max(0, 121_000 - entry.counters.consumed());
  }

  @Override
  public synchronized List<ConnectorVersion> configs(ConnectorId id) {
    return List.copyOf(require(id).versions.values());
  }

  @Override
  public synchronized Optional<ConnectorVersion> activeConfig(ConnectorId id) {
    Entry entry = require(id);
    return Optional.of(entry.versions.get(entry.active));
  }

  @Override
  public synchronized ConnectorVersion createConfig(ConnectorId id, Map<String, Object> document) {
    List<ConfigProblem> problems = validate(id, document);
    if (problems.stream().anyMatch(ConfigProblem::isError)) {
      throw new OperationException(problems);
    }
    boolean isNew = !entries.containsKey(id);
    Entry entry = entries.computeIfAbsent(id, added -> new Entry(entries.size() + 1));
    long version = isNew ? 0 : entry.versions.lastKey() + 1;
    ConnectorVersion created =
        new ConnectorVersion(id, version, Optional.of(Instant.EPOCH), "memory", document);
    entry.versions.put(version, created);
    if (isNew) {
      entry.active = version;
      entry.status = entry.enabled() ? ConnectorStatus.RUNNING : ConnectorStatus.STOPPED;
    }
    return created;
  }

  @Override
  public synchronized void activateConfig(ConnectorId id, long version) {
    Entry entry = require(id);
    requireVersion(entry, id, version);
    entry.active = version;
  }

  @Override
  public synchronized void deleteConfig(ConnectorId id, OptionalLong version) {
    Entry entry = require(id);
    long deleted = version.orElse(entry.active);
    requireVersion(entry, id, deleted);
    entry.versions.remove(deleted);
    if (entry.versions.isEmpty()) {
      entries.remove(id);
    } else if (deleted == entry.active) {
      entry.active = entry.versions.lastKey();
    }
  }

  private static void requireVersion(Entry entry, ConnectorId id, long version) {
    if (!entry.versions.containsKey(version)) {
      throw new OperationException(
          Reason.VERSION_NOT_FOUND, id + " has no configuration of version " + version);
    }
  }

  @Override
  public synchronized void deleteConnector(ConnectorId id) {
    require(id);
    entries.remove(id);
  }

  @Override
  public List<ConfigProblem> validate(ConnectorId id, Map<String, Object> document) {
    List<ConfigProblem> problems = new ArrayList<>();
    for (String name : List.of("name", "path")) {
      if (!(document.get(name) instanceof String)) {
        problems.add(new ConfigProblem(name, "is required"));
      }
    }
    if (!(document.get("streams") instanceof List<?> streams)
        || streams.isEmpty()
        || !streams.stream().allMatch(Map.class::isInstance)) {
      problems.add(new ConfigProblem("streams", "must have at least one table"));
    }
    return problems;
  }

  @Override
  public synchronized void restart(ConnectorId id) {
    Entry entry = require(id);
    if (!entry.enabled()) {
      throw new OperationException(
          Reason.CONFLICT, id + " is disabled: set enabled = true in its configuration");
    }
    if (id.equals(BROKEN)) {
      throw new OperationException(Reason.START_FAILED, START_FAILURE);
    }
    entry.status = ConnectorStatus.RUNNING;
  }

  @Override
  public synchronized void pause(ConnectorId id) {
    change(id, ConnectorStatus.PAUSED);
  }

  @Override
  public synchronized void resume(ConnectorId id) {
    change(id, ConnectorStatus.RUNNING);
  }

  private void change(ConnectorId id, ConnectorStatus status) {
    Entry entry = require(id);
    if (entry.status != ConnectorStatus.RUNNING && entry.status != ConnectorStatus.PAUSED) {
      throw new OperationException(Reason.CONFLICT, id + " does not run; it is " + entry.status);
    }
    entry.status = status;
  }

  @Override
  public synchronized void stop(ConnectorId id) {
    require(id).status = ConnectorStatus.STOPPED;
  }

  @Override
  public synchronized List<PartitionProgress> positions(ConnectorId id) {
    return partitions(require(id));
  }

  @Override
  public synchronized SourceProgress sourceState(ConnectorId id) {
    require(id);
    return new SourceProgress(
        48, Optional.of(START_MICROS), Optional.of(Map.of("produced", 5_000)));
  }

  @Override
  public synchronized void resetPosition(ConnectorId id, PositionReset reset) {
    if (require(id).status != ConnectorStatus.STOPPED) {
      throw new OperationException(Reason.CONFLICT, "stop " + id + " first");
    }
    if (id.type() == ConnectorType.SOURCE && reset.target() != PositionReset.Target.EARLIEST) {
      throw new OperationException(
          Reason.NOT_SUPPORTED, "a source can only start at the beginning: use earliest");
    }
    resets.put(id, reset);
  }

  @Override
  public synchronized DeadLetterCounts deadLetters(ConnectorId id) {
    require(id);
    return id.equals(ORDERS)
        ? new DeadLetterCounts(
            Optional.of("shop"),
            Optional.of("orders_dead"),
            4,
            List.of(new DeadLetterCause(Stage.DECODE, "CodecException", 4)))
        : new DeadLetterCounts(Optional.empty(), Optional.empty(), 0, List.of());
  }

  @Override
  public synchronized List<ErrorEvent> recentErrors(ConnectorId id) {
    Entry entry = require(id);
    if (!id.equals(ORDERS)) {
      return entry.failure.stream().toList();
    }
    return List.of(
        error(
            Stage.DECODE,
            "line 1, column 14: expected a comma between fields",
            Optional.of(new Coordinates("shop", "orders", 0, 59_812, START_MICROS, 77))),
        new ErrorEvent(
            Instant.parse("2026-11-21T21:59:04Z"),
            0,
            Stage.WRITE,
            Optional.empty(),
            Optional.empty(),
            "the server is slow: a batch of 500 took 2.3 s",
            Optional.empty(),
            1,
            "none"));
  }

  private static ErrorEvent error(Stage stage, String message, Optional<Coordinates> origin) {
    return new ErrorEvent(
        Instant.parse("2026-11-21T22:00:00Z"),
        0,
        stage,
        Optional.of(ErrorCategory.PERMANENT),
        Optional.of("CodecException"),
        message,
        origin,
        1,
        "dead_letter");
  }

  @Override
  public synchronized List<RecordSample> samples(ConnectorId id) {
    require(id);
    if (!id.equals(ORDERS)) {
      return List.of();
    }
    Coordinates origin = new Coordinates("shop", "orders", 0, 60_000, START_MICROS, 78);
    return List.of(
        new RecordSample(
            Instant.parse("2026-11-21T22:00:01Z"),
            Optional.of(origin),
            List.of(
                step("input", "{\"id\":7,\"user\":\"ada\",\"password\":\"x\"}"),
                step(
                    "add_fields",
                    "{\"id\":7,\"user\":\"ada\",\"password\":\"x\",\"region\":\"eu\"}"),
                step("delete_fields", "{\"id\":7,\"user\":\"ada\",\"region\":\"eu\"}"))),
        new RecordSample(
            Instant.parse("2026-11-21T22:00:00Z"),
            Optional.of(origin),
            List.of(
                step("input", "{\"markup\":\"<img src=x onerror=document.title=1>\"}"),
                new RecordSample.Step("add_fields", Optional.empty(), "dropped"))));
  }

  private static RecordSample.Step step(String name, String payload) {
    return new RecordSample.Step(name, Optional.of("json"), payload);
  }

  private Entry require(ConnectorId id) {
    Entry entry = entries.get(id);
    if (entry == null) {
      throw new OperationException(Reason.CONNECTOR_NOT_FOUND, "there is no " + id);
    }
    return entry;
  }
}
