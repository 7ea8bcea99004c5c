// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Whether and how bytes flow through a {@link FaultProxy}. Thread-safe. */
final class FlowControl {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean stalled;
  private long delayMillis;
  private volatile boolean dripping;

  void stall() {
    set(true, 0, false);
  }

  void delay(long millis) {
    set(false, millis, false);
  }

  void drip() {
    set(false, 0, true);
  }

  void resume() {
    set(false, 0, false);
  }

  private void set(boolean stall, long millis, boolean drip) {
    lock.lock();
    try {
      stalled = stall;
      delayMillis = millis;
      dripping = drip;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits while the flow is stalled and the connection open. */
  void awaitFlow(FaultConnection connection) throws InterruptedException {
    lock.lock();
    try {
      while (stalled && connection.isOpen()) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Holds an answer back for the delay of now; less when that ends. */
  void awaitDelay(FaultConnection connection) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(delayMillis);
      while (delayMillis > 0 && left > 0 && connection.isOpen()) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Writes at once, or byte by byte. */
  void write(OutputStream out, byte[] bytes, int at, int length) throws IOException {
    int written = 0;
    while (written < length && dripping) {
      out.write(bytes, at + written, 1);
      written++;
    }
    out.write(bytes, at + written, length - written);
  }

  /** Has those who wait look whether their connection is still open. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
