// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.monitor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What is known of one connector's past: its counters, its last errors and samples of its records.
 * It lives as long as the connector is configured, whatever becomes of its tasks. Thread-safe.
 */
public final class ConnectorJournal {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectorJournal.class);
  private static final int MOST_ERRORS = 50;
  private static final int MOST_SAMPLES = 10;

  private final ConnectorId connector;
  private final ConnectorListener listener;
  private final ConnectorCounters counters = new ConnectorCounters();
  private final Deque<ErrorEvent> errors = new ArrayDeque<>();
  private final Deque<RecordSample> samples = new ArrayDeque<>();
  private final Map<Cause, Long> deadLetters = new LinkedHashMap<>();
  private final RepeatedFailures repeated = new RepeatedFailures();
  private volatile ErrorEvent lastError;

  /** An empty journal that tells this listener. */
  public ConnectorJournal(ConnectorId connector, ConnectorListener listener) {
    this.connector = connector;
    this.listener = listener;
  }

  /** Whose journal it is. */
  public ConnectorId connector() {
    return connector;
  }

  /** The counters. */
  public ConnectorCounters counters() {
    return counters;
  }

  /** Keeps an error, counts it and logs it, unless many alike were logged just now. */
  public void failed(ErrorEvent error) {
    counters.error();
    OptionalLong leftOut = repeated.count(error);
    LOG.atLevel(leftOut.isPresent() ? Level.WARN : Level.DEBUG)
        .log(
            "{} (task {}): {} failed, attempt {}, {}: {}{}{}",
            connector,
            error.task(),
            error.stage(),
            error.attempt(),
            error.consequence(),
            error.message(),
            error.origin().map(origin -> " (" + origin + ")").orElse(""),
            leftOut.orElse(0) == 0 ? "" : "; " + leftOut.getAsLong() + " more like it before");
    keep(error);
    tell(() -> listener.failed(connector, error));
  }

  /** Keeps a warning, which is no failure, and logs it. */
  public void warned(ErrorEvent warning) {
    LOG.warn("{} (task {}): {}", connector, warning.task(), warning.message());
    keep(warning);
  }

  private void keep(ErrorEvent event) {
    synchronized (errors) {
      if (errors.size() == MOST_ERRORS) {
        errors.removeFirst();
      }
      errors.addLast(event);
    }
    if (event.category().isPresent()) {
      lastError = event;
    }
  }

  /** The last error since the connector was started; empty when it had none. */
  public Optional<ErrorEvent> lastError() {
    return Optional.ofNullable(lastError);
  }

  /** Somebody has started the connector: what failed before is history. */
  public void clearLastError() {
    lastError = null;
  }

  /** The last errors and warnings, the newest first. */
  public List<ErrorEvent> recentErrors() {
    synchronized (errors) {
      return newestFirst(errors);
    }
  }

  /** Keeps a sample. */
  public void sampled(RecordSample sample) {
    synchronized (samples) {
      if (samples.size() == MOST_SAMPLES) {
        samples.removeFirst();
      }
      samples.addLast(sample);
    }
  }

  /** The last samples, the newest first. */
  public List<RecordSample> samples() {
    synchronized (samples) {
      return newestFirst(samples);
    }
  }

  private static <T> List<T> newestFirst(Deque<T> oldestFirst) {
    List<T> reversed = new ArrayList<>(oldestFirst);
    Collections.reverse(reversed);
    return Collections.unmodifiableList(reversed);
  }

  /** A record has gone to the dead letters. */
  public void deadLettered(Stage stage, Throwable failure) {
    counters.deadLetters(1);
    synchronized (deadLetters) {
      deadLetters.merge(new Cause(stage, failure.getClass().getName()), 1L, Long::sum);
    }
  }

  /** The dead letters by their causes. */
  public List<DeadLetterCause> deadLetterCauses() {
    synchronized (deadLetters) {
      return deadLetters.entrySet().stream()
          .map(e -> new DeadLetterCause(e.getKey().stage(), e.getKey().errorClass(), e.getValue()))
          .toList();
    }
  }

  private record Cause(Stage stage, String errorClass) {}

  /** A batch has gone through a stage. */
  public void timed(Stage stage, long nanos) {
    tell(() -> listener.timed(connector, stage, nanos));
  }

  /** A batch is done. */
  public void completed(long nanos) {
    tell(() -> listener.completed(connector, nanos));
  }

  /** How old a sink's batch was when it was written. */
  public void latency(long micros) {
    tell(() -> listener.latency(connector, micros));
  }

  /** The connector's status has changed. */
  public void statusChanged(ConnectorStatus status) {
    LOG.info("{}: {}", connector, status);
    tell(() -> listener.statusChanged(connector, status));
  }

  private void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.warn("{}: a listener failed", connector, e);
    }
  }
}
