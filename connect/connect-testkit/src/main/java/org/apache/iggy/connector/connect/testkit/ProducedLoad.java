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
    int perTick = Math.max(1, (int) (recordsPerSecond * TICK_NANOS / 1_000_000_000L));
    long due = System.nanoTime();
    while (!isStopping()) {
      fixture.produce(done(), perTick, recordBytes);
      done(done() + perTick);
      due = Math.max(due + TICK_NANOS, System.nanoTime() - TICK_NANOS);
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }
}
