// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.console;

import java.time.Duration;

/** The table that a console shows. Thread-safe. */
public interface ConsoleBackend {
  /** What does not change while the console runs. */
  TableDescription description();

  /**
   * How the table stands now.
   *
   * @throws QueryFailedException when it cannot be told at the moment
   */
  TableFigures figures();

  /**
   * Runs a query of the user's.
   *
   * @param timeout after which the query is given up
   * @throws QueryFailedException when it is wrong, fails or takes too long
   */
  QueryAnswer query(String sql, Duration timeout);

  /**
   * The newest rows, newest first.
   *
   * @param limit how many at most
   * @throws QueryFailedException when they cannot be read
   */
  QueryAnswer newestRows(int limit, Duration timeout);
}
