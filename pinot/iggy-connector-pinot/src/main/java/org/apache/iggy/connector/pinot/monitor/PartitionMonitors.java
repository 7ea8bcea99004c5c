// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.monitor;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;

/**
 * The partitions that this process consumes or did a moment ago, each with its bean.
 *
 * <p>Between two segments a partition has no consumer while Pinot builds and commits, so a bean
 * outlives its last consumer by ten minutes; then it goes, with the next look at any bean or the
 * next consumer. That takes no thread, and a bean that nobody looks at is in nobody's way.
 */
final class PartitionMonitors {
  static final long GRACE_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final PartitionMonitors SHARED = new PartitionMonitors(System::nanoTime);

  private final Map<PartitionName, Entry> entries = new HashMap<>();
  private final LongSupplier clock;
  private volatile long lookedNanos;

  PartitionMonitors(LongSupplier clock) {
    this.clock = clock;
    this.lookedNanos = clock.getAsLong();
  }

  static PartitionMonitors shared() {
    return SHARED;
  }

  PartitionMonitor open(IggyStreamConfig config, int partitionId) {
    PartitionName name = new PartitionName(config, partitionId);
    synchronized (entries) {
      expire();
      Entry entry = entries.computeIfAbsent(name, absent -> new Entry(name));
      entry.hold();
      return new PartitionMonitor(entry, config);
    }
  }

  /** Removes the beans whose time has come; a scrape asks for each attribute of each bean. */
  private void expire() {
    long now = clock.getAsLong();
    if (now - lookedNanos < LOOK_NANOS) {
      return;
    }
    synchronized (entries) {
      lookedNanos = now;
      for (Iterator<Entry> all = entries.values().iterator(); all.hasNext(); ) {
        Entry entry = all.next();
        if (entry.holders == 0 && now - entry.releasedNanos >= GRACE_NANOS) {
          all.remove();
          entry.bean.remove();
        }
      }
    }
  }

  /** One partition; guarded by the map of them all. */
  final class Entry {
    private final PartitionMetrics metrics = new PartitionMetrics();
    private final PartitionLog log;
    private final BeanRegistration bean;
    private int holders;
    private long releasedNanos;

    private Entry(PartitionName name) {
      log = new PartitionLog(name);
      bean = BeanRegistration.of(name, metrics, PartitionMonitors.this::expire);
    }

    PartitionMetrics metrics() {
      return metrics;
    }

    PartitionLog log() {
      return log;
    }

    private void hold() {
      holders++;
      metrics.consumers(holders);
    }

    void release() {
      synchronized (entries) {
        holders--;
        metrics.consumers(holders);
        releasedNanos = clock.getAsLong();
      }
    }
  }
}
