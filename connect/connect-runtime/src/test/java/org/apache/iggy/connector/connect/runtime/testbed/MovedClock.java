// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.testbed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.connect.runtime.RuntimeClock;

/** A clock that waiting moves: every wait is over at once, and noted. Thread-safe. */
public final class MovedClock implements RuntimeClock {
  private final List<Long> waits = new ArrayList<>();
  private long nanos;

  @Override
  public synchronized long nanoTime() {
    return nanos;
  }

  @Override
  public synchronized Instant now() {
    return Instant.EPOCH.plusNanos(nanos);
  }

  @Override
  public synchronized void await(Object monitor, long millis) {
    waits.add(millis);
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** How long each wait was, milliseconds. */
  public synchronized List<Long> waits() {
    return List.copyOf(waits);
  }
}
