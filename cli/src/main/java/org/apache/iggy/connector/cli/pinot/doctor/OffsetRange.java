// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

/**
 * What a partition holds, and where the table would start in it.
 *
 * @param earliest offset of the oldest message that is there
 * @param next offset that the next message gets
 */
public record OffsetRange(long earliest, long next) {
  /** How many messages there are. */
  public long count() {
    return next - earliest;
  }
}
