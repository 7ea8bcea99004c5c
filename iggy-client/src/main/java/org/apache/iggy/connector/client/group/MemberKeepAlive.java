// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.group;

import java.lang.ref.WeakReference;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Pings for a reader whose owner may work on a batch for longer than the server waits for a sign of
 * life.
 *
 * <p>One daemon thread does so for all readers of the process and ends with the last of them. It
 * only sends: the answers are taken by the reader's owner, whose batch is a view of the same
 * buffer. A reader that is not closed but forgotten is not kept alive.
 */
final class MemberKeepAlive implements AutoCloseable {
  private static final long IDLE_SECONDS = 1;
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final WeakReference<GroupReader> reader;
  private volatile ScheduledFuture<?> task;

  private MemberKeepAlive(GroupReader reader) {
    this.reader = new WeakReference<>(reader);
  }

  /** Pings for a reader from now on. */
  static MemberKeepAlive start(GroupReader reader, long intervalMillis) {
    MemberKeepAlive keepAlive = new MemberKeepAlive(reader);
    keepAlive.task =
        TIMER.scheduleWithFixedDelay(
            keepAlive::ping, intervalMillis, intervalMillis, TimeUnit.MILLISECONDS);
    return keepAlive;
  }

  private void ping() {
    GroupReader present = reader.get();
    if (present != null) {
      present.heartbeat();
    } else {
      close();
    }
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "iggy-group-keep-alive");
              thread.setDaemon(true);
              return thread;
            });
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  @Override
  public void close() {
    task.cancel(false);
  }
}
