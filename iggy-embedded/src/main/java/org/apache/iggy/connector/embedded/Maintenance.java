// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.apache.iggy.connector.embedded.catalog.Partition;
import org.apache.iggy.connector.embedded.catalog.Topic;
import org.apache.iggy.connector.embedded.catalog.TopicSettings;
import org.apache.iggy.connector.embedded.command.ServerState;
import org.apache.iggy.connector.embedded.log.LogSlice;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.protocol.message.MessageHeader;

/** What the server does without being asked: evicting clients, retention, late rebalancing. */
final class Maintenance implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Maintenance.class.getName());
  private static final Duration REVOCATION_CHECK = Duration.ofSeconds(1);
  private static final Duration REVOCATION_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final EmbeddedIggyOptions options;
  private final ServerState state;
  private final ScheduledExecutorService executor;

  Maintenance(EmbeddedIggyOptions options, ServerState state) {
    this.options = options;
    this.state = state;
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "iggy-embedded-maintenance");
              thread.setDaemon(true);
              return thread;
            });
    schedule(this::completeRevocations, REVOCATION_CHECK);
    if (!options.heartbeatInterval().isZero()) {
      schedule(this::evictSilentClients, options.heartbeatInterval());
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
    long allowedMicros = micros(options.heartbeatInterval()) * 6 / 5;
    long oldest = state.nowMicros() - allowedMicros;
    for (Session session : state.sessions().all()) {
      if (session.lastHeartbeatMicros() < oldest) {
        session.markStale();
        state.disconnect(session);
      }
    }
  }

  private void applyRetention() {
    underReadLock(() -> state.catalog().topics().forEach(this::applyRetention));
  }

  private void applyRetention(Topic topic) {
    TopicSettings settings = topic.settings();
    if (settings.messageExpiryMicros() > 0) {
      long before = state.nowMicros() - settings.messageExpiryMicros();
      for (Partition partition : topic.partitions()) {
        partition.log().deleteExpiredSegments(before, partition.offsets().lowest());
      }
    }
    if (settings.maxSizeBytes() > 0) {
      // Removing starts at nine tenths, so that there is room until the next time.
      long threshold = settings.maxSizeBytes() / 10 * 9;
      while (topic.sizeBytes() >= threshold && deleteOldestSegment(topic)) {
        LOG.log(Level.DEBUG, () -> "Removed a segment of topic " + topic.name());
      }
    }
  }

  private static boolean deleteOldestSegment(Topic topic) {
    List<Partition> oldestFirst =
        topic.partitions().stream()
            .filter(partition -> partition.log().segmentsCount() > 1)
            .sorted(Comparator.comparingLong(Maintenance::oldestTimestampMicros))
            .toList();
    for (Partition partition : oldestFirst) {
      if (partition.log().deleteSegments(1, partition.offsets().lowest()) > 0) {
        return true;
      }
    }
    return false;
  }

  private static long oldestTimestampMicros(Partition partition) {
    LogSlice oldest = partition.log().read(partition.log().earliestOffset(), 1);
    return oldest.count() == 0
        ? Long.MAX_VALUE
        : MessageHeader.timestampMicros(
            oldest.buffers().get(0), oldest.buffers().get(0).position());
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
