// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestPacingTest {
  private static final int COUNT = 900;

  private final RequestPacing pacing = new RequestPacing();
  private long nanos = System.nanoTime();

  @Test
  void shouldAskAtOnceWhenNobodyDecodesAhead() {
    assertThat(indexAfter(4_000, 100, false)).isZero();
    assertThat(pacing.asksAtOnce()).isTrue();
    assertThat(indexAfter(4_000, 100, false)).isZero();
  }

  @Test
  void shouldAskBehindAThirdOfTheBatchWhenAnotherThreadDecodes() {
    decodeAhead();
    assertThat(indexAfter(4_000, 100, true)).isEqualTo(COUNT / 3);
    assertThat(indexAfter(4_000, 300, true)).isEqualTo(COUNT / 3);
  }

  @Test
  void shouldAskAtOnceAgainWhenTheThreadIsGone() {
    decodeAhead();
    assertThat(indexAfter(4_000, 300, false)).isZero();
    assertThat(pacing.asksAtOnce()).isTrue();
  }

  @Test
  void shouldAskAtOnceForAWhileWhenAnAnswerCameTooLate() {
    decodeAhead();
    assertThat(indexAfter(4_000, 100, true)).isEqualTo(COUNT / 3);
    assertThat(indexAfter(4_000, 2_000, true)).isZero();
    for (int i = 1; i < RequestPacing.BATCHES_AT_ONCE; i++) {
      assertThat(pacing.asksAtOnce()).isTrue();
      assertThat(indexAfter(4_000, 2_000, true)).isZero();
    }
    assertThat(pacing.asksAtOnce()).isFalse();
    assertThat(indexAfter(4_000, 100, true)).isEqualTo(COUNT / 3);
  }

  /** The first batch that is decoded ahead was fetched before that was known. */
  private void decodeAhead() {
    assertThat(pacing.asksAtOnce()).isTrue();
    assertThat(indexAfter(4_000, 100, true)).isZero();
    assertThat(pacing.asksAtOnce()).isFalse();
  }

  /** A fetch of so long, after so much time for the batch before. */
  private int indexAfter(long indexingMicros, long fetchMicros, boolean decodesAhead) {
    long start = nanos + TimeUnit.MICROSECONDS.toNanos(indexingMicros);
    nanos = start + TimeUnit.MICROSECONDS.toNanos(fetchMicros);
    return pacing.index(start, nanos, COUNT, decodesAhead);
  }
}
