// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.SinkBatch;

/** TODO. */
final class ColumnsWriter implements BatchWriter {
  ColumnsWriter(TargetTable table, SinkSettings settings, Codec json, ConnectorContext context) {}

  @Override
  public void write(Connection connection, SinkBatch batch, Rejections rejections)
      throws SQLException {
    throw new UnsupportedOperationException();
  }
}
