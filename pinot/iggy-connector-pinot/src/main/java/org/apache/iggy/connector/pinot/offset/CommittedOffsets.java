// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.offset;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.iggy.connector.pinot.config.OffsetStoreMode;
import org.apache.iggy.connector.pinot.log.RepetitionLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the server, in the background, what this process's tables have committed.
 *
 * <p>Pinot tells a plugin of no commit, but a segment starts where the one before it ended, and
 * exists only once that one is committed. So when a segment starts at S, the message at S - 1 is
 * the last committed one, which is what Iggy means by a stored offset. A pauseless table starts a
 * segment while the one before it is being committed; there the start of that one counts.
 *
 * <p>What is stored may go down as well as up: a replica that comes late, or a table that was made
 * anew, stores less than another has. Less is always safe, since it only makes the server keep more
 * messages, and the next segment puts it right; holding on to the larger offset would let the
 * server delete what a table that starts over has yet to read.
 *
 * <p>Best effort: one daemon thread, which ends when it has nothing to do, stores what is latest;
 * what fails is logged now and then, and tried again with the next consumer of the partition, which
 * Pinot makes every few minutes when there are no messages. It stores again what it has stored
 * before, because an offset may have been deleted, or its topic purged. A segment's start never
 * waits for it. Thread-safe.
 */
public final class CommittedOffsets {
  private static final Logger LOGGER = LoggerFactory.getLogger(CommittedOffsets.class);
  private static final CommittedOffsets SHARED = new CommittedOffsets();
  private static final int MAX_TARGETS = 1_000;
  private static final long LOG_INTERVAL_MILLIS = 60_000;

  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), CommittedOffsets::newThread);
  private final Map<OffsetTarget, Target> targets = new LinkedHashMap<>(16, 0.75f, true);

  CommittedOffsets() {
    executor.allowCoreThreadTimeOut(true);
  }

  /** The one of this process. */
  public static CommittedOffsets shared() {
    return SHARED;
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "iggy-offset-store");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Takes note that a consumer was made for a segment that starts here; returns at once.
   *
   * @param pauseless whether the segment before may still be on its way to being committed
   */
  public void segmentStarts(
      IggyStreamConfig config, int partitionId, long startOffset, boolean pauseless) {
    if (config.offsetStoreMode() == OffsetStoreMode.NONE) {
      return;
    }
    OffsetTarget key = new OffsetTarget(config);
    synchronized (targets) {
      Target target = targets.computeIfAbsent(key, absent -> new Target(key));
      forgetLeastRecent();
      long committed = target.committed(partitionId, startOffset, pauseless) - 1;
      if (committed >= 0) {
        if (target.pending.isEmpty()) {
          executor.execute(() -> store(target));
        }
        target.pending.put(partitionId, committed);
      }
    }
  }

  /** What a table's partitions have come to is of no use once the table is gone. */
  private void forgetLeastRecent() {
    if (targets.size() > MAX_TARGETS) {
      targets.remove(targets.keySet().iterator().next());
    }
  }

  private void store(Target target) {
    Map<Integer, Long> offsets;
    synchronized (targets) {
      offsets = new TreeMap<>(target.pending);
      target.pending.clear();
    }
    try {
      Map<Integer, IggyException> refused = OffsetWriter.of(target.key.config()).store(offsets);
      refused.forEach((id, refusal) -> target.report(offsets, id, refusal));
    } catch (RuntimeException e) {
      target.report(offsets, offsets.keySet().iterator().next(), e);
    }
  }

  /** One table's partitions on one server, guarded by the map of them all. */
  private static final class Target {
    private final OffsetTarget key;
    private final Map<Integer, Long> starts = new HashMap<>();
    private final Map<Integer, Long> previousStarts = new HashMap<>();
    private final Map<Integer, Long> pending = new TreeMap<>();
    private final RepetitionLimit failures = new RepetitionLimit(LOG_INTERVAL_MILLIS);

    Target(OffsetTarget key) {
      this.key = key;
    }

    /** The offset that everything before is committed of; 0 when nothing is known to be. */
    long committed(int partitionId, long startOffset, boolean pauseless) {
      Long before = starts.put(partitionId, startOffset);
      if (before != null && before < startOffset) {
        previousStarts.put(partitionId, before);
      } else if (before != null && before > startOffset) {
        // The table starts over: what came before says nothing about what comes now.
        previousStarts.remove(partitionId);
      }
      return pauseless ? previousStarts.getOrDefault(partitionId, 0L) : startOffset;
    }

    void report(Map<Integer, Long> offsets, int partitionId, RuntimeException failure) {
      int heldBack = failures.take();
      if (heldBack != RepetitionLimit.HELD_BACK) {
        LOGGER.warn(
            "{}: offset {} of partition {} could not be stored on the server: {}. Consuming goes on;"
                + " the next segment stores its own{}",
            key,
            offsets.get(partitionId),
            partitionId,
            failure.getMessage(),
            RepetitionLimit.suffix(heldBack));
      }
    }
  }
}
