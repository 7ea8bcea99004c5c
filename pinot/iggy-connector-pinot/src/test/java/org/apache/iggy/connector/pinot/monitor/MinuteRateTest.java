// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class MinuteRateTest {
  private final AtomicLong clockNanos = new AtomicLong(Long.MAX_VALUE - 10);
  private final AtomicLong total = new AtomicLong();
  private final MinuteRate rate = new MinuteRate(total::get, clockNanos::get);

  @Test
  void shouldBeTheRateOfSteadyEvents() {
    for (int second = 0; second < 300; second++) {
      pass(1, 500);
      rate.step();
    }
    assertThat(rate.perSecond()).isCloseTo(500, Percentage.withPercentage(0.01));
  }

  @Test
  void shouldFallToAThirdAMinuteAfterTheLastEvent() {
    pass(60, 60_000);
    assertThat(rate.perSecond()).isEqualTo(1_000);
    pass(60, 0);
    assertThat(rate.perSecond()).isCloseTo(1_000 / Math.E, Percentage.withPercentage(0.01));
    pass(3600, 0);
    assertThat(rate.perSecond()).isLessThan(1e-9);
  }

  @Test
  void shouldTellNothingBeforeTheFirstStep() {
    pass(4, 100);
    assertThat(rate.perSecond()).isZero();
    pass(1, 0);
    assertThat(rate.perSecond()).isEqualTo(20);
  }

  private void pass(long seconds, long events) {
    clockNanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    total.addAndGet(events);
  }
}
