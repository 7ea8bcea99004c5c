// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.quickstart;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.iggy.connector.cli.console.ConsoleBackend;
import org.apache.iggy.connector.cli.console.QueryAnswer;
import org.apache.iggy.connector.cli.console.QueryFailedException;
import org.apache.iggy.connector.cli.console.TableDescription;
import org.apache.iggy.connector.cli.console.TableFigures;
import org.apache.iggy.connector.cli.schema.InferredColumn;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinot;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinotException;
import org.apache.iggy.connector.pinot.embedded.EmbeddedTable;
import org.apache.iggy.connector.pinot.embedded.PartitionLag;
import org.apache.iggy.connector.pinot.embedded.PartitionStatus;
import org.apache.iggy.connector.pinot.embedded.QueryResult;

/** The console's view of a table of an embedded Pinot. Thread-safe. */
final class PinotBackend implements ConsoleBackend {
  private static final Duration FIGURES_TIMEOUT = Duration.ofSeconds(5);

  private final EmbeddedPinot pinot;
  private final EmbeddedTable table;
  private final TableDescription description;
  private final MessageSize messageSize;
  private final AtomicLong lastRows = new AtomicLong(-1);

  PinotBackend(
      EmbeddedPinot pinot,
      EmbeddedTable table,
      TableDescription description,
      MessageSize messageSize) {
    this.pinot = pinot;
    this.table = table;
    this.description = description;
    this.messageSize = messageSize;
  }

  @Override
  public TableDescription description() {
    return description;
  }

  @Override
  public TableFigures figures() {
    QueryResult count = run("SELECT COUNT(*) FROM " + from(), FIGURES_TIMEOUT);
    long rows = count.longAt(0, 0);
    OptionalLong lagMessages = lagMessages();
    boolean isQuiet = lagMessages.orElse(-1) == 0 && rows == lastRows.getAndSet(rows);
    return new TableFigures(
        rows,
        messageSize.meanBytes(),
        lagMessages,
        // Pinot notices only now and then that a quiet topic has nothing new.
        isQuiet ? OptionalLong.of(0) : freshnessMillis(count),
        count.segmentsQueried(),
        problem());
  }

  @Override
  public QueryAnswer query(String sql, Duration timeout) {
    boolean decidesOnNulls = sql.toLowerCase(Locale.ROOT).contains("enablenullhandling");
    boolean withNulls = description.table().hasNullableColumns() && !decidesOnNulls;
    return answer(run(withNulls ? withNullHandling(sql) : sql, timeout));
  }

  /** Behind the query, so that the line and column of an error are those that its author sees. */
  private static String withNullHandling(String sql) {
    return sql.stripTrailing().replaceAll("[;\\s]+$", "") + "\n; SET enableNullHandling=true";
  }

  @Override
  public QueryAnswer newestRows(int limit, Duration timeout) {
    String columns =
        description.table().columns().stream()
            .map(column -> quoted(column.name()))
            .collect(Collectors.joining(", "));
    InferredColumn time = description.table().timeColumn();
    return query(
        "SELECT %s FROM %s ORDER BY %s DESC LIMIT %d"
            .formatted(columns, from(), quoted(time.name()), limit),
        timeout);
  }

  private QueryResult run(String sql, Duration timeout) {
    try {
      return pinot.query(sql, timeout);
    } catch (EmbeddedPinotException e) {
      throw new QueryFailedException(e.getMessage(), e);
    }
  }

  /** The sum over the partitions, if all of them tell. */
  private OptionalLong lagMessages() {
    long sum = 0;
    for (PartitionLag lag : table.lags()) {
      if (lag.records().isEmpty()) {
        return OptionalLong.empty();
      }
      sum += Math.max(0, lag.records().getAsLong());
    }
    return OptionalLong.of(sum);
  }

  private static OptionalLong freshnessMillis(QueryResult result) {
    long freshTo = result.freshnessTimeMillis();
    return freshTo <= 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, System.currentTimeMillis() - freshTo));
  }

  private Optional<String> problem() {
    List<PartitionStatus> stopped =
        table.partitions().stream()
            .filter(partition -> partition.state() == PartitionStatus.State.STOPPED)
            .toList();
    return stopped.stream()
        .findFirst()
        .map(
            first ->
                "Partition "
                    + first.partition()
                    + " is not being read any more: "
                    + first.error().orElse("for an unknown reason"));
  }

  private String from() {
    return quoted(description.table().name());
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }

  private static QueryAnswer answer(QueryResult result) {
    return new QueryAnswer(
        result.columnNames(),
        result.columnTypes(),
        result.rows(),
        result.elapsedMillis(),
        result.docsScanned(),
        result.totalDocs(),
        result.segmentsQueried());
  }
}
