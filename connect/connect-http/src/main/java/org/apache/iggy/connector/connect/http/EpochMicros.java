// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the API has them: microseconds since 1970. */
final class EpochMicros {
  private EpochMicros() {}

  static long of(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
