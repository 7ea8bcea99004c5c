// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.iggy.connector.cli.schema.InferredColumn;

/** Writes the answers of the console's HTTP API. */
final class ConsoleJson {
  /** Up to here a JavaScript number holds every integer; beyond it, an integer is sent as text. */
  private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  private ConsoleJson() {}

  static ObjectNode description(TableDescription description) {
    ObjectNode json = object();
    json.put("server", description.server());
    json.put("stream", description.stream());
    json.put("topic", description.topic());
    json.put("table", description.table().name());
    json.put("timeColumn", description.table().timeColumn().name());
    json.put("nullHandling", description.table().hasNullableColumns());
    ArrayNode columns = json.putArray("columns");
    description.table().columns().forEach(column -> columns.add(column(column)));
    ArrayNode examples = json.putArray("examples");
    description
        .examples()
        .forEach(
            example ->
                examples.addObject().put("title", example.title()).put("sql", example.sql()));
    return json;
  }

  private static ObjectNode column(InferredColumn column) {
    return object()
        .put("name", column.name())
        .put("type", column.dataType() + (column.multiValue() ? "[]" : ""))
        .put("role", column.role().name())
        .put("nullable", column.nullable())
        .put("field", column.fieldName().orElse(null));
  }

  static ObjectNode status(LiveFigures.Snapshot snapshot) {
    ObjectNode json = object();
    json.put("intervalMillis", LiveFigures.INTERVAL_MILLIS);
    snapshot.figures().ifPresent(figures -> putFigures(json, figures));
    snapshot.failure().ifPresent(failure -> json.put("problem", failure));
    ObjectNode history = json.putObject("history");
    putSeries(history, "rows", snapshot.history(), sample -> (double) sample.rows());
    putSeries(history, "rowsPerSecond", snapshot.history(), LiveSample::rowsPerSecond);
    putSeries(history, "bytesPerSecond", snapshot.history(), LiveSample::bytesPerSecond);
    putSeries(history, "lagMessages", snapshot.history(), sample -> toDouble(sample.lagMessages()));
    putSeries(
        history,
        "freshnessMillis",
        snapshot.history(),
        sample -> toDouble(sample.freshnessMillis()));
    return json;
  }

  private static void putFigures(ObjectNode json, TableFigures figures) {
    json.put("rows", figures.rows());
    json.put("segments", figures.segments());
    figures.lagMessages().ifPresent(lag -> json.put("lagMessages", lag));
    figures.freshnessMillis().ifPresent(freshness -> json.put("freshnessMillis", freshness));
    figures.problem().ifPresent(problem -> json.put("problem", problem));
  }

  private static void putSeries(
      ObjectNode json, String name, List<LiveSample> samples, Function<LiveSample, Double> value) {
    ArrayNode series = json.putArray(name);
    samples.forEach(sample -> series.add(value.apply(sample)));
  }

  private static Double toDouble(OptionalLong value) {
    return value.isPresent() ? (double) value.getAsLong() : null;
  }

  /** At most so many rows of the answer, with a note of how many there were. */
  static ObjectNode answer(QueryAnswer answer, int maxRows) {
    ObjectNode json = object();
    ArrayNode columns = json.putArray("columns");
    for (int i = 0; i < answer.columnNames().size(); i++) {
      columns
          .addObject()
          .put("name", answer.columnNames().get(i))
          .put("type", answer.columnTypes().get(i));
    }
    ArrayNode rows = json.putArray("rows");
    answer.rows().stream().limit(maxRows).forEach(row -> addRow(rows, row));
    json.put("rowCount", answer.rows().size());
    json.put("truncated", answer.rows().size() > maxRows);
    json.put("elapsedMillis", answer.elapsedMillis());
    json.put("rowsScanned", answer.rowsScanned());
    json.put("totalRows", answer.totalRows());
    json.put("segments", answer.segmentsQueried());
    return json;
  }

  static ObjectNode error(String message) {
    return object().put("error", message);
  }

  private static void addRow(ArrayNode rows, List<Object> row) {
    ArrayNode json = rows.addArray();
    row.forEach(value -> addValue(json, value));
  }

  private static void addValue(ArrayNode json, Object value) {
    if (value instanceof Boolean flag) {
      json.add(flag);
    } else if (value instanceof Integer number) {
      json.add(number);
    } else if (value instanceof Long number && Math.abs(number) <= MAX_SAFE_INTEGER) {
      json.add(number);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      json.add(number);
    } else if (value instanceof Float number && Float.isFinite(number)) {
      json.add(number);
    } else if (value instanceof BigDecimal number) {
      json.add(number.toPlainString());
    } else if (value instanceof byte[] bytes) {
      json.add(HexFormat.of().formatHex(bytes));
    } else if (value instanceof List<?> list) {
      ArrayNode elements = json.addArray();
      list.forEach(element -> addValue(elements, element));
    } else if (value != null && value.getClass().isArray()) {
      ArrayNode elements = json.addArray();
      for (int i = 0; i < Array.getLength(value); i++) {
        addValue(elements, Array.get(value, i));
      }
    } else {
      json.add(value == null ? null : value.toString());
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
