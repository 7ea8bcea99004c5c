// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.stdout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Header;
import org.apache.iggy.connector.connect.api.config.NearestName;

/** Text with names in braces that are filled in from a message. Immutable. */
final class Template {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final String HEADER = "header.";
  private static final String PAYLOAD = "payload.";

  private static final Map<String, BiFunction<ConnectRecord, PrintedText, String>> NAMES =
      Map.ofEntries(
          Map.entry("stream", (record, text) -> at(record).map(Coordinates::stream).orElse("")),
          Map.entry("topic", (record, text) -> at(record).map(Coordinates::topic).orElse("")),
          Map.entry(
              "partition",
              (record, text) -> at(record).map(c -> Integer.toString(c.partition())).orElse("")),
          Map.entry(
              "offset",
              (record, text) -> at(record).map(c -> Long.toString(c.offset())).orElse("")),
          Map.entry(
              "timestamp",
              (record, text) ->
                  at(record).map(c -> Times.instant(c.timestampMicros()).toString()).orElse("")),
          Map.entry(
              "origin_timestamp",
              (record, text) -> Times.instant(record.originTimestampMicros()).toString()),
          Map.entry("id", (record, text) -> record.id().toString()),
          Map.entry("key", (record, text) -> record.key() == null ? "" : text.of(record.key())),
          Map.entry("headers", (record, text) -> headers(record, text)),
          Map.entry("schema", (record, text) -> record.payload().schema().configName()),
          Map.entry("payload", (record, text) -> text.of(record.payload())));

  private final List<BiFunction<ConnectRecord, PrintedText, String>> parts;

  private Template(List<BiFunction<ConnectRecord, PrintedText, String>> parts) {
    this.parts = parts;
  }

  /**
   * Reads a template.
   *
   * @throws ConnectException of category CONFIGURATION when a name in braces is unknown
   */
  static Template parse(String source) {
    List<BiFunction<ConnectRecord, PrintedText, String>> parts = new ArrayList<>();
    Matcher placeholder = PLACEHOLDER.matcher(source);
    int end = 0;
    while (placeholder.find()) {
      addText(source.substring(end, placeholder.start()), parts);
      parts.add(named(placeholder.group(1)));
      end = placeholder.end();
    }
    addText(source.substring(end), parts);
    return new Template(List.copyOf(parts));
  }

  private static void addText(
      String literal, List<BiFunction<ConnectRecord, PrintedText, String>> parts) {
    if (!literal.isEmpty()) {
      parts.add((record, text) -> literal);
    }
  }

  private static BiFunction<ConnectRecord, PrintedText, String> named(String name) {
    BiFunction<ConnectRecord, PrintedText, String> known = NAMES.get(name);
    if (known != null) {
      return known;
    }
    if (name.startsWith(HEADER)) {
      String header = name.substring(HEADER.length());
      return (record, text) ->
          record.headers().get(header).map(found -> text.ofValue(found.value())).orElse("");
    }
    if (name.startsWith(PAYLOAD)) {
      String[] path = name.substring(PAYLOAD.length()).split("\\.");
      return (record, text) -> field(record, path).map(text::ofValue).orElse("");
    }
    String nearest =
        NearestName.of(name, NAMES.keySet())
            .map(found -> "; did you mean {" + found + "}?")
            .orElse(
                "; known are "
                    + NAMES.keySet().stream().sorted().toList()
                    + ", header.NAME and payload.FIELD");
    throw new ConnectException(
        ErrorCategory.CONFIGURATION, "template has an unknown name {" + name + "}" + nearest);
  }

  private static Optional<Coordinates> at(ConnectRecord record) {
    return Optional.ofNullable(record.origin());
  }

  private static Optional<Object> field(ConnectRecord record, String[] path) {
    Object value = record.payload().value();
    for (String name : path) {
      value = value instanceof Map<?, ?> fields ? fields.get(name) : null;
    }
    return Optional.ofNullable(value);
  }

  private static String headers(ConnectRecord record, PrintedText text) {
    List<String> shown = new ArrayList<>();
    for (Header header : record.headers()) {
      shown.add(header.name() + "=" + text.ofValue(header.value()));
    }
    return String.join(" ", shown);
  }

  /** The text for a message; what the message does not have is empty. */
  String fill(ConnectRecord record, PrintedText text) {
    StringBuilder filled = new StringBuilder();
    parts.forEach(part -> filled.append(part.apply(record, text)));
    return filled.toString();
  }
}
