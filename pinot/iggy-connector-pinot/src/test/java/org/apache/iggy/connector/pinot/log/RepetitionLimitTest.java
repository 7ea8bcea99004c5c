// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RepetitionLimitTest {
  private final AtomicLong clockNanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final RepetitionLimit limit = new RepetitionLimit(1_000, clockNanos::get);

  @Test
  void shouldPassOneLineAnIntervalAndCountTheOthers() {
    assertThat(limit.take()).isZero();
    clockNanos.addAndGet(999_999_999);
    assertThat(limit.take()).isEqualTo(RepetitionLimit.HELD_BACK);
    assertThat(limit.take()).isEqualTo(RepetitionLimit.HELD_BACK);
    clockNanos.addAndGet(1);
    assertThat(limit.take()).isEqualTo(2);
    assertThat(limit.take()).isEqualTo(RepetitionLimit.HELD_BACK);
    clockNanos.addAndGet(1_000_000_000);
    assertThat(limit.take()).isEqualTo(1);
  }

  @Test
  void shouldSayHowManyLinesAreMissing() {
    assertThat(RepetitionLimit.suffix(0)).isEmpty();
    assertThat(RepetitionLimit.suffix(7)).isEqualTo(" (7 lines like this were held back)");
  }
}
