// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.metrics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.http.view.ConnectorSnapshot;
import org.apache.iggy.connector.connect.http.view.RuntimeOperations;
import org.apache.iggy.connector.connect.runtime.monitor.CounterValues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each connector did in each of the last seconds, for charts. Thread-safe. */
public final class ActivityHistory implements AutoCloseable {
  /** Time between two points. */
  public static final int INTERVAL_MILLIS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(ActivityHistory.class);
  private static final int MOST_POINTS = 300;

  /**
   * A connector in one interval.
   *
   * @param messagesPerSecond written by a sink, sent by a source
   * @param errorsPerSecond errors of any kind
   * @param lagMessages at its end; empty for a source
   */
  public record Point(double messagesPerSecond, double errorsPerSecond, OptionalLong lagMessages) {}

  /**
   * The points from one number up to another.
   *
   * @param first number of the first point
   * @param next number of the point that comes next
   * @param points by connector, each as long as the span; null where there was no such connector
   */
  public record Span(long first, long next, Map<ConnectorId, List<Point>> points) {}

  private record Seen(CounterValues counters, long atNanos) {}

  private final RuntimeOperations runtime;
  private final Deque<Map<ConnectorId, Point>> points = new ArrayDeque<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "connect-history");
            thread.setDaemon(true);
            return thread;
          });
  private Map<ConnectorId, Seen> seen = Map.of();
  private long next;

  /** A history that is empty and grows once it is started. */
  public ActivityHistory(RuntimeOperations runtime) {
    this.runtime = runtime;
  }

  /** Begins to watch. */
  public void start() {
    // Nothing waits for it: it ends with the clock, and what it throws is logged.
    ScheduledFuture<?> unused =
        clock.scheduleAtFixedRate(this::observe, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void observe() {
    try {
      add(runtime.connectors(), System.nanoTime());
    } catch (RuntimeException e) {
      // An exception would end the schedule; the next second may be better.
      LOG.warn("no figures for the charts: {}", e.toString());
    }
  }

  /** Takes the connectors as they are at this time. */
  synchronized void add(List<ConnectorSnapshot> connectors, long nowNanos) {
    Map<ConnectorId, Seen> nowSeen = new TreeMap<>();
    Map<ConnectorId, Point> point = new HashMap<>();
    for (ConnectorSnapshot connector : connectors) {
      Seen now = new Seen(connector.counters(), nowNanos);
      nowSeen.put(connector.id(), now);
      Seen before = seen.get(connector.id());
      if (before != null) {
        point.put(connector.id(), pointOf(connector, before, now));
      }
    }
    seen = nowSeen;
    if (points.size() == MOST_POINTS) {
      points.removeFirst();
    }
    points.addLast(point);
    next++;
  }

  private static Point pointOf(ConnectorSnapshot connector, Seen before, Seen now) {
    double seconds = Math.max(1, now.atNanos() - before.atNanos()) / 1e9;
    long messages = moved(connector.id().type(), now) - moved(connector.id().type(), before);
    long errors = now.counters().errors() - before.counters().errors();
    // A connector that was deleted and made again counts from zero.
    return new Point(
        Math.max(0, messages) / seconds, Math.max(0, errors) / seconds, connector.lagMessages());
  }

  private static long moved(ConnectorType type, Seen seen) {
    return type == ConnectorType.SINK ? seen.counters().processed() : seen.counters().sent();
  }

  /** The points behind this one, as far as they are kept; from -1 on, all. */
  public synchronized Span after(long number) {
    long oldest = next - points.size();
    // A page may remember a number of a runtime before this one.
    long first = number >= next ? oldest : Math.max(oldest, number + 1);
    List<Map<ConnectorId, Point>> wanted = points.stream().skip(first - oldest).toList();
    Map<ConnectorId, List<Point>> byConnector = new LinkedHashMap<>();
    for (ConnectorId id : seen.keySet()) {
      List<Point> series = new ArrayList<>();
      wanted.forEach(point -> series.add(point.get(id)));
      byConnector.put(id, series);
    }
    return new Span(first, next, byConnector);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
