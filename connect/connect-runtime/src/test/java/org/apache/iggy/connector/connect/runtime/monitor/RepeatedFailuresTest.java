// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.junit.jupiter.api.Test;

class RepeatedFailuresTest {
  private static final Instant OUTAGE = Instant.parse("2026-01-01T00:00:00Z");
  private final RepeatedFailures failures = new RepeatedFailures();

  @Test
  void shouldLogAHandfulWhenAnOutageFailsManyAttempts() {
    assertThat(LongStream.range(0, 200).filter(i -> logged(i * 100, "retry")).count())
        .as("lines of 200 failures in 20 s")
        .isEqualTo(RepeatedFailures.FIRST_LINES);
  }

  @Test
  void shouldLogOneAMinuteAndCountTheOthersWhenAnOutageGoesOn() {
    LongStream.range(0, 60).forEach(second -> logged(second * 1_000, "retry"));

    assertThat(failures.count(failure(62_000, "retry"))).hasValue(57);
    assertThat(failures.count(failure(63_000, "retry"))).isEmpty();
  }

  @Test
  void shouldLogTheFirstOfAnotherKindAtOnce() {
    LongStream.range(0, 10).forEach(i -> logged(i, "retry"));

    assertThat(failures.count(failure(10, "stop_connector"))).hasValue(0);
  }

  @Test
  void shouldLogTheFirstOfTheNextOutageAtOnceAndWhatWasLeftOutOfTheLast() {
    LongStream.range(0, 10).forEach(i -> logged(i, "retry"));

    assertThat(failures.count(failure(100_000, "retry"))).hasValue(7);
    assertThat(failures.count(failure(100_001, "retry"))).hasValue(0);
  }

  private boolean logged(long millis, String consequence) {
    OptionalLong leftOut = failures.count(failure(millis, consequence));
    return leftOut.isPresent();
  }

  private static ErrorEvent failure(long millis, String consequence) {
    return new ErrorEvent(
        OUTAGE.plusMillis(millis),
        0,
        Stage.WRITE,
        Optional.of(ErrorCategory.TRANSIENT),
        Optional.of("java.io.IOException"),
        "away for " + millis + " ms",
        Optional.empty(),
        1,
        consequence);
  }
}
