// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.process;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.iggy.connector.connect.testkit.Await;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills a runtime again and again at the moments of a {@link KillSchedule}, and starts it each time
 * on what it left behind.
 *
 * <p>Every life that is not killed in its start has to do some work first, or even to catch up: a
 * runtime that does not come back is an error of its own.
 */
public final class CrashRun {
  private static final Logger LOG = LoggerFactory.getLogger(CrashRun.class);

  private static final long WORK_LIMIT_MILLIS = 90_000;
  private static final int KILLS_PER_LOG_LINE = 10;

  private final RuntimeProcess runtime;
  private final KillSchedule schedule;
  private final LongSupplier progress;
  private final Runnable catchUp;

  private CrashRun(
      RuntimeProcess runtime, KillSchedule schedule, LongSupplier progress, Runnable catchUp) {
    this.runtime = runtime;
    this.schedule = schedule;
    this.progress = progress;
    this.catchUp = catchUp;
  }

  /**
   * A run over a runtime that is not started.
   *
   * @param progress how far the work has come, such as the sum of the offsets stored; it may fail
   *     while the server is not there
   * @param catchUp returns when the work is done that there is at the time of the call, and fails
   *     when it does not go on
   */
  public static CrashRun of(
      RuntimeProcess runtime, KillSchedule schedule, LongSupplier progress, Runnable catchUp) {
    return new CrashRun(runtime, schedule, progress, catchUp);
  }

  /**
   * What was done.
   *
   * @param kills how often the runtime was killed
   * @param planned how often it was to be killed
   * @param killsInStart how many of the kills came in its start
   * @param slowestRecoveryMillis the longest time from a start to the first work
   */
  public record Report(int kills, int planned, int killsInStart, long slowestRecoveryMillis) {
    /** Fails when the time was over before the runtime was killed as often as planned. */
    public void assertComplete() {
      if (kills < planned) {
        throw new AssertionError("the time was over after " + kills + " of " + planned + " kills");
      }
    }
  }

  /**
   * Kills so many lives, or as many as there are in a time, which is for the caller to {@linkplain
   * Report#assertComplete check} after it has counted; the runtime does not run on return.
   */
  public Report kill(int planned, long limitMillis) {
    int kills = 0;
    int inStart = 0;
    long slowestNanos = 0;
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
    while (kills < planned && System.nanoTime() < end) {
      KillSchedule.Moment moment = schedule.next();
      long before = progress.getAsLong();
      long started = System.nanoTime();
      runtime.launch();
      if (moment.inStart()) {
        inStart++;
      } else {
        awaitWork(before);
        slowestNanos = Math.max(slowestNanos, System.nanoTime() - started);
      }
      if (moment.afterCatchUp()) {
        catchUp.run();
      }
      pause(moment.afterMicros());
      runtime.kill();
      kills++;
      if (kills % KILLS_PER_LOG_LINE == 0) {
        LOG.info("{} of {} kills, progress {}", kills, planned, before);
      }
    }
    return new Report(kills, planned, inStart, TimeUnit.NANOSECONDS.toMillis(slowestNanos));
  }

  private void awaitWork(long before) {
    Await.until(
        WORK_LIMIT_MILLIS,
        () -> !runtime.isAlive() || progress.getAsLong() > before,
        () -> "no work done; " + schedule + "; " + runtime.tail());
    if (!runtime.isAlive()) {
      throw new AssertionError("the runtime ended by itself; " + runtime.tail());
    }
  }

  private static void pause(int micros) {
    long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
