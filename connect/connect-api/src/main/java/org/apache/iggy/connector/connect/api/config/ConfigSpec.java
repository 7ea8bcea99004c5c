// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iggy.connector.connect.api.config.ConfigProblem.Severity;

/**
 * The keys that something takes, in the order in which they are documented. Immutable.
 *
 * <p>A key that it does not know is a warning, which names the nearest match: files that are in use
 * may carry keys of other releases. Tables of a {@linkplain #closed closed} spec take no such keys.
 */
public final class ConfigSpec {
  private static final ConfigSpec NONE = new ConfigSpec(List.of(), Severity.WARNING);

  private final List<ConfigKey<?>> keys;
  private final Severity unknownKeys;
  private final Map<String, ConfigKey<?>> byName = new LinkedHashMap<>();

  private ConfigSpec(List<ConfigKey<?>> keys, Severity unknownKeys) {
    this.keys = List.copyOf(keys);
    this.unknownKeys = unknownKeys;
    for (ConfigKey<?> key : keys) {
      name(key.name(), key);
      key.aliases().forEach(alias -> name(alias, key));
    }
  }

  private void name(String name, ConfigKey<?> key) {
    if (byName.put(name, key) != null) {
      throw new IllegalArgumentException("two keys are named " + name);
    }
  }

  /** A spec of these keys. */
  public static ConfigSpec of(ConfigKey<?>... keys) {
    return new ConfigSpec(List.of(keys), Severity.WARNING);
  }

  /** A spec without keys. */
  public static ConfigSpec none() {
    return NONE;
  }

  /** This spec and more keys behind. */
  public ConfigSpec and(ConfigKey<?>... more) {
    List<ConfigKey<?>> all = new ArrayList<>(keys);
    all.addAll(List.of(more));
    return new ConfigSpec(all, unknownKeys);
  }

  /** This spec, for which a key that it does not know is an error. */
  public ConfigSpec closed() {
    return new ConfigSpec(keys, Severity.ERROR);
  }

  /** The keys. */
  public List<ConfigKey<?>> keys() {
    return keys;
  }

  /** The key of a name or alias; null when there is none. */
  public ConfigKey<?> key(String name) {
    return byName.get(name);
  }

  /** Reads raw values, in the types that {@link ConfigType} lists, and finds all problems. */
  public ConfigReading read(Map<String, ?> raw) {
    List<ConfigProblem> problems = new ArrayList<>();
    Config config = read(raw, "", problems);
    return new ConfigReading(config, List.copyOf(problems));
  }

  private Config read(Map<String, ?> raw, String prefix, List<ConfigProblem> problems) {
    Map<String, Object> values = new LinkedHashMap<>();
    raw.forEach(
        (name, value) -> {
          ConfigKey<?> key = byName.get(name);
          if (key == null) {
            problems.add(new ConfigProblem(prefix + name, unknown(name), unknownKeys));
          } else if (value != null) {
            Object read = readKey(key, value, prefix + name, problems);
            if (read != null) {
              values.put(key.name(), read);
            }
          }
        });
    for (ConfigKey<?> key : keys) {
      if (key.isRequired() && !values.containsKey(key.name()) && !isMentioned(key, raw)) {
        problems.add(new ConfigProblem(prefix + key.name(), missing(key)));
      }
    }
    return new Config(this, Collections.unmodifiableMap(values));
  }

  private static boolean isMentioned(ConfigKey<?> key, Map<String, ?> raw) {
    return raw.get(key.name()) != null
        || key.aliases().stream().anyMatch(alias -> raw.get(alias) != null);
  }

  private static String missing(ConfigKey<?> key) {
    String example = key.example() == null ? "" : ", such as " + key.name() + " = " + key.example();
    return "is required" + example;
  }

  private String unknown(String name) {
    Set<String> known = new TreeSet<>(byName.keySet());
    return NearestName.of(name, known)
        .map(nearest -> "is unknown; did you mean " + nearest + "?")
        .orElseGet(
            () ->
                known.isEmpty()
                    ? "is unknown: there are no keys here"
                    : "is unknown; known are " + String.join(", ", known));
  }

  private static Object readKey(
      ConfigKey<?> key, Object raw, String path, List<ConfigProblem> problems) {
    if (key.tableSpec() == null) {
      try {
        return key.read(raw);
      } catch (IllegalArgumentException e) {
        problems.add(new ConfigProblem(path, e.getMessage()));
        return null;
      }
    }
    if (key.isRepeated()) {
      if (!(raw instanceof List<?> list)) {
        problems.add(new ConfigProblem(path, "must be a list of tables"));
        return null;
      }
      List<Config> tables = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        tables.add(readTable(key.tableSpec(), list.get(i), path + "[" + i + "]", problems));
      }
      return Collections.unmodifiableList(tables);
    }
    return readTable(key.tableSpec(), raw, path, problems);
  }

  private static Config readTable(
      ConfigSpec spec, Object raw, String path, List<ConfigProblem> problems) {
    if (!(raw instanceof Map<?, ?> map)) {
      problems.add(new ConfigProblem(path, "must be a table"));
      return null;
    }
    Map<String, Object> named = new LinkedHashMap<>();
    map.forEach((name, value) -> named.put(String.valueOf(name), value));
    return spec.read(named, path + ".", problems);
  }
}
