// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.fetch;

import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.benchmarks.comparison.Round;

/** Runs a contestant for a round. */
final class FetchRound {
  private FetchRound() {}

  /**
   * Lets a contestant read for a time.
   *
   * @throws IllegalStateException when a batch is not full or a payload is not of the right size
   */
  static Round run(Contestant contestant, long millis, int batchSize, int payloadBytes)
      throws Exception {
    long bytesBefore = contestant.payloadBytes();
    long cpu = Round.processCpuNanos();
    long start = System.nanoTime();
    long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
    long messages = 0;
    while (System.nanoTime() < end) {
      int count = contestant.fetch();
      if (count != batchSize) {
        throw new IllegalStateException(
            contestant.name() + " got " + count + " messages instead of " + batchSize);
      }
      messages += count;
    }
    Round round = new Round(messages, System.nanoTime() - start, Round.processCpuNanos() - cpu);
    if (contestant.payloadBytes() - bytesBefore != messages * payloadBytes) {
      throw new IllegalStateException(contestant.name() + " did not reach all payloads");
    }
    return round;
  }
}
