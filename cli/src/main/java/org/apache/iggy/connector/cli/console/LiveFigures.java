// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Looks at the table once a second and remembers the last two minutes. Thread-safe. */
final class LiveFigures implements AutoCloseable {
  static final int INTERVAL_MILLIS = 1_000;
  private static final int HISTORY_SAMPLES = 120;

  private final ConsoleBackend backend;
  private final ScheduledExecutorService scheduler;
  private final Deque<LiveSample> history = new ArrayDeque<>();
  private TableFigures latest;
  private long latestNanos;
  private String failure;

  /**
   * What the console shows now.
   *
   * @param figures the latest look at the table; empty before the first
   * @param failure why the latest look failed, if it did
   * @param history the oldest point first
   */
  record Snapshot(
      Optional<TableFigures> figures, Optional<String> failure, List<LiveSample> history) {}

  LiveFigures(ConsoleBackend backend) {
    this.backend = backend;
    scheduler =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "console-figures");
              thread.setDaemon(true);
              return thread;
            });
  }

  void start() {
    ScheduledFuture<?> unused =
        scheduler.scheduleAtFixedRate(this::sample, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Looks at the table; a failure is kept to be shown, and the next look may succeed. */
  void sample() {
    try {
      TableFigures figures = backend.figures();
      record(figures, System.nanoTime());
    } catch (RuntimeException e) {
      recordFailure(e);
    }
  }

  private synchronized void record(TableFigures figures, long nowNanos) {
    if (latest != null) {
      history.add(LiveSample.following(latest, figures, nowNanos - latestNanos));
    }
    if (history.size() > HISTORY_SAMPLES) {
      history.remove();
    }
    latest = figures;
    latestNanos = nowNanos;
    failure = null;
  }

  private synchronized void recordFailure(RuntimeException e) {
    failure = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  synchronized Snapshot snapshot() {
    return new Snapshot(
        Optional.ofNullable(latest), Optional.ofNullable(failure), List.copyOf(history));
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
