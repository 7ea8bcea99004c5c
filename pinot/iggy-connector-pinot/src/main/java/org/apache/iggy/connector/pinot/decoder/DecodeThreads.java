// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that decode ahead, and when it pays to use them.
 *
 * <p>They are daemons, made when needed and gone after some idle seconds. Nothing queues for them:
 * work that no thread can take at once is left to the thread that consumes, which loses nothing by
 * that. They are lent only while processors are idle, that is while fewer threads consume backlogs
 * and decode ahead than there are processors; on a busy machine, handing rows from one processor to
 * another is a loss. Thread-safe.
 */
public final class DecodeThreads {
  /** The threads of this JVM's tables. */
  public static final DecodeThreads SHARED =
      new DecodeThreads(Runtime.getRuntime().availableProcessors());

  private static final int IDLE_SECONDS = 5;

  private final int processors;
  private final AtomicInteger consuming = new AtomicInteger();
  private final AtomicInteger decoding = new AtomicInteger();
  private final AtomicInteger made = new AtomicInteger();
  private final ThreadPoolExecutor threads;

  /** Makes threads for a machine of so many processors. */
  public DecodeThreads(int processors) {
    this.processors = processors;
    this.threads =
        new ThreadPoolExecutor(
            0,
            Math.max(1, processors),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            this::newThread);
  }

  private Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "iggy-decode-ahead-" + made.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /** A consumer has begun to work on a backlog and keeps a processor busy. */
  void consumerBusy() {
    consuming.incrementAndGet();
  }

  /** A consumer has reached the end of its partition, or has ended. */
  void consumerIdle() {
    consuming.decrementAndGet();
  }

  /**
   * Runs the work on a thread, unless that would take a processor from somebody.
   *
   * @param limit most threads at work at a time as far as the caller is concerned
   * @return whether a thread has taken it
   */
  boolean offer(Runnable work, int limit) {
    int most = Math.min(limit, processors - consuming.get());
    if (decoding.incrementAndGet() > most) {
      decoding.decrementAndGet();
      return false;
    }
    try {
      threads.execute(() -> run(work));
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // No thread can be had, perhaps because the system has none left: consuming goes on without.
      decoding.decrementAndGet();
      return false;
    }
  }

  private void run(Runnable work) {
    try {
      work.run();
    } finally {
      decoding.decrementAndGet();
    }
  }
}
