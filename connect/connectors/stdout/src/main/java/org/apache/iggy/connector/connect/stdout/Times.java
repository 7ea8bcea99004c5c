// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.stdout;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Iggy's times as Java's. */
final class Times {
  private Times() {}

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
