// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.connect.postgres.embedded.PostgresServer;

/** Leaves a server as it was, between tests. */
final class SlotCleaner {
  private final PostgresServer server;

  SlotCleaner(PostgresServer server) {
    this.server = server;
  }

  /** Drops all slots, publications and tables. */
  void clean() throws InterruptedException {
    dropSlots();
    for (List<Object> row : server.query("SELECT pubname FROM pg_publication")) {
      server.execute("DROP PUBLICATION \"" + row.get(0) + "\"");
    }
    dropTables();
  }

  /** Ends what reads slots, and drops them. */
  void dropSlots() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (server.count("SELECT count(*) FROM pg_replication_slots WHERE active") > 0) {
      server.execute(
          "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active");
      assertBefore(end);
      TimeUnit.MILLISECONDS.sleep(20);
    }
    server.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
  }

  private void dropTables() {
    for (List<Object> row :
        server.query(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                + " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")) {
      server.execute("DROP TABLE IF EXISTS " + row.get(0) + " CASCADE");
    }
  }

  private static void assertBefore(long end) {
    if (System.nanoTime() > end) {
      throw new AssertionError("a replication slot stays active");
    }
  }
}
