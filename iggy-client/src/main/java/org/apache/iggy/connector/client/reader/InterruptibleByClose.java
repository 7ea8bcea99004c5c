// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.protocol.status.ErrorCategory;

/**
 * Runs what can only be stopped by an interrupt, connecting, so that {@link #close} stops it from
 * another thread. The interrupt of a close does not outlive the run.
 */
final class InterruptibleByClose implements AutoCloseable {
  private final Object lock = new Object();
  private Thread running;
  private boolean closed;

  /**
   * Runs the work on the caller's thread; closing interrupts it.
   *
   * @throws IggyException when this is closed, before or by the end of the work
   */
  void run(Runnable work) {
    enter();
    try {
      work.run();
    } finally {
      leave();
    }
    synchronized (lock) {
      requireOpen();
    }
  }

  private void enter() {
    synchronized (lock) {
      requireOpen();
      running = Thread.currentThread();
    }
  }

  private void leave() {
    synchronized (lock) {
      running = null;
      if (closed) {
        // The interrupt was this object's, and its owner says by itself that it is closed.
        Thread.interrupted();
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IggyException(ErrorCategory.PERMANENT, "closed while connecting");
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (running != null) {
        running.interrupt();
      }
    }
  }
}
