// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import org.apache.iggy.connector.connect.api.ConnectRecord;

/** Turns records into rows as {@code COPY ... FROM STDIN} takes them. One thread uses it. */
interface RowEncoder {
  /** What stands behind {@code WITH} in the statement. */
  String options();

  /** Puts what comes before all rows. */
  void begin(CopyBuffer out);

  /**
   * Puts a row.
   *
   * @throws RuntimeException when the record cannot be a row; what was put of it is to be forgotten
   */
  void row(CopyBuffer out, ConnectRecord record);

  /** Puts a row of the staging table: one with its number, and whether it deletes, at the end. */
  void stagedRow(CopyBuffer out, ConnectRecord record, int number, boolean isDelete);

  /** Puts what comes behind all rows. */
  void end(CopyBuffer out);
}
