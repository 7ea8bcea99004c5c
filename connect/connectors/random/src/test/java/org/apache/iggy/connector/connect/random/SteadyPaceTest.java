// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyPaceTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 7, 100, 999, 12_345, 1_000_000})
  void shouldMakeAsManyAsItShouldWhenAskedInTime(long perSecond) {
    SteadyPace pace = new SteadyPace(perSecond);
    long start = 123_456_789;
    long now = start;
    long made = 0;
    while (now - start < 20 * SECOND) {
      made += pace.take(now);
      now = Math.max(now + 1, pace.nextDueNanos(now));
    }
    assertThat(made)
        .isBetween(20 * perSecond - perSecond / 50 - 1, 20 * perSecond + perSecond / 50 + 1);
  }

  @Test
  void shouldMakeUpForOneSecondOnlyWhenItWasHeldUp() {
    SteadyPace pace = new SteadyPace(1_000);
    pace.take(0);

    long made = 0;
    long taken = pace.take(60 * SECOND);
    while (taken > 0) {
      made += taken;
      taken = pace.take(60 * SECOND);
    }
    assertThat(made).isBetween(990L, 1_000L);
  }
}
