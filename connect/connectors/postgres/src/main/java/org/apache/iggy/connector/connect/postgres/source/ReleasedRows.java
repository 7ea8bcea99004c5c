// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Rows that are deleted or marked once Iggy has them. */
record ReleasedRows(PolledTable table, List<TablePage.ReadRow> rows) {

  /** Deletes or marks them; those that have changed or are gone are left as they are. */
  void release(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(table.query().release())) {
      int keyColumns = table.query().keyColumns().size();
      for (int i = 0; i < keyColumns; i++) {
        int column = i;
        Object[] values = rows.stream().map(row -> row.key().get(column)).toArray();
        statement.setArray(i + 1, connection.createArrayOf("text", values));
      }
      Object[] versions = rows.stream().map(TablePage.ReadRow::version).toArray();
      statement.setArray(keyColumns + 1, connection.createArrayOf("text", versions));
      statement.executeUpdate();
    }
  }
}
