// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.error;

/**
 * How waits between attempts grow.
 *
 * @param initialMillis the first wait before jitter, at least 1
 * @param maxMillis the longest wait before jitter, at least the first
 * @param multiplier by how much a wait is longer than the one before, at least 1
 */
public record BackoffOptions(long initialMillis, long maxMillis, double multiplier) {
  /** Checks the ranges. */
  public BackoffOptions {
    if (initialMillis < 1 || maxMillis < initialMillis || !(multiplier >= 1)) {
      throw new IllegalArgumentException(
          "no backoff: from " + initialMillis + " to " + maxMillis + " ms by " + multiplier);
    }
  }
}
