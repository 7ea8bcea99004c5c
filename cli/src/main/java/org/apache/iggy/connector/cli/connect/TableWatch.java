// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.iggy.connector.connect.postgres.embedded.PostgresServer;

/** Tells how a table grows, and when it has grown enough. */
final class TableWatch implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 500;
  private static final int LOOKS_A_LINE = 10;

  private final PostgresServer postgres;
  private final String table;
  private final Consumer<String> out;
  private final ScheduledExecutorService thread;
  private ScheduledFuture<?> watching;
  private int looks;

  TableWatch(PostgresServer postgres, String table, Consumer<String> out) {
    this.postgres = postgres;
    this.table = table;
    this.out = out;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread watch = new Thread(task, "table-watch");
              watch.setDaemon(true);
              return watch;
            });
  }

  /** Looks from now on, and tells once when there are enough rows. */
  void start(Optional<Long> enough, Runnable whenEnough) {
    watching =
        thread.scheduleAtFixedRate(
            () -> look(enough.orElse(Long.MAX_VALUE), whenEnough),
            INTERVAL_MILLIS,
            INTERVAL_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  private void look(long enough, Runnable whenEnough) {
    long rows = rows();
    if (rows == 0) {
      return;
    }
    boolean isEnough = rows >= enough;
    if (isEnough || looks++ % LOOKS_A_LINE == 0) {
      out.accept("PostgreSQL: " + Amount.count(rows, "row") + " in the table " + table);
    }
    if (isEnough) {
      whenEnough.run();
      thread.shutdown();
    }
  }

  /** How many rows there are; none while the sink has not made the table. */
  long rows() {
    boolean exists =
        postgres.count("SELECT count(*) FROM pg_tables WHERE tablename = '" + table + "'") > 0;
    return exists ? postgres.count("SELECT count(*) FROM " + table) : 0;
  }

  @Override
  public void close() {
    if (watching != null) {
      watching.cancel(false);
    }
    thread.shutdownNow();
  }
}
