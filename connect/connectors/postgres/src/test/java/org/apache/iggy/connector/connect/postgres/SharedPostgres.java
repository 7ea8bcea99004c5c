// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres;

import org.apache.iggy.connector.connect.postgres.embedded.PostgresServer;

/**
 * The server of all tests that need no other: it ends with the JVM. A test that ends it starts it
 * again, and leaves no slot and no publication behind.
 */
public final class SharedPostgres {
  private static final PostgresServer SERVER = PostgresServer.launch("wal_level=logical");

  private SharedPostgres() {}

  /** The server. */
  public static PostgresServer server() {
    return SERVER;
  }
}
