// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.http.view.ConnectorSnapshot;
import org.apache.iggy.connector.connect.http.view.RuntimeOperations;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.runtime.PartitionProgress;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorListener;

/**
 * The metrics of a runtime under the Rust runtime's names, and some more.
 *
 * <p>Times come in as a listener of the runtime; counters and gauges are read from the runtime when
 * somebody asks for the metrics. Thread-safe.
 */
public final class ConnectMetrics implements ConnectorListener {
  /** What Prometheus text is served as. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** The Rust runtime's bounds. */
  private static final Duration[] STAGE_BOUNDS = {
    Duration.ofNanos(50_000),
    Duration.ofNanos(100_000),
    Duration.ofNanos(250_000),
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private static final Duration[] LATENCY_BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(30),
    Duration.ofHours(2)
  };

  private static final String TOTAL_STAGE = "total";

  private record TimedStage(ConnectorId connector, String stage) {}

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<TimedStage, Timer> stages = new ConcurrentHashMap<>();
  private final Map<ConnectorId, Timer> latencies = new ConcurrentHashMap<>();
  private final Map<ConnectorId, CounterMeters> counters = new ConcurrentHashMap<>();
  private final MultiGauge lag;
  private final MultiGauge status;
  private volatile List<ConnectorSnapshot> connectors = List.of();

  /** Metrics of a runtime that has done nothing yet. */
  public ConnectMetrics() {
    registry.config().namingConvention(new UpstreamNames());
    lag =
        MultiGauge.builder("iggy.connector.lag.messages")
            .description("Messages of a partition that a sink has not written yet")
            .register(registry);
    status =
        MultiGauge.builder("iggy.connector.status")
            .description("1 for the status that a connector has")
            .register(registry);
    for (ConnectorType type : ConnectorType.values()) {
      String name = "iggy.connectors." + type + "s";
      Gauge.builder(name + ".total", () -> count(type, false))
          .description("Total configured " + type + " connectors")
          .register(registry);
      Gauge.builder(name + ".running", () -> count(type, true))
          .description("Connectors of type " + type + " that are running")
          .register(registry);
    }
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
  }

  private long count(ConnectorType type, boolean onlyRunning) {
    return connectors.stream()
        .filter(connector -> connector.id().type() == type)
        .filter(connector -> !onlyRunning || connector.status() == ConnectorStatus.RUNNING)
        .count();
  }

  @Override
  public void timed(ConnectorId connector, Stage stage, long nanos) {
    stage(connector, label(stage)).record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void completed(ConnectorId connector, long nanos) {
    stage(connector, TOTAL_STAGE).record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void latency(ConnectorId connector, long micros) {
    latencies
        .computeIfAbsent(connector, this::latencyTimer)
        .record(Math.max(0, micros), TimeUnit.MICROSECONDS);
  }

  @Override
  public void removed(ConnectorId connector) {
    stages
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = entry.getKey().connector().equals(connector);
              if (gone) {
                registry.remove(entry.getValue());
              }
              return gone;
            });
    Timer latency = latencies.remove(connector);
    if (latency != null) {
      registry.remove(latency);
    }
  }

  /** The Rust runtime's name of a stage where it has one. */
  private static String label(Stage stage) {
    return switch (stage) {
      case TRANSFORM -> "prepare";
      case WRITE -> "ffi";
      case SEND -> "iggy_send";
      case STATE -> "state_save";
      default -> stage.toString();
    };
  }

  private Timer stage(ConnectorId connector, String stage) {
    return stages.computeIfAbsent(
        new TimedStage(connector, stage),
        key ->
            Timer.builder("iggy.connector.stage.duration")
                .description("Per-batch processing stage duration in seconds")
                .tags(tags(connector).and("stage", stage))
                .serviceLevelObjectives(STAGE_BOUNDS)
                .register(registry));
  }

  private Timer latencyTimer(ConnectorId connector) {
    return Timer.builder("iggy.connector.end.to.end.latency")
        .description("Age of a batch's last message when a sink had written it")
        .tags(tags(connector))
        .serviceLevelObjectives(LATENCY_BOUNDS)
        .register(registry);
  }

  static Tags tags(ConnectorId connector) {
    return Tags.of("connector_key", connector.key(), "connector_type", connector.type().toString());
  }

  /** All metrics of the runtime at this moment, in Prometheus' text format. */
  public synchronized String scrape(RuntimeOperations runtime) {
    connectors = runtime.connectors();
    Set<ConnectorId> present = new HashSet<>();
    List<MultiGauge.Row<?>> lags = new ArrayList<>();
    List<MultiGauge.Row<?>> statuses = new ArrayList<>();
    for (ConnectorSnapshot connector : connectors) {
      ConnectorId id = connector.id();
      present.add(id);
      counters
          .computeIfAbsent(id, added -> new CounterMeters(added, registry))
          .update(connector.counters());
      statuses.add(
          MultiGauge.Row.of(tags(id).and("status", connector.status().toString()), () -> 1));
      connector.partitions().forEach(progress -> lags.add(lagOf(id, progress)));
    }
    status.register(statuses, true);
    lag.register(lags, true);
    counters
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !present.contains(entry.getKey());
              if (gone) {
                entry.getValue().remove();
              }
              return gone;
            });
    return registry.scrape();
  }

  private static MultiGauge.Row<?> lagOf(ConnectorId id, PartitionProgress progress) {
    Tags tags =
        tags(id)
            .and("stream", progress.stream())
            .and("topic", progress.topic())
            .and("partition_id", Long.toString(progress.partition()));
    return MultiGauge.Row.of(tags, progress::lag);
  }
}
