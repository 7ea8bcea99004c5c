// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.postgresql.jdbc.PgConnection;

/**
 * Cuts a connection on which writing takes too long: the driver's own timeout watches what it
 * reads, and a server that stands still may stop taking what is written.
 */
final class WriteDeadline implements AutoCloseable {
  private final Duration limit;
  private final ScheduledThreadPoolExecutor timer;

  WriteDeadline(Duration limit) {
    this.limit = limit;
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "postgres-sink-deadline");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Starts to watch a connection, until what is given back is cancelled. */
  ScheduledFuture<?> watch(Connection connection) throws SQLException {
    PgConnection physical = connection.unwrap(PgConnection.class);
    return timer.schedule(() -> cut(physical), limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static void cut(PgConnection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It is closed already.
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
