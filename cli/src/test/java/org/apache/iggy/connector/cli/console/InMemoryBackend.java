// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.iggy.connector.cli.schema.ExampleQueries;
import org.apache.iggy.connector.cli.schema.IggyStreamConfigs;
import org.apache.iggy.connector.cli.schema.InferredColumn;
import org.apache.iggy.connector.cli.schema.PinotTable;
import org.apache.iggy.connector.cli.schema.PrettyJson;
import org.apache.iggy.connector.cli.schema.TimeFormat;
import org.apache.pinot.spi.data.FieldSpec.DataType;

/** A table of rows that are computed, for the tests of the console alone. */
final class InMemoryBackend implements ConsoleBackend {
  private static final List<String> EVENT_TYPES =
      List.of("page_view", "search", "add_to_cart", "purchase", "app_open");
  private static final int ROWS_A_LOOK = 3_000;

  private final AtomicLong rows = new AtomicLong();
  private final PinotTable table =
      new PinotTable(
          "user_events",
          List.of(
              column("userId", DataType.STRING, InferredColumn.Role.DIMENSION),
              column("eventType", DataType.STRING, InferredColumn.Role.DIMENSION),
              column("duration", DataType.LONG, InferredColumn.Role.METRIC),
              column("timestamp", DataType.LONG, InferredColumn.Role.TIME)));

  private static InferredColumn column(String name, DataType type, InferredColumn.Role role) {
    boolean isTime = role == InferredColumn.Role.TIME;
    return new InferredColumn(
        name,
        Optional.of(name),
        type,
        role,
        false,
        false,
        20,
        isTime ? Optional.of(TimeFormat.EPOCH_MILLIS) : Optional.empty());
  }

  @Override
  public TableDescription description() {
    IggyStreamConfigs streamConfigs =
        new IggyStreamConfigs(
            "127.0.0.1",
            8090,
            "demo",
            "user-events",
            table.name(),
            false,
            100_000,
            Map.of("username", "iggy", "password.env", "IGGY_PASSWORD"));
    return new TableDescription(
        "Iggy: embedded, 127.0.0.1:8090.",
        "demo",
        "user-events",
        table,
        PrettyJson.write(table.schemaJson()),
        PrettyJson.write(table.tableConfigJson(streamConfigs.toMap())),
        ExampleQueries.of(table));
  }

  @Override
  public TableFigures figures() {
    long now = rows.addAndGet(ROWS_A_LOOK + rows.get() % 700);
    return new TableFigures(
        now,
        142,
        OptionalLong.of(now % 1_500),
        OptionalLong.of(40 + now % 90),
        5,
        Optional.empty());
  }

  /** Knows three queries: a count, one that fails, and many rows for everything else. */
  @Override
  public QueryAnswer query(String sql, Duration timeout) {
    String lower = sql.toLowerCase(Locale.ROOT);
    if (lower.contains("no_such_column")) {
      throw new QueryFailedException("Unknown columnName 'no_such_column' found in the query");
    }
    if (lower.contains("count(*)") && !lower.contains("group by")) {
      return answer(List.of("row_count"), List.of("LONG"), List.of(List.of(rows.get())));
    }
    if (lower.contains("group by")) {
      List<List<Object>> groups = new ArrayList<>();
      EVENT_TYPES.forEach(type -> groups.add(List.of(type, 120_000L / (groups.size() + 1))));
      return answer(List.of("eventType", "row_count"), List.of("STRING", "LONG"), groups);
    }
    int limit = lower.contains("limit 5000") ? 5_000 : 20;
    return newestRows(limit, timeout);
  }

  @Override
  public QueryAnswer newestRows(int limit, Duration timeout) {
    List<List<Object>> newest = new ArrayList<>();
    for (int i = 0; i < limit; i++) {
      long number = rows.get() - i;
      newest.add(
          List.of(
              "user" + Math.floorMod(number * 7919, 20_000),
              EVENT_TYPES.get((int) Math.floorMod(number, 5L)),
              Math.floorMod(number * 31, 4_000L),
              1_730_000_000_000L + number));
    }
    return answer(
        List.of("userId", "eventType", "duration", "timestamp"),
        List.of("STRING", "STRING", "LONG", "LONG"),
        newest);
  }

  private QueryAnswer answer(List<String> names, List<String> types, List<List<Object>> values) {
    return new QueryAnswer(names, types, values, 7, values.size(), rows.get(), 5);
  }
}
