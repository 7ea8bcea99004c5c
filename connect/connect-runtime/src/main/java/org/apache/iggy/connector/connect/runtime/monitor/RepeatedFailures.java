// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.iggy.connector.connect.runtime.error.Stage;

/**
 * Decides which of a connector's failures are logged: of those alike the first few, and one a
 * minute for as long as they go on. An outage fails every attempt of every task and is told in a
 * handful of lines. Thread-safe.
 */
final class RepeatedFailures {
  /** How many lines are logged of failures alike before it is one a minute. */
  static final int FIRST_LINES = 3;

  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final Map<Kind, Run> runs = new HashMap<>();

  /**
   * Counts a failure.
   *
   * @return how many alike were left out since the last one that was logged; empty when this one is
   *     left out, too
   */
  synchronized OptionalLong count(ErrorEvent failure) {
    Kind kind = new Kind(failure.stage(), failure.errorClass().orElse(""), failure.consequence());
    return runs.computeIfAbsent(kind, unseen -> new Run()).count(failure.time());
  }

  /** What makes failures alike: their messages may differ in an offset or a port. */
  private record Kind(Stage stage, String errorClass, String consequence) {}

  private static final class Run {
    private Instant last = Instant.MIN;
    private Instant lastLogged = Instant.MIN;
    private int lines;
    private long leftOut;

    OptionalLong count(Instant now) {
      if (last.plus(INTERVAL).isBefore(now)) {
        lines = 0;
      }
      last = now;
      if (lines >= FIRST_LINES && now.isBefore(lastLogged.plus(INTERVAL))) {
        leftOut++;
        return OptionalLong.empty();
      }
      lines++;
      lastLogged = now;
      long before = leftOut;
      leftOut = 0;
      return OptionalLong.of(before);
    }
  }
}
