// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Transform;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;
import org.apache.iggy.connector.connect.transform.field.FieldPath;
import org.apache.iggy.connector.connect.transform.pattern.KeyPattern;
import org.apache.iggy.connector.connect.transform.pattern.ValuePattern;

/** {@code filter_fields}: keeps or takes out the fields that match patterns. */
public final class FilterFieldsFactory extends ConditionalTransformFactory {
  private static final ConfigKey<Config> KEY_PATTERN =
      ConfigKey.table("key_pattern", KeyPattern.SPEC, "What the name has to be.");
  private static final ConfigKey<Object> VALUE_PATTERN =
      ConfigKey.of(
              "value_pattern",
              ConfigType.ANY,
              "What the value has to be: " + ValuePattern.FORM + ".")
          .example("{ between = [0, 100] }");

  private static final ConfigKey<List<String>> KEEP_FIELDS =
      ConfigKey.of(
              "keep_fields",
              ConfigType.listOf(ConfigType.STRING),
              "Fields that stay whatever the patterns say: names, or paths such as $.user.id, of"
                  + " which nothing but what they name stays.")
          .defaultsTo(List.of())
          .example("[\"id\", \"$.user.id\"]");
  private static final ConfigKey<List<Config>> PATTERNS =
      ConfigKey.tables(
              "patterns",
              ConfigSpec.of(KEY_PATTERN, VALUE_PATTERN).closed(),
              "Patterns of fields. A field matches one when its name and its value do; it is"
                  + " enough to match any.")
          .defaultsTo(List.of());
  private static final ConfigKey<Boolean> INCLUDE_MATCHING =
      ConfigKey.of(
              "include_matching",
              ConfigType.BOOLEAN,
              "Whether the fields that match stay (true) or go (false).")
          .defaultsTo(true);
  private static final ConfigKey<String> OBJECT =
      ConfigKey.of(
              "object",
              ConfigType.STRING,
              "The path of the object whose fields are looked at; that of the payload when not"
                  + " given.")
          .example("\"$.user\"");

  /** For {@link java.util.ServiceLoader}. */
  public FilterFieldsFactory() {
    super(
        "filter_fields",
        "Keeps or takes out the fields that match patterns.",
        KEEP_FIELDS,
        PATTERNS,
        INCLUDE_MATCHING,
        OBJECT);
  }

  @Override
  Transform createAlways(Config config) {
    List<FieldPath> kept =
        config.get(KEEP_FIELDS).stream().map(FilterFieldsFactory::keptPath).toList();
    List<FieldFilter.Pattern> patterns = new ArrayList<>();
    for (Config table : config.get(PATTERNS)) {
      patterns.add(pattern(table, "patterns[" + patterns.size() + "]"));
    }
    if (kept.isEmpty() && patterns.isEmpty()) {
      return record -> record;
    }
    FieldFilter filter = new FieldFilter(kept, patterns, config.get(INCLUDE_MATCHING));
    return config
        .find(OBJECT)
        .map(object -> within(singlePath(object, OBJECT.name()), filter))
        .orElseGet(() -> new FieldEdit(filter::applyTo));
  }

  private static Transform within(FieldPath object, FieldFilter filter) {
    return new FieldEdit(
        map -> {
          Object inner = object.getOrDefault(map, null);
          if (inner instanceof Map<?, ?> fields) {
            object.put(map, filter.filtered(fields));
          }
        });
  }

  private static FieldPath keptPath(String text) {
    return singlePath(text, KEEP_FIELDS.name());
  }

  private static FieldPath singlePath(String text, String key) {
    FieldPath path = FieldKeys.path(text, key);
    if (!path.isOfNames()) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION, key + " must have paths of names only, without [ ]");
    }
    return path;
  }

  private static FieldFilter.Pattern pattern(Config table, String path) {
    if (!table.isGiven(KEY_PATTERN) && !table.isGiven(VALUE_PATTERN)) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION, path + " must have key_pattern, value_pattern or both");
    }
    Predicate<String> name =
        table
            .find(KEY_PATTERN)
            .map(pattern -> KeyPattern.of(pattern, path + ".key_pattern"))
            .orElse(any -> true);
    Predicate<Object> value =
        table
            .find(VALUE_PATTERN)
            .map(pattern -> ValuePattern.of(pattern, path + ".value_pattern"))
            .orElse(any -> true);
    return new FieldFilter.Pattern(name, value);
  }
}
