// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.iggy.connector.connect.testkit.load.BackgroundLoad;

/** Has a source's system make records at a steady rate, as its users would. */
final class ProducedLoad extends BackgroundLoad {
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final SourceFixture fixture;
  private final int recordsPerSecond;
  private final int recordBytes;

  private ProducedLoad(SourceFixture fixture, int recordsPerSecond, int recordBytes) {
    super("produced-load");
    this.fixture = fixture;
    this.recordsPerSecond = recordsPerSecond;
    this.recordBytes = recordBytes;
  }

  static ProducedLoad start(SourceFixture fixture, int recordsPerSecond, int recordBytes) {
    ProducedLoad load = new ProducedLoad(fixture, recordsPerSecond, recordBytes);
    load.begin();
    return load;
  }

  @Override
  protected void run() {
    long started = System.nanoTime();
    long next = 0;
    while (!isStopping()) {
      long due = (long) ((System.nanoTime() - started) / 1e9 * recordsPerSecond);
      // A system that was slow for a while is not asked for all at once.
      int count = (int) Math.min(due - next, recordsPerSecond);
      if (count > 0) {
        fixture.produce(next, count, recordBytes);
        next += count;
        done(next);
      }
      LockSupport.parkNanos(TICK_NANOS);
    }
  }
}
