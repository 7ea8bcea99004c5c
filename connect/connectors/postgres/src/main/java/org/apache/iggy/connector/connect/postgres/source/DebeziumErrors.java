// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.sql.SQLException;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.postgres.SqlErrors;

/** What errors of Debezium mean: they are of the database, most of them, and wrapped often. */
final class DebeziumErrors {
  private DebeziumErrors() {}

  /** An error for the runtime. */
  static Exception translate(Exception error, CdcSettings settings) {
    if (error instanceof ConnectException || error instanceof InterruptedException) {
      return error;
    }
    SQLException sql = null;
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException found && found.getSQLState() != null) {
        sql = found;
      }
    }
    if (sql == null) {
      return new ConnectException(
          ErrorCategory.TRANSIENT,
          "cannot follow " + settings.database() + ": " + innermost(error).getMessage(),
          error);
    }
    return new ConnectException(
        category(sql),
        "cannot follow "
            + settings.database()
            + ": "
            + SqlErrors.describe(sql)
            + advice(sql, settings),
        error);
  }

  private static ErrorCategory category(SQLException error) {
    return SqlErrors.category(error) == ErrorCategory.CONFIGURATION
        ? ErrorCategory.CONFIGURATION
        : ErrorCategory.TRANSIENT;
  }

  private static String advice(SQLException error, CdcSettings settings) {
    String message = String.valueOf(error.getMessage());
    if (message.contains("publication") && message.contains("does not exist")) {
      return "; the publication was made after changes that are still to be read: drop the slot with"
          + " SELECT pg_drop_replication_slot('"
          + settings.slot()
          + "') and reset the connector's state, or set on_slot_lost = \"snapshot\"";
    }
    return "";
  }

  private static Throwable innermost(Throwable error) {
    Throwable innermost = error;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost;
  }
}
