// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.http.metrics.ActivityHistory;
import org.apache.iggy.connector.connect.http.metrics.ProcessFigures;
import org.apache.iggy.connector.connect.http.view.ConnectorSnapshot;
import org.apache.iggy.connector.connect.http.view.RuntimeStatus;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.runtime.monitor.CounterValues;

/** Writes the runtime's figures; those of {@code /stats} as the Rust runtime has them. */
final class StatsBodies {
  private static final Pattern SEMANTIC_VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)(-.*)?");

  private StatsBodies() {}

  static ObjectNode stats(
      RuntimeStatus runtime, List<ConnectorSnapshot> connectors, ProcessFigures process) {
    ObjectNode body = ApiJson.object();
    body.put("connectors_runtime_version", runtime.version());
    numericVersion(runtime.version())
        .ifPresent(version -> body.put("connectors_runtime_version_semver", version));
    body.put("process_id", ProcessHandle.current().pid());
    body.put("cpu_usage", process.cpuPercent());
    body.put("total_cpu_usage", process.totalCpuPercent());
    body.put("memory_usage", process.memoryBytes());
    body.put("total_memory", process.totalMemoryBytes());
    body.put("available_memory", process.availableMemoryBytes());
    long nowMicros = EpochMicros.of(Instant.now());
    body.put("run_time", Math.max(0, nowMicros - runtime.startedAtMicros()));
    body.put("start_time", runtime.startedAtMicros());
    for (ConnectorType type : List.of(ConnectorType.SOURCE, ConnectorType.SINK)) {
      List<ConnectorSnapshot> ofType =
          connectors.stream().filter(connector -> connector.id().type() == type).toList();
      body.put(type + "s_total", ofType.size());
      body.put(
          type + "s_running",
          ofType.stream().filter(each -> each.status() == ConnectorStatus.RUNNING).count());
    }
    ArrayNode list = body.putArray("connectors");
    connectors.forEach(connector -> list.add(connector(connector)));
    return body;
  }

  private static ObjectNode connector(ConnectorSnapshot connector) {
    ObjectNode body = ApiJson.object();
    body.put("key", connector.id().key());
    body.put("name", connector.name());
    body.put("connector_type", connector.id().type().toString());
    body.put("version", connector.pluginVersion());
    numericVersion(connector.pluginVersion())
        .ifPresent(version -> body.put("version_semver", version));
    body.put("status", connector.status().toString());
    body.put("enabled", connector.enabled());
    CounterValues counters = connector.counters();
    if (connector.id().type() == ConnectorType.SOURCE) {
      body.put("messages_produced", counters.produced());
      body.put("messages_sent", counters.sent());
    } else {
      body.put("messages_consumed", counters.consumed());
      body.put("messages_processed", counters.processed());
      body.put("messages_missing", counters.missing());
    }
    body.put("messages_filtered", counters.filtered());
    body.put("messages_skipped", counters.skipped());
    body.put("errors", counters.errors());
    body.put("retries", counters.retries());
    body.put("dead_letters", counters.deadLetters());
    body.put("task_restarts", counters.restarts());
    connector.lagMessages().ifPresent(lag -> body.put("lag", lag));
    return body;
  }

  /** 1.2.3 as 1002003. */
  static OptionalLong numericVersion(String version) {
    Matcher parts = SEMANTIC_VERSION.matcher(version);
    if (!parts.matches()) {
      return OptionalLong.empty();
    }
    long number = 0;
    for (int i = 1; i <= 3; i++) {
      number = number * 1_000 + Long.parseLong(parts.group(i));
    }
    return OptionalLong.of(number);
  }

  static ObjectNode history(ActivityHistory.Span span) {
    ObjectNode body = ApiJson.object();
    body.put("interval_millis", ActivityHistory.INTERVAL_MILLIS);
    body.put("first", span.first());
    body.put("next", span.next());
    ArrayNode list = body.putArray("connectors");
    span.points()
        .forEach(
            (id, points) -> {
              ObjectNode series = list.addObject();
              series.put("key", id.key());
              series.put("connector_type", id.type().toString());
              put(
                  series,
                  "messages_per_second",
                  points,
                  point -> tenths(point.messagesPerSecond()));
              put(series, "errors_per_second", points, point -> tenths(point.errorsPerSecond()));
              put(
                  series,
                  "lag",
                  points,
                  point ->
                      point.lagMessages().isEmpty()
                          ? null
                          : (double) point.lagMessages().getAsLong());
            });
    return body;
  }

  private static void put(
      ObjectNode series,
      String name,
      List<ActivityHistory.Point> points,
      Function<ActivityHistory.Point, Double> value) {
    ArrayNode values = series.putArray(name);
    points.forEach(point -> values.add(point == null ? null : value.apply(point)));
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
