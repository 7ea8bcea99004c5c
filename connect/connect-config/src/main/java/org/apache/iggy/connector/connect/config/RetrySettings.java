// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.time.Duration;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/**
 * How requests to a configuration server are tried again.
 *
 * @param enabled whether they are
 * @param maxAttempts how often, after the first attempt
 * @param initialBackoff the first wait
 * @param maxBackoff the longest wait
 * @param multiplier by how much each wait is longer than the one before
 */
public record RetrySettings(
    boolean enabled,
    int maxAttempts,
    Duration initialBackoff,
    Duration maxBackoff,
    int multiplier) {
  private static final ConfigKey<Boolean> ENABLED =
      Keys.flag("enabled", true, "Whether a request that failed is sent again.");
  private static final ConfigKey<Long> MAX_ATTEMPTS =
      Keys.count("max_attempts", 3, 0, 1_000, "How often it is sent again.");
  private static final ConfigKey<Duration> INITIAL_BACKOFF =
      ConfigKey.of("initial_backoff", ConfigType.DURATION, "The first wait.")
          .defaultsTo(Duration.ofSeconds(1));
  private static final ConfigKey<Duration> MAX_BACKOFF =
      ConfigKey.of("max_backoff", ConfigType.DURATION, "The longest wait.")
          .defaultsTo(Duration.ofSeconds(30));
  private static final ConfigKey<Long> MULTIPLIER =
      Keys.count("backoff_multiplier", 2, 1, 100, "How much longer each wait is.");

  static final ConfigSpec SPEC =
      ConfigSpec.of(ENABLED, MAX_ATTEMPTS, INITIAL_BACKOFF, MAX_BACKOFF, MULTIPLIER);

  static RetrySettings of(Config config) {
    return new RetrySettings(
        config.get(ENABLED),
        Math.toIntExact(config.get(MAX_ATTEMPTS)),
        config.get(INITIAL_BACKOFF),
        config.get(MAX_BACKOFF),
        Math.toIntExact(config.get(MULTIPLIER)));
  }
}
