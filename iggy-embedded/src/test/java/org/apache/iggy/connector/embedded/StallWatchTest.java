// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StallWatchTest {
  private long nanos = Long.MAX_VALUE - 1_000;
  private final StallWatch watch = new StallWatch(Duration.ofSeconds(1), () -> nanos);

  private void pass(long millis) {
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private void tickFor(long millis) {
    long tickMillis = watch.tickInterval().toMillis();
    for (long passed = 0; passed < millis; passed += tickMillis) {
      pass(tickMillis);
      watch.tick();
    }
  }

  @Test
  void shouldTellNothingWhileTicksComeInTime() {
    tickFor(10_000);

    assertThat(watch.isRecent()).isFalse();
  }

  @Test
  void shouldGiveAWholeIntervalWhenTheProcessWasHeldUp() {
    tickFor(1_000);
    pass(800);
    assertThat(watch.isRecent()).isTrue();
    tickFor(750);
    assertThat(watch.isRecent()).isTrue();
    tickFor(250);
    assertThat(watch.isRecent()).isFalse();
  }

  @Test
  void shouldTakeNoSmallDelayForAStallWhenTheIntervalIsShort() {
    StallWatch hurried = new StallWatch(Duration.ofMillis(20), () -> nanos);
    pass(90);

    assertThat(hurried.isRecent()).isFalse();
  }
}
