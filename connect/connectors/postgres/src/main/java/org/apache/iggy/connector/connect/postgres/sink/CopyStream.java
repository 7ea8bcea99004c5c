// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** A {@code COPY} that runs; rows go to the server while the next are made. */
final class CopyStream implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final CopyIn copy;
  private final RowEncoder encoder;
  private final CopyBuffer buffer;

  /** Starts one into some columns of a table, both as SQL has them. */
  CopyStream(
      Connection connection, String table, String columns, RowEncoder encoder, CopyBuffer buffer)
      throws SQLException {
    this.encoder = encoder;
    this.buffer = buffer;
    copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + table + " (" + columns + ") FROM STDIN WITH " + encoder.options());
    buffer.truncate(0);
    encoder.begin(buffer);
  }

  /** The buffer to put a row in. */
  CopyBuffer buffer() {
    return buffer;
  }

  /** Sends what is in the buffer once it is worth it. */
  void rowEnded() throws SQLException {
    if (buffer.size() >= CHUNK_BYTES) {
      flush();
    }
  }

  /** Sends rows that were made before. */
  void send(byte[] rows, int offset, int length) throws SQLException {
    flush();
    copy.writeToCopy(rows, offset, length);
  }

  private void flush() throws SQLException {
    if (buffer.size() > 0) {
      copy.writeToCopy(buffer.bytes(), 0, buffer.size());
      buffer.truncate(0);
    }
  }

  /** Ends it; the rows are in the table then, or the transaction has failed. */
  void end() throws SQLException {
    encoder.end(buffer);
    flush();
    copy.endCopy();
  }

  /** Gives it up, unless it has ended or failed. */
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
