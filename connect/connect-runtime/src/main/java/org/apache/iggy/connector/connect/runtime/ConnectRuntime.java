// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.LoadedConnectors;
import org.apache.iggy.connector.connect.config.RejectedConnector;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorJournal;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs connectors, each on its own: what becomes of one, the others do not notice.
 *
 * <p>Connectors are added, changed and deleted while it runs, by {@link #apply} and {@link
 * #delete}, or all at once by {@link #synchronize}. Starting is asynchronous: {@link #connectors}
 * tells what each is doing. Thread-safe; operations on one connector take turns, and each returns
 * within the shutdown timeout and a few seconds.
 */
public final class ConnectRuntime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectRuntime.class);
  private static final long HEARTBEAT_MILLIS = 3_000;

  private final TaskPlans plans;
  private final ConnectorListener listener;
  private final RuntimeClock clock;
  private final long shutdownMillis;
  private final Map<ConnectorId, ManagedConnector> connectors = new ConcurrentSkipListMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final ScheduledExecutorService timer = timer();
  private final Future<?> heartbeats;
  private volatile boolean closed;

  /**
   * A runtime without connectors.
   *
   * @param plans says what the tasks are made of
   * @param listener is told what happens
   * @param shutdownTimeout how long a connector may take to finish what it has begun
   */
  public ConnectRuntime(TaskPlans plans, ConnectorListener listener, Duration shutdownTimeout) {
    this(plans, listener, shutdownTimeout, RuntimeClock.SYSTEM);
  }

  ConnectRuntime(
      TaskPlans plans, ConnectorListener listener, Duration shutdownTimeout, RuntimeClock clock) {
    this.plans = plans;
    this.listener = listener;
    this.clock = clock;
    this.shutdownMillis = shutdownTimeout.toMillis();
    this.heartbeats =
        timer.scheduleWithFixedDelay(
            this::heartbeat, HEARTBEAT_MILLIS, HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static ScheduledExecutorService timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "connect-heartbeats");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  private void heartbeat() {
    for (ManagedConnector connector : connectors.values()) {
      try {
        connector.supervisor().heartbeat();
      } catch (RuntimeException e) {
        LOG.debug("{}: no heartbeat", connector.id(), e);
      }
    }
  }

  /**
   * Makes the connectors those that were loaded: new ones start, changed ones start anew, those
   * that are gone stop and are forgotten. All others go on as they are.
   */
  public void synchronize(LoadedConnectors loaded) throws InterruptedException {
    List<ConnectorId> present = new ArrayList<>();
    for (RejectedConnector rejected : loaded.rejected()) {
      if (rejected.id().isPresent()) {
        ConnectorId id = rejected.id().get();
        present.add(id);
        reject(id, rejected.message());
      }
    }
    for (ConnectorSettings settings : loaded.connectors()) {
      present.add(settings.id());
      ManagedConnector known = connectors.get(settings.id());
      if (known == null || !settings.equals(known.settings())) {
        apply(settings);
      }
    }
    for (ConnectorId id : connectors.keySet()) {
      if (!present.contains(id)) {
        delete(id);
      }
    }
  }

  /** Adds a connector, or stops it and starts it anew with other settings. */
  public void apply(ConnectorSettings settings) throws InterruptedException {
    managed(settings.id()).apply(settings, shutdownMillis);
  }

  /**
   * Stops a connector, if it runs, and shows it as failed: its configuration cannot be used.
   *
   * @param message what is wrong, without secrets
   */
  public void reject(ConnectorId id, String message) throws InterruptedException {
    ManagedConnector connector = managed(id);
    boolean known =
        connector.settings() == null
            && connector
                .journal()
                .lastError()
                .filter(error -> error.message().equals(message))
                .isPresent();
    if (!known) {
      connector.reject(message, shutdownMillis);
    }
  }

  private synchronized ManagedConnector managed(ConnectorId id) {
    if (closed) {
      throw new IllegalStateException("the runtime is closed");
    }
    ManagedConnector present = connectors.get(id);
    if (present != null) {
      return present;
    }
    ManagedConnector made =
        new ManagedConnector(id, numbers.incrementAndGet(), plans, clock, listener);
    connectors.put(id, made);
    tell(() -> listener.added(id));
    return made;
  }

  private void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.warn("a listener failed", e);
    }
  }

  /**
   * Stops a connector and forgets it.
   *
   * @throws ConnectorNotFoundException when there is none
   */
  public void delete(ConnectorId id) throws InterruptedException {
    require(id).stop(shutdownMillis);
    connectors.remove(id);
    tell(() -> listener.removed(id));
  }

  /**
   * Stops a connector, if it runs, and starts it.
   *
   * @throws ConnectorNotFoundException when there is none
   * @throws ConnectorConflictException when it is not enabled, or its configuration has errors
   */
  public void restart(ConnectorId id) throws InterruptedException {
    require(id).restart(shutdownMillis);
  }

  /**
   * Has a connector finish what it has begun and stop; {@link #restart} starts it again.
   *
   * @return whether it finished in time; what it did not finish is done again by its next start
   * @throws ConnectorNotFoundException when there is none
   */
  public boolean stop(ConnectorId id) throws InterruptedException {
    return require(id).stop(shutdownMillis);
  }

  /**
   * Has a connector hold behind its present batches. Its tasks stay members of their group.
   *
   * @throws ConnectorNotFoundException when there is none
   * @throws ConnectorConflictException when it does not run
   */
  public void pause(ConnectorId id) {
    require(id).pause(true);
  }

  /**
   * Has a connector go on.
   *
   * @throws ConnectorNotFoundException when there is none
   * @throws ConnectorConflictException when it does not run
   */
  public void resume(ConnectorId id) {
    require(id).pause(false);
  }

  /**
   * Waits until a connector is not starting or stopping any more.
   *
   * @return its status, still one of those when the time is up
   * @throws ConnectorNotFoundException when there is none
   */
  public ConnectorStatus awaitSettled(ConnectorId id, Duration timeout)
      throws InterruptedException {
    return require(id).supervisor().awaitSettled(timeout);
  }

  /**
   * Does something for which a connector has to stand still, and keeps it from being started
   * meanwhile.
   *
   * @throws ConnectorNotFoundException when there is none
   * @throws ConnectorConflictException when it does not stand still
   */
  public void whileStopped(ConnectorId id, Runnable work) {
    require(id).whileStopped(work);
  }

  /** All connectors, sinks first, then by key. */
  public List<ConnectorReport> connectors() {
    return connectors.values().stream().map(ManagedConnector::report).toList();
  }

  /** One connector; empty when there is none of this id. */
  public Optional<ConnectorReport> connector(ConnectorId id) {
    return Optional.ofNullable(connectors.get(id)).map(ManagedConnector::report);
  }

  /**
   * A connector's recent errors, samples of its records, and counters.
   *
   * @throws ConnectorNotFoundException when there is none
   */
  public ConnectorJournal journal(ConnectorId id) {
    return require(id).journal();
  }

  private ManagedConnector require(ConnectorId id) {
    ManagedConnector connector = connectors.get(id);
    if (connector == null) {
      throw new ConnectorNotFoundException(id);
    }
    return connector;
  }

  /**
   * Stops all connectors at once: each finishes what it has begun, within the shutdown timeout.
   *
   * @return whether all finished in time
   */
  public boolean shutDown() throws InterruptedException {
    synchronized (this) {
      closed = true;
    }
    heartbeats.cancel(false);
    timer.shutdownNow();
    connectors.values().forEach(connector -> connector.supervisor().requestStop());
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(shutdownMillis);
    boolean graceful = true;
    for (ManagedConnector connector : connectors.values()) {
      long leftMillis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      graceful &= connector.stop(Math.max(1, leftMillis));
    }
    return graceful;
  }

  /** As {@link #shutDown}; ends at once when the thread is interrupted. */
  @Override
  public void close() {
    try {
      shutDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
