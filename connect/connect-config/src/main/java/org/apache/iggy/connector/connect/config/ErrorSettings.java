// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/**
 * The table {@code [errors]} of a connector: what follows when a record cannot be processed.
 *
 * @param action what becomes of a record that is not tried again
 * @param retryBudget for how long a batch is tried again after errors that may pass; empty for as
 *     long as it takes
 * @param initialBackoff the wait before the second attempt, and before a task's first restart
 * @param maxBackoff the longest wait
 * @param multiplier by how much each wait is longer than the one before
 * @param deadLetterStream the stream of dead letters; empty for the stream of the message
 * @param deadLetterTopic the topic of dead letters
 */
public record ErrorSettings(
    Action action,
    Optional<Duration> retryBudget,
    Duration initialBackoff,
    Duration maxBackoff,
    double multiplier,
    Optional<String> deadLetterStream,
    String deadLetterTopic) {
  private static final ConfigKey<Action> ON_ERROR =
      ConfigKey.of(
              "on_error",
              ConfigType.oneOf(Action.class),
              "What becomes of a record that cannot be processed: it `stop`s the connector, is"
                  + " left out (`skip`), or goes to the topic of dead letters.")
          .defaultsTo(Action.DEAD_LETTER);
  private static final ConfigKey<Duration> RETRY_BUDGET =
      ConfigKey.of(
              "retry_budget",
              ConfigType.DURATION,
              "For how long a batch is tried again after errors that may pass, such as an outage of"
                  + " the other system, before `on_error` decides; `unlimited` for as long as it"
                  + " takes.")
          .defaultsTo(Duration.ZERO)
          .example("\"5m\"");
  private static final ConfigKey<Duration> INITIAL_BACKOFF =
      ConfigKey.of(
              "initial_backoff",
              ConfigType.DURATION,
              "The wait before the second attempt, and before a task that failed is started again.")
          .checked("must be longer than 0", wait -> !wait.isZero())
          .defaultsTo(Duration.ofMillis(200));
  private static final ConfigKey<Duration> MAX_BACKOFF =
      ConfigKey.of("max_backoff", ConfigType.DURATION, "The longest wait between attempts.")
          .checked("must be longer than 0", wait -> !wait.isZero())
          .defaultsTo(Duration.ofSeconds(30));
  private static final ConfigKey<Double> MULTIPLIER =
      ConfigKey.of("backoff_multiplier", ConfigType.DECIMAL, "How much longer each wait is.")
          .checked("must be from 1 to 100", factor -> factor >= 1 && factor <= 100)
          .defaultsTo(2.0);
  private static final ConfigKey<String> DEAD_LETTER_STREAM =
      ConfigKey.of(
          "dead_letter_stream",
          ConfigType.STRING,
          "The stream of dead letters. Default: the stream of the connector's first topic.");
  private static final ConfigKey<String> DEAD_LETTER_TOPIC =
      ConfigKey.of(
          "dead_letter_topic",
          ConfigType.STRING,
          "The topic of dead letters; made when it is missing. Default: `{key}_dead_letters`.");

  static final ConfigSpec SPEC =
      ConfigSpec.of(
              ON_ERROR,
              RETRY_BUDGET,
              INITIAL_BACKOFF,
              MAX_BACKOFF,
              MULTIPLIER,
              DEAD_LETTER_STREAM,
              DEAD_LETTER_TOPIC)
          .closed();

  static ErrorSettings of(Config config, String connectorKey) {
    Duration maxBackoff = config.get(MAX_BACKOFF);
    Duration initialBackoff = config.get(INITIAL_BACKOFF);
    return new ErrorSettings(
        config.get(ON_ERROR),
        config.find(RETRY_BUDGET).filter(budget -> !budget.isZero()),
        initialBackoff.compareTo(maxBackoff) > 0 ? maxBackoff : initialBackoff,
        maxBackoff,
        config.get(MULTIPLIER),
        config.find(DEAD_LETTER_STREAM),
        config.find(DEAD_LETTER_TOPIC).orElse(connectorKey + "_dead_letters"));
  }

  /** The settings of a connector that says nothing of errors. */
  public static ErrorSettings defaults(String connectorKey) {
    return of(SPEC.read(java.util.Map.of()).values(), connectorKey);
  }

  /** What becomes of a record that is not tried again. */
  public enum Action {
    /** The connector stops in front of it. */
    STOP,
    /** It is counted, told and left out. */
    SKIP,
    /** It goes to the dead letters, as it came. */
    DEAD_LETTER;

    /** As configuration files write it, such as {@code dead_letter}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
