// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/**
 * The section {@code [logging]}: what log lines look like.
 *
 * @param format as text or as JSON
 * @param level from which level on lines are written
 */
public record LoggingSettings(Format format, Level level) {
  private static final ConfigKey<Format> FORMAT =
      ConfigKey.of("format", ConfigType.oneOf(Format.class), "What log lines look like.")
          .defaultsTo(Format.TEXT);
  private static final ConfigKey<Level> LEVEL =
      ConfigKey.of("level", ConfigType.oneOf(Level.class), "From which level on they are written.")
          .defaultsTo(Level.INFO);

  static final ConfigSpec SPEC = ConfigSpec.of(FORMAT, LEVEL);

  static LoggingSettings of(Config config) {
    return new LoggingSettings(config.get(FORMAT), config.get(LEVEL));
  }

  /** What log lines look like. */
  public enum Format {
    TEXT,
    JSON
  }

  /** How much is logged. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }
}
