// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.random;

/** When how many records are due. Times are those of {@link System#nanoTime}. */
interface Pace {
  /** Takes the records that are due now; 0 when none are. */
  long take(long nowNanos);

  /** When the next records are due. */
  long nextDueNanos(long nowNanos);
}
