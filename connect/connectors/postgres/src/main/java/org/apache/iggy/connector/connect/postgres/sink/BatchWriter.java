// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.iggy.connector.connect.api.SinkBatch;

/** Brings batches into the table, each in a transaction of its own. One thread uses it. */
interface BatchWriter {
  /**
   * Writes a batch and commits it.
   *
   * @param connection in auto-commit mode
   * @param rejections gets the records that are not written
   * @throws SQLException when nothing of the batch is to be taken as written
   */
  void write(Connection connection, SinkBatch batch, Rejections rejections) throws SQLException;
}
