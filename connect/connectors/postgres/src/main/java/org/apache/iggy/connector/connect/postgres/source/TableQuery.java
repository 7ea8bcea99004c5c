// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.postgres.TableName;

/**
 * The queries of a table. Each returns the row's version first ({@code xmin}, null for what has
 * none), then the columns of the order as text, then all columns.
 */
final class TableQuery {
  /**
   * The transaction id of a row's version in 64 bits, of which the row has the lower 32; {@code ?}
   * is the snapshot's xmax, which is behind every id there is.
   */
  private static final String FULL_ID =
      "(x.xmax - ((x.xmax %% 4294967296) - %s + 4294967296) %% 4294967296)";

  private final SourceTable table;
  private final PollingSettings settings;
  private final List<String> order;

  TableQuery(SourceTable table, PollingSettings settings) {
    this.table = table;
    this.settings = settings;
    this.order = order();
    requireColumns();
  }

  private List<String> order() {
    List<String> columns = new ArrayList<>();
    columns.add(settings.trackingColumn());
    keyColumns().stream().filter(column -> !columns.contains(column)).forEach(columns::add);
    return List.copyOf(columns);
  }

  private void requireColumns() {
    List<String> needed = new ArrayList<>();
    if (settings.customQuery() == null) {
      needed.addAll(order);
      needed.add(settings.payloadColumn());
    }
    needed.add(settings.processedColumn());
    needed.add(settings.primaryKeyColumn());
    needed.removeIf(column -> column == null || table.columns().containsKey(column));
    if (!needed.isEmpty()) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          "the table "
              + table.configured()
              + " has no column "
              + needed.get(0)
              + ": see tracking_column, primary_key_column, payload_column and processed_column."
              + " It has "
              + String.join(", ", table.columns().keySet()));
    }
  }

  /** The columns that tell rows apart; empty when nothing does. */
  List<String> keyColumns() {
    if (settings.primaryKeyColumn() != null) {
      return List.of(settings.primaryKeyColumn());
    }
    if (settings.isQueue() && table.primaryKey().isEmpty()) {
      return List.of(settings.trackingColumn());
    }
    return table.primaryKey();
  }

  /** The tracking column and behind it those that tell rows of one value apart. */
  List<String> orderColumns() {
    return order;
  }

  /** Whether rows of one tracking value are told apart. */
  boolean isTotalOrder() {
    return !keyColumns().isEmpty();
  }

  /** Rows behind a position; its values are the parameters. */
  String after(List<String> position, int limit) {
    List<String> conditions = conditions();
    if (position != null) {
      boolean whole = position.size() == order.size();
      // What the Rust runtime left says nothing of other rows with the same value.
      conditions.add(compare(position.size(), whole ? ">" : ">="));
    } else if (!settings.isQueue()) {
      conditions.add(column(settings.trackingColumn()) + " IS NOT NULL");
    }
    return select("", conditions, limit);
  }

  /**
   * Rows that have turned up between two positions; parameters are xmax, the snapshot, the upper
   * and the lower position.
   */
  String late(List<String> upper, List<String> lower, int limit) {
    List<String> conditions = conditions();
    String id = "t.xmin::text::bigint";
    conditions.add(
        id + " > 2 AND NOT txid_visible_in_snapshot(" + FULL_ID.formatted(id) + ", x.seen)");
    conditions.add(compare(upper.size(), "<="));
    if (lower != null) {
      conditions.add(compare(lower.size(), ">"));
    }
    return select(
        " CROSS JOIN (SELECT ?::bigint AS xmax, ?::txid_snapshot AS seen) x", conditions, limit);
  }

  private List<String> conditions() {
    List<String> conditions = new ArrayList<>();
    if (settings.processedColumn() != null) {
      conditions.add(column(settings.processedColumn()) + " IS NOT TRUE");
    }
    if (settings.initialOffset() != null) {
      conditions.add(column(settings.trackingColumn()) + " > " + initialOffset());
    }
    return conditions;
  }

  private String initialOffset() {
    String literal = "'" + settings.initialOffset().replace("'", "''") + "'";
    return "CAST(" + literal + " AS " + type(settings.trackingColumn()) + ")";
  }

  private String compare(int columns, String operator) {
    List<String> compared = order.subList(0, columns);
    return "("
        + compared.stream().map(TableQuery::column).collect(Collectors.joining(", "))
        + ") "
        + operator
        + " ("
        + compared.stream()
            .map(name -> "CAST(? AS " + type(name) + ")")
            .collect(Collectors.joining(", "))
        + ")";
  }

  private String select(String from, List<String> conditions, int limit) {
    return "SELECT "
        + (table.isTable() ? "t.xmin::text" : "NULL::text")
        + order.stream().map(name -> ", " + column(name) + "::text").collect(Collectors.joining())
        + ", t.* FROM "
        + table.name().sql()
        + " t"
        + from
        + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
        + " ORDER BY "
        + order.stream().map(TableQuery::column).collect(Collectors.joining(", "))
        + " LIMIT "
        + limit;
  }

  /** Deletes or marks rows by key and version; one array of texts is the parameter for each. */
  String release() {
    String name = table.name().sql();
    String rows = releasedRows() + " WHERE " + isReleased();
    return settings.deleteAfterRead()
        ? "DELETE FROM " + name + " t USING " + rows
        : "UPDATE "
            + name
            + " t SET "
            + TableName.quote(settings.processedColumn())
            + " = TRUE FROM "
            + rows;
  }

  /** The parameters as the table {@code v}: a column for each of the key, and the version. */
  private String releasedRows() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < keyColumns().size(); i++) {
      names.add("k" + i);
    }
    names.add("version");
    return "(SELECT * FROM unnest("
        + String.join(", ", Collections.nCopies(names.size(), "?::text[]"))
        + ") AS v("
        + String.join(", ", names)
        + ")) v";
  }

  private String isReleased() {
    List<String> key = keyColumns();
    StringBuilder where = new StringBuilder();
    for (int i = 0; i < key.size(); i++) {
      where.append(column(key.get(i)) + " = CAST(v.k" + i + " AS " + type(key.get(i)) + ") AND ");
    }
    // A row that has changed since it was read is left, and read again.
    return where + (table.isTable() ? "(v.version IS NULL OR t.xmin::text = v.version)" : "true");
  }

  private static String column(String name) {
    return "t." + TableName.quote(name);
  }

  private String type(String column) {
    return table.columns().get(column);
  }
}
