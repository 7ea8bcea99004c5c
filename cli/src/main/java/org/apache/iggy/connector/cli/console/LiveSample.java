// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.console;

import java.util.OptionalLong;

/**
 * One point of the live charts.
 *
 * @param rows rows in the table
 * @param rowsPerSecond rows that appeared a second since the point before
 * @param bytesPerSecond the same in bytes of messages, by their average size
 * @param lagMessages messages not in the table yet; empty when not known
 * @param freshnessMillis age of the data; empty when not known
 */
record LiveSample(
    long rows,
    double rowsPerSecond,
    double bytesPerSecond,
    OptionalLong lagMessages,
    OptionalLong freshnessMillis) {

  /** The point that follows an earlier one after some time. */
  static LiveSample following(TableFigures earlier, TableFigures now, long elapsedNanos) {
    double seconds = elapsedNanos / 1e9;
    double rowsPerSecond = Math.max(0, now.rows() - earlier.rows()) / seconds;
    return new LiveSample(
        now.rows(),
        rowsPerSecond,
        rowsPerSecond * now.meanMessageBytes(),
        now.lagMessages(),
        now.freshnessMillis());
  }
}
