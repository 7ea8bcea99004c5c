// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres;

import java.sql.SQLException;
import java.util.Set;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What PostgreSQL's error codes mean for a connector (appendix A of PostgreSQL's manual, <a
 * href="https://www.postgresql.org/docs/current/errcodes-appendix.html">Error Codes</a>).
 */
public final class SqlErrors {
  /** Another row has the key already. */
  public static final String UNIQUE_VIOLATION = "23505";

  /** Serialization failure, deadlock, lock not available, read-only (a standby), internal. */
  private static final Set<String> PASSING =
      Set.of("40001", "40P01", "55P03", "55006", "25006", "57014", "XX000");

  /** Classes: connection, resources, intervention of an operator, system. */
  private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57", "58");

  /** Classes: data, integrity, check option, program limit, raised by a trigger. */
  private static final Set<String> ROW_CLASSES = Set.of("22", "23", "44", "54", "P0");

  /** Of the driver, not in repertoire, untranslatable. */
  private static final Set<String> ENCODING = Set.of("22000", "22021", "22P05");

  private SqlErrors() {}

  /** The error that says most: pools and drivers wrap it. */
  public static SQLException root(SQLException error) {
    SQLException root = error;
    for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        root = sql;
      }
    }
    return root;
  }

  /** Its five characters; never null. */
  public static String state(SQLException error) {
    String state = root(error).getSQLState();
    return state == null ? "" : state;
  }

  /** Whether the database finds fault with a row, rather than with the statement or itself. */
  public static boolean isAboutRow(SQLException error) {
    String state = state(error);
    return state.length() == 5 && ROW_CLASSES.contains(state.substring(0, 2));
  }

  /** Whether a text cannot be turned into UTF-8. */
  public static boolean isAboutEncoding(SQLException error) {
    return ENCODING.contains(state(error));
  }

  /** What is to be done about it. */
  public static ErrorCategory category(SQLException error) {
    String state = state(error);
    if (state.length() < 5
        || PASSING.contains(state)
        || (PASSING_CLASSES.contains(state.substring(0, 2)) && !state.equals("57P04"))) {
      return ErrorCategory.TRANSIENT;
    }
    return isAboutRow(error) ? ErrorCategory.PERMANENT : ErrorCategory.CONFIGURATION;
  }

  /**
   * The constraint that a row breaks; empty when there is none. For a unique index without a
   * constraint it is the index.
   */
  public static String constraint(SQLException error) {
    ServerErrorMessage message = serverMessage(error);
    return message == null || message.getConstraint() == null ? "" : message.getConstraint();
  }

  private static ServerErrorMessage serverMessage(SQLException error) {
    return root(error) instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
  }

  /**
   * An error for the runtime, with advice where there is one.
   *
   * @param doing what was not done, such as {@code cannot write to events}
   */
  public static ConnectException toConnectException(String doing, SQLException error) {
    return new ConnectException(
        category(error), doing + ": " + describe(error) + advice(state(error)), error);
  }

  /** What the database says, without the row's content, which its details repeat. */
  public static String describe(SQLException error) {
    SQLException root = root(error);
    ServerErrorMessage message = serverMessage(error);
    String text = message == null ? root.getMessage() : message.getMessage();
    String state = state(error);
    return text + (state.isEmpty() ? "" : " (SQLSTATE " + state + ")");
  }

  private static String advice(String state) {
    return switch (state) {
      case "28P01", "28000" ->
          "; set user and password in connection_string, and see that"
              + " pg_hba.conf lets them in";
      case "3D000" -> "; create the database, or name another one in connection_string";
      case "3F000" -> "; create the schema";
      case "42501" -> "; grant the user of connection_string what is missing";
      case "53300" -> "; raise max_connections of the server, or lower the connectors'";
      case "08001", "08004" ->
          "; see that host and port in connection_string are right and that" + " the server runs";
      default -> "";
    };
  }
}
