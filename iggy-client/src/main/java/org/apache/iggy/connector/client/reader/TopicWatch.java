// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.PartitionOffsets;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;
import org.apache.iggy.connector.protocol.topic.TopicDetails;

/**
 * Lets the readers of a quiet topic look for messages together: one of them asks for the topic's
 * details, which tell of all its partitions at once, and wakes the others when something came for
 * them.
 *
 * <p>A poll for each idle partition costs the server and this process as many requests as there are
 * partitions. The one who asks uses its own connection and thread, and hands the task on when it
 * goes back to reading. Nothing depends on what it sees: every reader still polls for itself at the
 * end of each wait, every two seconds at the latest.
 *
 * <p>Share one among the readers of a topic in a process. A server that refuses the request,
 * because the login may poll but not see topics, is not asked again for a minute, and each reader
 * looks for itself. Thread-safe.
 */
public final class TopicWatch {
  private static final long REFUSED_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** Who waits, the longest waiting first; guarded by this. */
  private final Map<PollSession, Waiter> waiters = new LinkedHashMap<>();

  private Waiter asking;

  /** How long the asking one waits between two requests; guarded by this. */
  private long parkedNanos;

  private volatile long refusedUntilNanos = System.nanoTime();

  /** Creates one for a topic. */
  public TopicWatch() {}

  /**
   * Waits until the partition may have something at an offset, the deadline passes, or the thread
   * is interrupted. A reader that is alone waits one interval only.
   *
   * @param session asks the server when it is this reader's turn; what it throws, this does
   * @param next the offset that is waited for
   * @param currentOffset the partition's as the reader's last poll told, by which a change is seen
   * @param intervalNanos how long the partition may stay unseen
   * @return whether something is said to have changed
   */
  boolean await(
      PollSession session, long next, long currentOffset, long intervalNanos, Deadline deadline) {
    Waiter waiter = new Waiter(session, next, currentOffset, intervalNanos);
    enter(waiter);
    try {
      while (waiter.waits() && session.isConnected() && !deadline.hasPassed()) {
        if (!isAsking(waiter)) {
          LockSupport.parkNanos(this, deadline.remainingNanos());
          continue;
        }
        LockSupport.parkNanos(this, Math.min(shortestInterval(), deadline.remainingNanos()));
        if (isAlone()) {
          return false;
        }
        if (waiter.waits()) {
          ask(session, deadline);
        }
      }
      return waiter.awake;
    } finally {
      leave(waiter);
    }
  }

  private synchronized void enter(Waiter waiter) {
    waiters.put(waiter.session, waiter);
    if (asking == null) {
      asking = waiter;
    } else if (waiter.intervalNanos < parkedNanos) {
      LockSupport.unpark(asking.thread);
    }
  }

  private synchronized long shortestInterval() {
    parkedNanos = Long.MAX_VALUE;
    for (Waiter waiter : waiters.values()) {
      parkedNanos = Math.min(parkedNanos, waiter.intervalNanos);
    }
    return parkedNanos;
  }

  private synchronized boolean isAlone() {
    return waiters.size() == 1 || isRefused();
  }

  /** Whether it has to ask, which everybody has for himself when the server refuses to tell all. */
  private synchronized boolean isAsking(Waiter waiter) {
    return asking == waiter || isRefused();
  }

  private boolean isRefused() {
    return System.nanoTime() - refusedUntilNanos < 0;
  }

  private synchronized void leave(Waiter waiter) {
    waiters.remove(waiter.session);
    if (asking == waiter) {
      asking = waiters.isEmpty() ? null : waiters.values().iterator().next();
      if (asking != null) {
        LockSupport.unpark(asking.thread);
      }
    }
  }

  private void ask(PollSession session, Deadline deadline) {
    boolean found = false;
    try {
      Optional<TopicDetails> topic = session.topic(deadline);
      if (topic != null && topic.isPresent()) {
        tell(topic.get());
        found = true;
      }
    } catch (IggyServerException e) {
      refusedUntilNanos = System.nanoTime() + REFUSED_NANOS;
    } finally {
      if (!found) {
        wakeAll();
      }
    }
  }

  private synchronized void tell(TopicDetails topic) {
    Map<Integer, PartitionInfo> partitions = new HashMap<>();
    topic.partitions().forEach(partition -> partitions.put(partition.id(), partition));
    for (Waiter waiter : waiters.values()) {
      PartitionInfo partition = partitions.get(waiter.session.partitionId());
      if (partition == null) {
        waiter.wake();
      } else {
        waiter.learn(partition);
      }
    }
  }

  private synchronized void wakeAll() {
    waiters.values().forEach(Waiter::wake);
  }

  /** Ends the wait of a reader whose session this is. */
  synchronized void wake(PollSession session) {
    Waiter waiter = waiters.get(session);
    if (waiter != null) {
      waiter.wake();
    }
  }

  /** One reader's wait. */
  private static final class Waiter {
    final Thread thread = Thread.currentThread();
    final PollSession session;
    final long next;
    final long currentOffset;
    final long intervalNanos;
    private volatile boolean awake;

    Waiter(PollSession session, long next, long currentOffset, long intervalNanos) {
      this.session = session;
      this.next = next;
      this.currentOffset = currentOffset;
      this.intervalNanos = intervalNanos;
    }

    boolean waits() {
      return !awake && !thread.isInterrupted();
    }

    /** Wakes it when there is more than it has read, or something else than when it polled. */
    void learn(PartitionInfo partition) {
      boolean more = PartitionOffsets.next(partition) > next;
      if (more || partition.currentOffset() != currentOffset) {
        wake();
      }
    }

    void wake() {
      awake = true;
      LockSupport.unpark(thread);
    }
  }
}
