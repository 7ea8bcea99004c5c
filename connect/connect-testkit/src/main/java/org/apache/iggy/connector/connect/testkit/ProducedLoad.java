// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Has a source's system make records at a steady rate, as its users would. */
final class ProducedLoad implements AutoCloseable {
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LIMIT_MILLIS = 120_000;

  private final SourceFixture fixture;
  private final int recordsPerSecond;
  private final int recordBytes;
  private final Thread thread = new Thread(this::run, "produced-load");
  private final AtomicLong produced = new AtomicLong();
  private volatile boolean stopping;
  private volatile Throwable failure;

  private ProducedLoad(SourceFixture fixture, int recordsPerSecond, int recordBytes) {
    this.fixture = fixture;
    this.recordsPerSecond = recordsPerSecond;
    this.recordBytes = recordBytes;
    thread.setDaemon(true);
  }

  static ProducedLoad start(SourceFixture fixture, int recordsPerSecond, int recordBytes) {
    ProducedLoad load = new ProducedLoad(fixture, recordsPerSecond, recordBytes);
    load.thread.start();
    return load;
  }

  private void run() {
    try {
      int perTick = Math.max(1, (int) (recordsPerSecond * TICK_NANOS / 1_000_000_000L));
      long due = System.nanoTime();
      while (!stopping) {
        fixture.produce(produced.get(), perTick, recordBytes);
        produced.addAndGet(perTick);
        due = Math.max(due + TICK_NANOS, System.nanoTime() - TICK_NANOS);
        LockSupport.parkNanos(due - System.nanoTime());
      }
    } catch (RuntimeException | AssertionError e) {
      failure = e;
    }
  }

  /** How many records were made, with the numbers from 0 on. */
  long produced() {
    return produced.get();
  }

  /** Returns when so many more were made than at the time of the call. */
  void awaitMore(long records) {
    long target = produced() + records;
    Await.until(
        LIMIT_MILLIS,
        () -> failure != null || produced() >= target,
        () -> produced() + " of " + target + " records were made");
    requireHealthy();
  }

  /** Makes no more; returns how many were made. */
  long stop() {
    stopping = true;
    try {
      thread.join(LIMIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      throw new AssertionError("the load does not stop");
    }
    requireHealthy();
    return produced();
  }

  private void requireHealthy() {
    if (failure != null) {
      throw new AssertionError("the load failed", failure);
    }
  }

  @Override
  public void close() {
    stopping = true;
  }
}
