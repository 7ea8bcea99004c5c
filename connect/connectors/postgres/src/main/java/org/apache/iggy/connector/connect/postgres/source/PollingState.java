// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.postgres.source.TablePage.ReadRow;

/**
 * Where polling stands: the cursor of each table, and the rows of the batch that are to be deleted
 * or marked once it is in Iggy, so that a restart in between does it. Immutable.
 */
record PollingState(Map<String, TableCursor> cursors, Map<String, List<ReadRow>> released) {
  static final PollingState NEW = new PollingState(Map.of(), Map.of());

  TableCursor cursor(String table) {
    return cursors.getOrDefault(table, TableCursor.START);
  }

  List<ReadRow> released(String table) {
    return released.getOrDefault(table, List.of());
  }

  PollingState with(String table, TableCursor cursor) {
    Map<String, TableCursor> more = new LinkedHashMap<>(cursors);
    more.put(table, cursor);
    return new PollingState(more, released);
  }

  /** Adds rows; those without a version are left out, as another row may have the key by then. */
  PollingState withReleased(String table, List<ReadRow> rows) {
    Map<String, List<ReadRow>> more = new LinkedHashMap<>(released);
    more.put(table, rows.stream().filter(row -> row.version() != null).toList());
    return new PollingState(cursors, more);
  }

  byte[] toBytes() {
    ObjectNode node = SourceState.newNode("polling");
    ObjectNode tables = node.putObject("tables");
    cursors.forEach((table, cursor) -> write(tables.putObject(table), cursor));
    released.forEach(
        (table, rows) -> {
          if (!rows.isEmpty()) {
            ArrayNode array = tables.withObject("/" + escape(table)).putArray("released");
            rows.forEach(row -> write(array.addObject(), row));
          }
        });
    return SourceState.toBytes(node);
  }

  /** A name as part of a JSON pointer. */
  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static void write(ObjectNode node, TableCursor cursor) {
    write(node, "position", cursor.position());
    write(node, "floor", cursor.floor());
    if (cursor.snapshot() != null) {
      node.put("snapshot", cursor.snapshot());
    }
    ArrayNode marks = node.putArray("marks");
    for (TableCursor.Mark mark : cursor.marks()) {
      ObjectNode one = marks.addObject().put("time_millis", mark.timeMillis());
      one.put("fence", mark.fence());
      write(one, "position", mark.position());
    }
  }

  private static void write(ObjectNode node, ReadRow row) {
    write(node, "key", row.key());
    node.put("version", row.version());
  }

  private static void write(ObjectNode node, String name, List<String> values) {
    if (values != null) {
      ArrayNode array = node.putArray(name);
      values.forEach(array::add);
    }
  }

  /** Reads a state: one of this release, or the one that the Rust runtime's source has. */
  static PollingState read(byte[] state) {
    if (!SourceState.isJson(state)) {
      return RustState.read(state);
    }
    PollingState read = NEW;
    JsonNode tables = SourceState.read("polling", state).path("tables");
    for (Map.Entry<String, JsonNode> table : tables.properties()) {
      JsonNode node = table.getValue();
      read = read.with(table.getKey(), cursorOf(node));
      List<ReadRow> rows = new ArrayList<>();
      for (JsonNode row : node.path("released")) {
        rows.add(new ReadRow(texts(row.path("key")), row.path("version").textValue()));
      }
      read = read.withReleased(table.getKey(), rows);
    }
    return read;
  }

  private static TableCursor cursorOf(JsonNode node) {
    List<TableCursor.Mark> marks = new ArrayList<>();
    for (JsonNode mark : node.path("marks")) {
      Long fence = mark.path("fence").isNumber() ? (Long) mark.path("fence").asLong() : null;
      marks.add(
          new TableCursor.Mark(
              mark.path("time_millis").asLong(), fence, texts(mark.path("position"))));
    }
    return new TableCursor(
        texts(node.path("position")),
        node.path("snapshot").textValue(),
        texts(node.path("floor")),
        List.copyOf(marks));
  }

  private static List<String> texts(JsonNode array) {
    if (!array.isArray()) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    array.forEach(value -> texts.add(value.textValue()));
    return texts;
  }
}
