// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  private final AtomicLong clockNanos = new AtomicLong(-TimeUnit.HOURS.toNanos(1));
  private final LatencyHistogram histogram = new LatencyHistogram(clockNanos::get);

  @Test
  void shouldBeWithinASixteenthOfTheExactPercentile() {
    long seed = 20_261_121;
    Random random = new Random(seed);
    long[] micros = new long[100_000];
    for (int i = 0; i < micros.length; i++) {
      // From one microsecond to a quarter of an hour, evenly on a logarithmic scale.
      micros[i] = (long) Math.exp(random.nextDouble() * Math.log(900e6));
      histogram.record(TimeUnit.MICROSECONDS.toNanos(micros[i]));
    }
    Arrays.sort(micros);
    for (double share : new double[] {0.001, 0.1, 0.5, 0.9, 0.99, 0.999}) {
      double exact = micros[(int) Math.ceil(micros.length * share) - 1] / 1000.0;
      assertThat(histogram.percentileMillis(share))
          .as("share %s, seed %s", share, seed)
          .isGreaterThanOrEqualTo(exact)
          .isCloseTo(exact, Percentage.withPercentage(6.25));
    }
    assertThat(histogram.percentileMillis(1)).isEqualTo(micros[micros.length - 1] / 1000.0);
    assertThat(histogram.maxMillis()).isEqualTo(micros[micros.length - 1] / 1000.0);
  }

  @Test
  void shouldBeExactForOneValueAndZeroForNone() {
    assertThat(histogram.percentileMillis(0.5)).isZero();
    assertThat(histogram.maxMillis()).isZero();
    histogram.record(TimeUnit.MICROSECONDS.toNanos(1_234_567));
    assertThat(histogram.percentileMillis(0.5)).isEqualTo(1234.567);
  }

  @Test
  void shouldTakeAnyDuration() {
    histogram.record(-1);
    assertThat(histogram.percentileMillis(0.5)).isZero();
    histogram.record(Long.MAX_VALUE);
    assertThat(histogram.maxMillis()).isCloseTo(Long.MAX_VALUE / 1e6, within(1.0));
  }

  @Test
  void shouldForgetWhatWasTwoMinutesAgo() {
    histogram.record(TimeUnit.SECONDS.toNanos(5));
    clockNanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
    histogram.record(TimeUnit.SECONDS.toNanos(1));
    assertThat(histogram.maxMillis()).isEqualTo(5000);
    clockNanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
    assertThat(histogram.maxMillis()).isEqualTo(1000);
    assertThat(histogram.percentileMillis(0.99)).isEqualTo(1000);
    clockNanos.addAndGet(TimeUnit.SECONDS.toNanos(3600));
    assertThat(histogram.maxMillis()).isZero();
  }
}
