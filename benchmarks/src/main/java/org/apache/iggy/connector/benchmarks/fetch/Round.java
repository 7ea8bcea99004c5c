// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.fetch;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * One contestant's share of one round.
 *
 * @param messages how many messages it read
 * @param wallNanos for how long
 * @param cpuNanos processor time of this whole process meanwhile, all its threads
 */
record Round(long messages, long wallNanos, long cpuNanos) {
  private static final com.sun.management.OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

  /**
   * Lets a contestant read for a time.
   *
   * @throws IllegalStateException when a batch is not full or a payload is not of the right size
   */
  static Round run(Contestant contestant, long millis, int batchSize, int payloadBytes)
      throws Exception {
    long bytesBefore = contestant.payloadBytes();
    long cpu = SYSTEM.getProcessCpuTime();
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
    Round round = new Round(messages, System.nanoTime() - start, SYSTEM.getProcessCpuTime() - cpu);
    if (contestant.payloadBytes() - bytesBefore != messages * payloadBytes) {
      throw new IllegalStateException(contestant.name() + " did not reach all payloads");
    }
    return round;
  }

  double messagesPerSecond() {
    return messages * 1e9 / wallNanos;
  }

  double cpuNanosPerMessage() {
    return (double) cpuNanos / messages;
  }
}
