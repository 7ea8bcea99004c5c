// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.iggy.connector.connect.config.ConfigurationChange;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.config.LoadedConfiguration;
import org.apache.iggy.connector.connect.config.Redaction;
import org.apache.iggy.connector.connect.runtime.ConnectRuntime;
import org.apache.iggy.connector.connect.runtime.ConnectorReport;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorListener;
import org.apache.iggy.connector.connect.runtime.monitor.CounterValues;

/**
 * Tells who watches a runtime what connectors do: when one starts, stops or fails, and every few
 * seconds how many messages those have moved that have moved any.
 */
final class RunProgress implements AutoCloseable {
  private static final int INTERVAL_SECONDS = 10;

  private final PrintWriter err;
  private final Redaction redaction;
  private final Map<ConnectorId, Long> moved = new LinkedHashMap<>();
  private final ScheduledExecutorService thread;
  private ScheduledFuture<?> reports;

  RunProgress(PrintWriter err, Redaction redaction) {
    this.err = err;
    this.redaction = redaction;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread reporter = new Thread(task, "progress");
              reporter.setDaemon(true);
              return reporter;
            });
  }

  /** Says what is going to run. */
  void describe(LoadedConfiguration configuration) {
    configuration.connectors().connectors().forEach(settings -> say(described(settings)));
    if (configuration.connectors().connectors().isEmpty()) {
      say("No connector is configured yet.");
    }
  }

  /** Reports from now on. */
  void start(ConnectRuntime runtime) {
    reports =
        thread.scheduleAtFixedRate(
            () -> runtime.connectors().forEach(this::report),
            INTERVAL_SECONDS,
            INTERVAL_SECONDS,
            TimeUnit.SECONDS);
  }

  private static String described(ConnectorSettings settings) {
    StringBuilder topics = new StringBuilder();
    settings
        .streams()
        .forEach(
            stream ->
                stream
                    .topics()
                    .forEach(
                        topic ->
                            topics
                                .append(topics.isEmpty() ? "" : ", ")
                                .append(stream.stream())
                                .append('/')
                                .append(topic)));
    boolean sink = settings.type() == ConnectorType.SINK;
    String way = sink ? topics + " -> " + settings.plugin() : settings.plugin() + " -> " + topics;
    return settings.id() + ": " + way + (settings.enabled() ? "" : " (not enabled)");
  }

  /** Is told of what happens. */
  ConnectorListener listener() {
    return new ConnectorListener() {
      @Override
      public void statusChanged(ConnectorId connector, ConnectorStatus status) {
        say(connector + ": " + status);
      }
    };
  }

  /** Says what has changed in the configuration. */
  void changed(ConfigurationChange change) {
    change.added().forEach(settings -> say("New: " + described(settings)));
    change.changed().forEach(settings -> say("Changed: " + described(settings)));
    change.removed().forEach(id -> say("Removed: " + id));
    change.now().rejected().forEach(rejected -> say("Not usable: " + rejected.message()));
  }

  private void report(ConnectorReport connector) {
    CounterValues counters = connector.counters();
    boolean sink = connector.id().type() == ConnectorType.SINK;
    long now = sink ? counters.processed() : counters.sent();
    long before = moved.getOrDefault(connector.id(), 0L);
    moved.put(connector.id(), now);
    if (now == before && connector.lastError().isEmpty()) {
      return;
    }
    StringBuilder line = new StringBuilder(connector.id() + ": ");
    line.append(Amount.count(now, "message"))
        .append(sink ? " written" : " sent")
        .append(" (")
        .append(Amount.count((now - before) / INTERVAL_SECONDS))
        .append("/s)");
    if (sink && !connector.partitions().isEmpty()) {
      line.append(", ").append(Amount.count(connector.lag())).append(" behind");
    }
    append(line, counters.retries(), "retries");
    append(line, counters.skipped(), "skipped");
    append(line, counters.deadLetters(), "dead letters");
    connector.lastError().ifPresent(error -> line.append("; last error: ").append(error.message()));
    say(line.toString());
  }

  private static void append(StringBuilder line, long count, String what) {
    if (count > 0) {
      line.append(", ").append(Amount.count(count)).append(' ').append(what);
    }
  }

  /** Writes a line; several threads do. */
  synchronized void say(String line) {
    err.println(redaction.redact(line));
    err.flush();
  }

  @Override
  public void close() {
    if (reports != null) {
      reports.cancel(false);
    }
    thread.shutdownNow();
  }
}
