// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iggy.connector.connect.postgres.SharedPostgres;
import org.apache.iggy.connector.connect.postgres.embedded.PostgresServer;

/** A table of a test's own on a server that all tests of the sink share. */
final class TestTable {
  private static final PostgresServer SERVER = SharedPostgres.server();

  private static final AtomicInteger TABLES = new AtomicInteger();

  private final String name = "t" + TABLES.incrementAndGet();

  /** The server. A test that ends it starts it again. */
  static PostgresServer server() {
    return SERVER;
  }

  String name() {
    return name;
  }

  /** Creates it with columns and constraints as SQL has them. */
  void create(String definition) {
    SERVER.execute("CREATE TABLE " + name + " (" + definition + ")");
  }

  void execute(String sql) {
    SERVER.execute(sql.replace("{t}", name));
  }

  /** The rows of a query in which {@code {t}} stands for its name. */
  List<List<Object>> query(String sql) {
    return SERVER.query(sql.replace("{t}", name));
  }

  long count() {
    return SERVER.count("SELECT count(*) FROM " + name);
  }

  boolean exists() {
    return SERVER.count("SELECT count(*) FROM pg_tables WHERE tablename = '" + name + "'") > 0;
  }
}
