// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

import java.time.Duration;

/**
 * How long faults last: some seconds, unless {@code -Dfault.seconds=20} says how many it shall be.
 */
final class FaultLength {
  private static final String SECONDS = System.getProperty("fault.seconds", "");

  private FaultLength() {}

  /** The length to take instead of this one. */
  static Duration of(Duration usual) {
    return SECONDS.isEmpty() ? usual : Duration.ofSeconds(Long.parseLong(SECONDS));
  }
}
