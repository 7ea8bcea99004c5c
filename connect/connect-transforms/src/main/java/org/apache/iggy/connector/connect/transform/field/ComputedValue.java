// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform.field;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A value that is made anew for each message. */
public enum ComputedValue {
  /** The time as text, RFC 3339 in UTC: {@code 2026-01-02T03:04:05.678901+00:00}. */
  DATE_TIME {
    @Override
    public Object compute() {
      String zulu = Instant.now().toString();
      return zulu.substring(0, zulu.length() - 1) + "+00:00";
    }
  },
  /** Nanoseconds since 1970. */
  TIMESTAMP_NANOS {
    @Override
    public Object compute() {
      return ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
    }
  },
  /** Microseconds since 1970. */
  TIMESTAMP_MICROS {
    @Override
    public Object compute() {
      return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
  },
  /** Milliseconds since 1970. */
  TIMESTAMP_MILLIS {
    @Override
    public Object compute() {
      return System.currentTimeMillis();
    }
  },
  /** Seconds since 1970. */
  TIMESTAMP_SECONDS {
    @Override
    public Object compute() {
      return System.currentTimeMillis() / 1_000;
    }
  },
  /** A random UUID, as text. */
  UUID_V4 {
    @Override
    public Object compute() {
      return UUID.randomUUID().toString();
    }
  },
  /** A UUID that starts with the time, as text; each is greater than the one before. */
  UUID_V7 {
    @Override
    public Object compute() {
      return TimeOrderedUuid.next().toString();
    }
  };

  /** Makes a value. Thread-safe. */
  public abstract Object compute();
}
