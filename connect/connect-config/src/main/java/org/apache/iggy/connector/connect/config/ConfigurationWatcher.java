// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the connectors' configurations again and again, and tells what has changed.
 *
 * <p>A change counts once it has stayed the same from one look to the next, so that a file is not
 * read while it is written. Looking works on all file systems, also where notifications do not.
 */
public final class ConfigurationWatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatcher.class);
  private static final long LEAST_WAIT_MILLIS = 10;

  private final ConnectorsProvider provider;
  private final Consumer<ConfigurationChange> listener;
  private final Map<ConnectorId, Known> known = new LinkedHashMap<>();
  private final ScheduledExecutorService thread;
  private List<RejectedConnector> rejected;
  private Optional<Object> loaded = Optional.empty();
  private Optional<Object> lastSeen = Optional.empty();
  private ScheduledFuture<?> looks;
  private String lastFailure = "";

  /** A connector as the listener knows it. */
  private record Known(ConnectorSettings settings, String source) {}

  /**
   * A watcher that does not look yet.
   *
   * @param initial what the listener knows already
   * @param listener is told of changes, on the watcher's thread
   */
  public ConfigurationWatcher(
      ConnectorsProvider provider,
      LoadedConnectors initial,
      Consumer<ConfigurationChange> listener) {
    this.provider = provider;
    this.listener = listener;
    this.rejected = initial.rejected();
    initial
        .connectors()
        .forEach(
            settings ->
                known.put(
                    settings.id(), new Known(settings, initial.sources().get(settings.id()))));
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread watcher = new Thread(task, "configuration-watcher");
              watcher.setDaemon(true);
              return watcher;
            });
  }

  /**
   * Looks from now on.
   *
   * @param interval within which a change is told; zero for never
   */
  public void start(Duration interval) {
    if (!interval.isZero()) {
      long wait = Math.max(LEAST_WAIT_MILLIS, interval.toMillis() / 2);
      looks = thread.scheduleWithFixedDelay(this::lookSafely, wait, wait, TimeUnit.MILLISECONDS);
    }
  }

  private void lookSafely() {
    try {
      look().ifPresent(listener);
      lastFailure = "";
    } catch (RuntimeException e) {
      if (!String.valueOf(e.getMessage()).equals(lastFailure)) {
        LOG.warn("The connectors' configurations cannot be looked at; all stays as it is", e);
        lastFailure = String.valueOf(e.getMessage());
      }
    }
  }

  /** Looks once. */
  synchronized Optional<ConfigurationChange> look() {
    Optional<Object> seen = provider.fingerprint();
    boolean isWorthLoading = seen.isEmpty() || (seen.equals(lastSeen) && !seen.equals(loaded));
    lastSeen = seen;
    if (!isWorthLoading) {
      return Optional.empty();
    }
    LoadedConnectors now = provider.load();
    loaded = seen;
    ConfigurationChange change = change(now);
    boolean isAnything =
        !change.added().isEmpty()
            || !change.changed().isEmpty()
            || !change.removed().isEmpty()
            || !now.rejected().equals(rejected);
    rejected = now.rejected();
    return isAnything ? Optional.of(change) : Optional.empty();
  }

  private ConfigurationChange change(LoadedConnectors now) {
    List<ConnectorSettings> added = new ArrayList<>();
    List<ConnectorSettings> changed = new ArrayList<>();
    for (ConnectorSettings settings : now.connectors()) {
      Known before = known.get(settings.id());
      if (before != null && isRejected(settings.id(), before.source(), now)) {
        continue;
      }
      known.put(settings.id(), new Known(settings, now.sources().get(settings.id())));
      if (before == null) {
        added.add(settings);
      } else if (!before.settings().equals(settings)) {
        changed.add(settings);
      }
    }
    List<ConnectorId> removed =
        known.entrySet().stream()
            .filter(entry -> now.find(entry.getKey()).isEmpty())
            .filter(entry -> !isRejected(entry.getKey(), entry.getValue().source(), now))
            .map(Map.Entry::getKey)
            .toList();
    known.keySet().removeAll(removed);
    return new ConfigurationChange(added, changed, removed, now);
  }

  /**
   * Also when the file was damaged so that its key cannot be read, and an older version is left.
   */
  private static boolean isRejected(ConnectorId id, String source, LoadedConnectors now) {
    return now.rejected().stream()
        .anyMatch(
            connector ->
                connector.id().equals(Optional.of(id)) || connector.source().equals(source));
  }

  /** Looks no more; waits for a listener that is at work for a few seconds at most. */
  @Override
  public void close() {
    if (looks != null) {
      looks.cancel(true);
    }
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("A change of the configuration is still being applied");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
