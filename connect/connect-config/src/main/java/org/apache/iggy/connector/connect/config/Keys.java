// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.Map;
import java.util.function.Function;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/** Kinds of keys that several sections have. */
final class Keys {
  private Keys() {}

  static ConfigKey<Boolean> flag(String name, boolean defaultValue, String documentation) {
    return ConfigKey.of(name, ConfigType.BOOLEAN, documentation).defaultsTo(defaultValue);
  }

  static ConfigKey<String> text(String name, String defaultValue, String documentation) {
    return ConfigKey.of(name, ConfigType.STRING, documentation).defaultsTo(defaultValue);
  }

  static ConfigKey<Long> count(
      String name, long defaultValue, long least, long most, String documentation) {
    return ConfigKey.between(ConfigKey.of(name, ConfigType.INTEGER, documentation), least, most)
        .defaultsTo(defaultValue);
  }

  /** A table that has all its defaults when it is not given. */
  static ConfigKey<Config> section(String name, ConfigSpec spec, String documentation) {
    return ConfigKey.table(name, spec, documentation).defaultsTo(spec.read(Map.of()).values());
  }

  static <T> T read(Config config, ConfigKey<Config> section, Function<Config, T> reader) {
    return reader.apply(config.get(section));
  }
}
