// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.iggy.connector.connect.postgres.SqlErrors;

/**
 * The rows of a query, whose columns are read as text.
 *
 * <p>A server fails a query as a whole when it cannot turn one text of one row into UTF-8. The
 * query is run once more then, for the bytes that the database has, and only the columns concerned
 * cannot be read. One thread uses it.
 */
final class TextRows implements AutoCloseable {
  /** A transaction that is to go on behind such a failure has this savepoint. */
  static final String SAVEPOINT = "iggy_rows";

  private static final String NOT_TEXT = "22021";

  private final Statement statement;
  private final ResultSet result;
  private final List<String> names;
  private final List<String> types;

  /** The encoding of columns that come as bytes; null for those that come as text. */
  private final Charset charset;

  private TextRows(
      Statement statement, ResultSet result, ResultSetMetaData columns, Charset charset)
      throws SQLException {
    this.statement = statement;
    this.result = result;
    this.charset = charset;
    this.names = new ArrayList<>();
    this.types = new ArrayList<>();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      names.add(columns.getColumnName(column));
      types.add(columns.getColumnTypeName(column));
    }
  }

  /** Runs a query for so many rows at most. */
  static TextRows open(Connection connection, String sql, List<String> parameters, int maxRows)
      throws SQLException {
    Statement statement = statement(connection, sql, parameters, maxRows);
    try {
      ResultSet result = execute(statement, sql);
      return new TextRows(statement, result, result.getMetaData(), null);
    } catch (SQLException e) {
      statement.close();
      if (!SqlErrors.isAboutEncoding(e)) {
        throw e;
      }
      return openBytes(connection, sql, parameters, maxRows);
    }
  }

  private static TextRows openBytes(
      Connection connection, String sql, List<String> parameters, int maxRows) throws SQLException {
    Charset charset;
    try (Statement statement = connection.createStatement()) {
      if (!connection.getAutoCommit()) {
        statement.execute("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
      }
      charset = charsetOf(statement);
    }
    String none = "SELECT * FROM " + subquery(sql) + " AS r LIMIT 0";
    try (Statement described = statement(connection, none, parameters, 0);
        ResultSet columns = execute(described, none)) {
      String bytes = bytesOf(sql, columns.getMetaData().getColumnCount());
      Statement statement = statement(connection, bytes, parameters, maxRows);
      return new TextRows(statement, execute(statement, bytes), columns.getMetaData(), charset);
    }
  }

  /** The bytes of each column's text, as the output of a query would have it. */
  private static String bytesOf(String sql, int columns) {
    String names =
        IntStream.rangeClosed(1, columns)
            .mapToObj(column -> "c" + column)
            .collect(Collectors.joining(", "));
    return IntStream.rangeClosed(1, columns)
        .mapToObj(
            column ->
                "CASE WHEN c%1$d IS DISTINCT FROM NULL"
                    .concat(" THEN convert_to(format('%%s', c%1$d), getdatabaseencoding()) END")
                    .formatted(column))
        .collect(
            Collectors.joining(", ", "SELECT ", " FROM " + subquery(sql) + " AS r(" + names + ")"));
  }

  /** A query of users may end with a semicolon or a comment. */
  private static String subquery(String sql) {
    return "(" + sql.strip().replaceAll(";+$", "") + "\n)";
  }

  private static Charset charsetOf(Statement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery("SHOW server_encoding")) {
      result.next();
      return charsetOf(result.getString(1));
    }
  }

  /** Most encodings have one name in both worlds; all of them have ASCII in common. */
  private static Charset charsetOf(String encoding) {
    String name = encoding.startsWith("WIN1") ? "windows-" + encoding.substring(3) : encoding;
    if (encoding.equals("SQL_ASCII")) {
      return StandardCharsets.UTF_8; // It takes all bytes, of which those that are UTF-8 are text.
    }
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.US_ASCII;
  }

  /** Without parameters a question mark is an operator, as in queries of users. */
  private static Statement statement(
      Connection connection, String sql, List<String> parameters, int maxRows) throws SQLException {
    Statement statement;
    if (parameters.isEmpty()) {
      statement = connection.createStatement();
    } else {
      PreparedStatement prepared = connection.prepareStatement(sql);
      for (int i = 0; i < parameters.size(); i++) {
        prepared.setString(i + 1, parameters.get(i));
      }
      statement = prepared;
    }
    statement.setMaxRows(maxRows);
    return statement;
  }

  private static ResultSet execute(Statement statement, String sql) throws SQLException {
    return statement instanceof PreparedStatement prepared
        ? prepared.executeQuery()
        : statement.executeQuery(sql);
  }

  /** The names of the columns; the first column has number 1 everywhere else. */
  List<String> names() {
    return names;
  }

  /** What the driver calls a column's type, such as {@code int4} or {@code _text}. */
  String type(int column) {
    return types.get(column - 1);
  }

  /** Moves to the next row; false behind the last. */
  boolean next() throws SQLException {
    return result.next();
  }

  /**
   * A column of the row.
   *
   * @throws SQLException one of {@link SqlErrors#isAboutEncoding} when this column cannot be read
   */
  String text(int column) throws SQLException {
    if (charset == null) {
      return result.getString(column);
    }
    byte[] bytes = result.getBytes(column);
    try {
      return bytes == null ? null : charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new SQLException("its bytes are not " + charset, NOT_TEXT, e);
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
