// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Header;
import org.apache.iggy.connector.connect.api.HeaderKind;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;
import org.apache.iggy.connector.connect.transform.field.FieldPath;
import org.apache.iggy.connector.connect.transform.pattern.KeyPattern;
import org.apache.iggy.connector.connect.transform.pattern.ValuePattern;

/**
 * The {@code predicate} table: for which records a transform is applied. All that it says has to
 * hold.
 */
final class RecordPredicate {
  private static final ConfigKey<String> FIELD =
      ConfigKey.of(
              "field",
              ConfigType.STRING,
              "A field of the payload: there is one, and it is what value says.")
          .example("\"$.user.country\"");
  private static final ConfigKey<String> HEADER =
      ConfigKey.of(
              "header",
              ConfigType.STRING,
              "A header of the message: there is one, and it is what value says.")
          .example("\"tenant\"");
  private static final ConfigKey<Object> VALUE =
      ConfigKey.of(
              "value",
              ConfigType.ANY,
              "What the field or header has to be: " + ValuePattern.FORM + ".")
          .example("{ equals = \"NL\" }");
  private static final ConfigKey<Config> TOPIC =
      ConfigKey.table(
          "topic",
          KeyPattern.SPEC,
          "The topic that the message was read from. Records of sources have none yet, so that"
              + " this never holds for them.");
  private static final ConfigKey<Boolean> NOT =
      ConfigKey.of("not", ConfigType.BOOLEAN, "Whether the opposite is meant.").defaultsTo(false);

  private static final ConfigSpec LEAF = ConfigSpec.of(FIELD, HEADER, VALUE, TOPIC, NOT).closed();

  private static final ConfigKey<List<Config>> ANY =
      ConfigKey.tables("any", LEAF, "Predicates of which at least one has to hold.");
  private static final ConfigKey<List<Config>> ALL =
      ConfigKey.tables("all", LEAF, "Predicates of which each has to hold.");

  /** The keys of the table. */
  static final ConfigSpec SPEC = LEAF.and(ANY, ALL);

  private RecordPredicate() {}

  /**
   * Reads the table.
   *
   * @throws ConnectException of category CONFIGURATION when it says nothing or something wrong
   */
  static Predicate<ConnectRecord> of(Config table, String path) {
    List<Predicate<ConnectRecord>> parts = new ArrayList<>();
    addLeaf(parts, table, path);
    if (table.isGiven(ALL)) {
      parts.addAll(each(table.get(ALL), path + ".all"));
    }
    if (table.isGiven(ANY)) {
      parts.add(
          each(table.get(ANY), path + ".any").stream().reduce(record -> false, Predicate::or));
    }
    if (parts.isEmpty()) {
      throw wrong(path, "must have at least one of field, header, topic, any and all");
    }
    Predicate<ConnectRecord> all = parts.stream().reduce(Predicate::and).orElseThrow();
    return table.get(NOT) ? all.negate() : all;
  }

  private static List<Predicate<ConnectRecord>> each(List<Config> tables, String path) {
    List<Predicate<ConnectRecord>> each = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      String at = path + "[" + i + "]";
      List<Predicate<ConnectRecord>> parts = new ArrayList<>();
      addLeaf(parts, tables.get(i), at);
      Predicate<ConnectRecord> all =
          parts.stream()
              .reduce(Predicate::and)
              .orElseThrow(() -> wrong(at, "must have at least one of field, header and topic"));
      each.add(tables.get(i).get(NOT) ? all.negate() : all);
    }
    return each;
  }

  private static void addLeaf(List<Predicate<ConnectRecord>> parts, Config table, String path) {
    if (table.isGiven(VALUE) && table.isGiven(FIELD) == table.isGiven(HEADER)) {
      throw wrong(path + ".value", "needs either field or header; use all for both");
    }
    Predicate<Object> value =
        table
            .find(VALUE)
            .map(pattern -> ValuePattern.of(pattern, path + ".value"))
            .orElse(anything -> true);
    table.find(FIELD).ifPresent(field -> parts.add(field(path(field, path), value)));
    table.find(HEADER).ifPresent(header -> parts.add(header(header, value)));
    table.find(TOPIC).ifPresent(topic -> parts.add(topic(KeyPattern.of(topic, path + ".topic"))));
  }

  private static FieldPath path(String field, String path) {
    return FieldKeys.path(field, path + ".field");
  }

  private static Predicate<ConnectRecord> field(FieldPath field, Predicate<Object> value) {
    return record -> field.anyMatch(record.payload().value(), value);
  }

  private static Predicate<ConnectRecord> header(String name, Predicate<Object> value) {
    return record ->
        record.headers().get(name).map(RecordPredicate::plain).filter(value).isPresent();
  }

  private static Object plain(Header header) {
    return header.kind() == HeaderKind.RAW ? header.asText() : header.value();
  }

  private static Predicate<ConnectRecord> topic(Predicate<String> pattern) {
    return record -> {
      Coordinates origin = record.origin();
      return origin != null && pattern.test(origin.topic());
    };
  }

  private static ConnectException wrong(String path, String rule) {
    return new ConnectException(ErrorCategory.CONFIGURATION, path + " " + rule);
  }
}
