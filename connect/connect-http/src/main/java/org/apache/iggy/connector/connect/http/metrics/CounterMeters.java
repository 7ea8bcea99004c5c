// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.runtime.monitor.CounterValues;

/** The counters of one connector, as they were last read from the runtime. */
final class CounterMeters {
  private final MeterRegistry registry;
  private final List<FunctionCounter> meters = new ArrayList<>();
  private volatile CounterValues values;

  CounterMeters(ConnectorId connector, MeterRegistry registry) {
    this.registry = registry;
    if (connector.type() == ConnectorType.SOURCE) {
      add(connector, "messages.produced", "Messages received from source", CounterValues::produced);
      add(connector, "messages.sent", "Messages sent to Iggy", CounterValues::sent);
    } else {
      add(connector, "messages.consumed", "Messages consumed from Iggy", CounterValues::consumed);
      add(connector, "messages.processed", "Messages written by sink", CounterValues::processed);
      add(
          connector,
          "messages.missing",
          "Messages that were gone from the topic before they were read",
          CounterValues::missing);
    }
    add(connector, "messages.filtered", "Messages dropped by transforms", CounterValues::filtered);
    add(connector, "messages.skipped", "Messages left out after errors", CounterValues::skipped);
    add(connector, "errors", "Errors encountered", CounterValues::errors);
    add(connector, "retries", "Attempts after a failed one", CounterValues::retries);
    add(
        connector,
        "dead.letters",
        "Messages sent to the dead-letter topic",
        CounterValues::deadLetters);
    add(connector, "task.restarts", "Starts of tasks after the first", CounterValues::restarts);
  }

  private void add(
      ConnectorId connector, String name, String description, ToLongFunction<CounterValues> value) {
    meters.add(
        FunctionCounter.builder(
                "iggy.connector." + name,
                this,
                counters -> counters.values == null ? 0 : value.applyAsLong(counters.values))
            .description(description)
            .tags(ConnectMetrics.tags(connector))
            .register(registry));
  }

  void update(CounterValues latest) {
    values = latest;
  }

  void remove() {
    meters.forEach(registry::remove);
  }
}
