// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.comparison;

import java.lang.management.ManagementFactory;

/**
 * One contestant's share of one round.
 *
 * @param messages how many messages it read
 * @param wallNanos for how long
 * @param cpuNanos processor time of this whole process meanwhile, all its threads
 */
public record Round(long messages, long wallNanos, long cpuNanos) {
  private static final com.sun.management.OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

  /** Processor time of this process so far. */
  public static long processCpuNanos() {
    return SYSTEM.getProcessCpuTime();
  }

  double messagesPerSecond() {
    return messages * 1e9 / wallNanos;
  }

  double cpuNanosPerMessage() {
    return (double) cpuNanos / messages;
  }
}
