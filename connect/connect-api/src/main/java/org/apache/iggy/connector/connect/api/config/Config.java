// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values of the keys of a {@link ConfigSpec}, all checked. Immutable. */
public final class Config {
  static final String REDACTED = "***";

  private final ConfigSpec spec;
  private final Map<String, Object> values;

  Config(ConfigSpec spec, Map<String, Object> values) {
    this.spec = spec;
    this.values = values;
  }

  /**
   * The value of a key that is required or has a default.
   *
   * @throws IllegalArgumentException when it has no value: ask with {@link #find}
   */
  public <T> T get(ConfigKey<T> key) {
    return find(key)
        .orElseThrow(() -> new IllegalArgumentException("the key " + key + " has no value"));
  }

  /** The value of a key, or its default. */
  @SuppressWarnings("unchecked") // What is kept under a name was read by the key of that name.
  public <T> Optional<T> find(ConfigKey<T> key) {
    return Optional.ofNullable((T) values.getOrDefault(key.name(), key.defaultValue()));
  }

  /** Whether the key was given, rather than its default taken. */
  public boolean isGiven(ConfigKey<?> key) {
    return values.containsKey(key.name());
  }

  /** The values as they may be shown: secrets are stars. */
  public Map<String, Object> redacted() {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (ConfigKey<?> key : spec.keys()) {
      find(key).ifPresent(value -> shown.put(key.name(), key.isSecret() ? REDACTED : value));
    }
    return shown;
  }

  /** The values, secrets as stars. */
  @Override
  public String toString() {
    return redacted().toString();
  }
}
