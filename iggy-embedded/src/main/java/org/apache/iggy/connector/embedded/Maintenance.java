// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.apache.iggy.connector.embedded.catalog.Topic;
import org.apache.iggy.connector.embedded.catalog.TopicSettings;
import org.apache.iggy.connector.embedded.command.ServerState;
import org.apache.iggy.connector.embedded.log.TopicRetention;
import org.apache.iggy.connector.embedded.net.VsrService;
import org.apache.iggy.connector.embedded.session.Session;

/** What the server does without being asked: evicting clients, retention, late rebalancing. */
final class Maintenance implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Maintenance.class.getName());
  private static final Duration REVOCATION_CHECK = Duration.ofSeconds(1);
  private static final Duration REVOCATION_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration VSR_HEARTBEAT_INTERVAL = Duration.ofSeconds(30);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final EmbeddedIggyOptions options;
  private final ServerState state;
  private final VsrService vsr;
  private final StallWatch stalls;
  private final ScheduledExecutorService executor;

  /** Starts it; {@code vsr} is null when the server does not speak it. */
  Maintenance(EmbeddedIggyOptions options, ServerState state, VsrService vsr) {
    this.vsr = vsr;
    this.options = options;
    this.state = state;
    this.stalls = new StallWatch(heartbeatInterval(), System::nanoTime);
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "iggy-embedded-maintenance");
              thread.setDaemon(true);
              return thread;
            });
    schedule(this::completeRevocations, REVOCATION_CHECK);
    schedule(stalls::tick, stalls.tickInterval());
    if (!options.heartbeatInterval().isZero()) {
      schedule(this::evictSilentClients, heartbeatInterval());
    }
    if (vsr != null) {
      schedule(this::evictSilentMembers, heartbeatInterval());
    }
    if (!options.retentionInterval().isZero()) {
      schedule(this::applyRetention, options.retentionInterval());
    }
  }

  private void schedule(Runnable task, Duration interval) {
    Runnable guarded =
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Maintenance failed; it is tried again", e);
          }
        };
    long nanos = interval.toNanos();
    // A guarded task never fails, so nothing ever looks at its future.
    Future<?> unused = executor.scheduleWithFixedDelay(guarded, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private void completeRevocations() {
    long decidedBy = state.nowMicros() - micros(REVOCATION_TIMEOUT);
    underReadLock(
        () ->
            state
                .catalog()
                .topics()
                .flatMap(topic -> topic.groups().all().stream())
                .forEach(group -> group.completeRevocations(decidedBy)));
  }

  private void evictSilentClients() {
    if (stalls.isRecent()) {
      return;
    }
    long oldest = oldestHeartbeat();
    for (Session session : state.sessions().all()) {
      if (!session.evictsItself() && session.lastHeartbeatMicros() < oldest) {
        session.markStale();
        state.disconnect(session);
      }
    }
  }

  private void evictSilentMembers() {
    if (!stalls.isRecent()) {
      vsr.evictSilentMembers(oldestHeartbeat());
    }
  }

  /** Members of groups have an interval even when none is set. */
  private Duration heartbeatInterval() {
    Duration set = options.heartbeatInterval();
    return set.isZero() ? VSR_HEARTBEAT_INTERVAL : set;
  }

  private long oldestHeartbeat() {
    return state.nowMicros() - micros(heartbeatInterval()) * 6 / 5;
  }

  private void applyRetention() {
    underReadLock(() -> state.catalog().topics().forEach(this::applyRetention));
  }

  private void applyRetention(Topic topic) {
    TopicSettings settings = topic.settings();
    TopicRetention retention =
        new TopicRetention(
            limitOrNone(settings.messageExpiryMicros()), limitOrNone(settings.maxSizeBytes()));
    List<TopicRetention.Partition> partitions =
        topic.partitions().stream()
            .map(partition -> new TopicRetention.Partition(partition.log(), partition.offsets()))
            .toList();
    int deleted = retention.enforce(partitions, state.nowMicros());
    if (deleted > 0) {
      LOG.log(Level.DEBUG, () -> "Removed " + deleted + " segments of topic " + topic.name());
    }
  }

  /** 0 is the server's default, which is no limit. */
  private static long limitOrNone(long limit) {
    return limit == 0 ? TopicRetention.UNLIMITED : limit;
  }

  private void underReadLock(Runnable work) {
    Lock lock = state.lock().readLock();
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  private static long micros(Duration duration) {
    return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
  }

  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "Maintenance did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
