// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api.config;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A key of a configuration: what it is called, what it takes and what it is for. Everything that
 * users see of a key comes from here: reference, checks, redaction. Immutable; the methods that
 * describe it return changed copies.
 *
 * @param <T> what its values are
 */
public final class ConfigKey<T> {
  private final String name;
  private final ConfigType<T> type;
  private final ConfigSpec table;
  private final boolean repeated;
  private final Function<Object, T> reader;
  private final Facts<T> facts;

  /** What is said of a key beside its name and type; changed only before a key has it. */
  private static final class Facts<T> {
    private String documentation;
    private T defaultValue;
    private String example;
    private boolean required;
    private boolean secret;
    private String rule;
    private Predicate<T> check;
    private List<String> aliases = List.of();

    static <T> Facts<T> of(String documentation) {
      Facts<T> facts = new Facts<>();
      facts.documentation = Objects.requireNonNull(documentation);
      return facts;
    }

    Facts<T> copy() {
      Facts<T> copy = of(documentation);
      copy.defaultValue = defaultValue;
      copy.example = example;
      copy.required = required;
      copy.secret = secret;
      copy.rule = rule;
      copy.check = check;
      copy.aliases = aliases;
      return copy;
    }
  }

  private ConfigKey(
      String name,
      ConfigType<T> type,
      ConfigSpec table,
      boolean repeated,
      Function<Object, T> reader,
      Facts<T> facts) {
    this.name = Objects.requireNonNull(name);
    this.type = type;
    this.table = table;
    this.repeated = repeated;
    this.reader = reader;
    this.facts = facts;
  }

  /**
   * A key, optional until told otherwise.
   *
   * @param documentation what it is for, in sentences
   */
  public static <T> ConfigKey<T> of(String name, ConfigType<T> type, String documentation) {
    return new ConfigKey<>(name, type, null, false, type::parse, Facts.of(documentation));
  }

  /** A key whose value is a table with keys of its own. */
  public static ConfigKey<Config> table(String name, ConfigSpec spec, String documentation) {
    return new ConfigKey<>(name, null, spec, false, null, Facts.of(documentation));
  }

  /** A key whose value is a list of tables with keys of their own. */
  public static ConfigKey<List<Config>> tables(String name, ConfigSpec spec, String documentation) {
    return new ConfigKey<>(name, null, spec, true, null, Facts.of(documentation));
  }

  private ConfigKey<T> with(Consumer<Facts<T>> change) {
    Facts<T> changed = facts.copy();
    change.accept(changed);
    return new ConfigKey<>(name, type, table, repeated, reader, changed);
  }

  /** This key with the value that it has when it is not given. */
  public ConfigKey<T> defaultsTo(T value) {
    return with(
        changed -> {
          changed.defaultValue = value;
          changed.required = false;
        });
  }

  /** This key, which has to be given. */
  public ConfigKey<T> required() {
    return with(
        changed -> {
          changed.defaultValue = null;
          changed.required = true;
        });
  }

  /** This key, whose value is never shown. */
  public ConfigKey<T> secret() {
    return with(changed -> changed.secret = true);
  }

  /** This key with an example, as it is written in TOML. */
  public ConfigKey<T> example(String toml) {
    return with(changed -> changed.example = toml);
  }

  /**
   * This key with a rule for its values.
   *
   * @param rule how it goes on behind the key, such as {@code must be from 1 to 65535}
   */
  public ConfigKey<T> checked(String rule, Predicate<T> check) {
    return with(
        changed -> {
          changed.rule = rule;
          changed.check = check;
        });
  }

  /** This key, which may also be written under these names. */
  public ConfigKey<T> aliases(String... names) {
    return with(changed -> changed.aliases = List.of(names));
  }

  /** A range for a key of whole numbers, both ends included. */
  public static ConfigKey<Long> between(ConfigKey<Long> key, long least, long most) {
    return key.checked(
        "must be from " + least + " to " + most, value -> value >= least && value <= most);
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** What the type is called in documentation. */
  public String typeName() {
    if (table == null) {
      return type.name();
    }
    return repeated ? "list of tables" : "table";
  }

  /** The keys of the table or tables that it takes; null when it takes none. */
  public ConfigSpec tableSpec() {
    return table;
  }

  /** Whether it takes a list of tables rather than one. */
  public boolean isRepeated() {
    return repeated;
  }

  /** What it is for. */
  public String documentation() {
    return facts.documentation;
  }

  /** The value when it is not given; null when there is none. */
  public T defaultValue() {
    return facts.defaultValue;
  }

  /** An example, as it is written in TOML; null when there is none. */
  public String example() {
    return facts.example;
  }

  /** Whether it has to be given. */
  public boolean isRequired() {
    return facts.required;
  }

  /** Whether its value is never shown. */
  public boolean isSecret() {
    return facts.secret;
  }

  /** The rule for its values, such as {@code must be from 1 to 65535}; null when there is none. */
  public String rule() {
    return facts.rule;
  }

  /** Other names under which it may be written. */
  public List<String> aliases() {
    return facts.aliases;
  }

  /** Reads and checks a single value. */
  T read(Object raw) {
    T value = reader.apply(raw);
    if (facts.check != null && !facts.check.test(value)) {
      throw new IllegalArgumentException(facts.rule);
    }
    return value;
  }

  @Override
  public String toString() {
    return name;
  }
}
