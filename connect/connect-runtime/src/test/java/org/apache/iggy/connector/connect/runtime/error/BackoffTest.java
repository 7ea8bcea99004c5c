// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(new BackoffOptions(100, 1_000, 2), new Random(42));

  @Test
  void shouldWaitTwiceAsLongEachTimeUpToTheLimitWithAPartOfChance() {
    long[] most = {100, 200, 400, 800, 1_000, 1_000, 1_000};
    for (long limit : most) {
      assertThat(backoff.nextMillis()).isBetween(limit / 2, limit);
    }
    assertThat(backoff.attempts()).isEqualTo(most.length);
  }

  @Test
  void shouldBeginAnewWhenTheOutageIsOver() {
    for (int i = 0; i < 10; i++) {
      assertThat(backoff.nextMillis()).isPositive();
    }
    backoff.reset();
    assertThat(backoff.attempts()).isZero();
    assertThat(backoff.nextMillis()).isBetween(50L, 100L);
  }

  @Test
  void shouldNotWaitTheSameForTwoTasksThatFailTogether() {
    Backoff other = new Backoff(new BackoffOptions(1_000_000, 1_000_000, 2), new Random(1));
    Backoff another = new Backoff(new BackoffOptions(1_000_000, 1_000_000, 2), new Random(2));
    assertThat(other.nextMillis()).isNotEqualTo(another.nextMillis());
  }

  @Test
  void shouldRefuseWaitsThatAreNone() {
    assertThatThrownBy(() -> new BackoffOptions(0, 10, 2)).hasMessageContaining("from 0 to 10 ms");
    assertThatThrownBy(() -> new BackoffOptions(10, 5, 2)).hasMessageContaining("from 10 to 5 ms");
    assertThatThrownBy(() -> new BackoffOptions(1, 5, 0.5)).hasMessageContaining("by 0.5");
  }
}
