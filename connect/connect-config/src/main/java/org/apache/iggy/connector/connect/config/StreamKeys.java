// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;
import org.apache.iggy.connector.connect.config.StreamSettings.Start;

/** The keys of a table {@code [[streams]]}, beside those of formats. */
final class StreamKeys {
  private static final Duration PATIENCE = Duration.ofMillis(5);
  private static final String SCHEMAS =
      Arrays.stream(Schema.values()).map(Schema::configName).collect(Collectors.joining(", "));

  private static final ConfigKey<String> STREAM =
      ConfigKey.of("stream", ConfigType.STRING, "The stream's name.")
          .checked("must not be empty", name -> !name.isBlank())
          .required()
          .example("\"shop\"");
  private static final ConfigKey<List<String>> TOPICS =
      ConfigKey.of("topics", ConfigType.listOf(ConfigType.STRING), "The topics that it reads.")
          .checked(
              "must name at least one topic",
              names -> !names.isEmpty() && names.stream().noneMatch(String::isBlank))
          .required()
          .example("[\"orders\"]");
  private static final ConfigKey<String> TOPIC =
      ConfigKey.of("topic", ConfigType.STRING, "The topic that it writes to.")
          .checked("must not be empty", name -> !name.isBlank())
          .required()
          .example("\"orders\"");
  static final ConfigKey<String> SCHEMA =
      ConfigKey.of(
              "schema", ConfigType.STRING, "The format of the messages there: " + SCHEMAS + ".")
          .checked("must be one of " + SCHEMAS, name -> Schema.named(name).isPresent())
          .required()
          .example("\"json\"");
  private static final ConfigKey<Long> BATCH_LENGTH =
      Keys.count(
          "batch_length",
          1_000,
          1,
          1_000_000,
          "How many messages a poll asks for, or a source sends at once.");
  private static final ConfigKey<Long> BATCH_BYTES =
      ConfigKey.of(
              "batch_bytes",
              ConfigType.BYTES,
              "How many bytes of payload a batch has at most, but for a single message.")
          .checked("must be from 1 KiB to 1 GiB", bytes -> bytes >= 1_024 && bytes <= 1L << 30)
          .defaultsTo(8L << 20);
  private static final ConfigKey<Duration> POLL_INTERVAL =
      ConfigKey.of(
              "poll_interval", ConfigType.DURATION, "The wait between two polls that find nothing.")
          .defaultsTo(PATIENCE);
  private static final ConfigKey<Duration> LINGER_TIME =
      ConfigKey.of("linger_time", ConfigType.DURATION, "How long a batch waits for more.")
          .defaultsTo(PATIENCE);
  private static final ConfigKey<String> CONSUMER_GROUP =
      ConfigKey.of(
          "consumer_group",
          ConfigType.STRING,
          "The consumer group of the sink's tasks, made when it is missing. Default:"
              + " `iggy-connect-sink-{key}`.");
  private static final ConfigKey<Start> START =
      ConfigKey.of(
              "start",
              ConfigType.oneOf(Start.class),
              "Where reading starts when the group has stored no offset.")
          .defaultsTo(Start.EARLIEST);

  static final ConfigSpec SINK =
      ConfigSpec.of(
          STREAM, TOPICS, SCHEMA, BATCH_LENGTH, BATCH_BYTES, POLL_INTERVAL, CONSUMER_GROUP, START);
  static final ConfigSpec SOURCE =
      ConfigSpec.of(STREAM, TOPIC, SCHEMA, BATCH_LENGTH, BATCH_BYTES, LINGER_TIME);

  private StreamKeys() {}

  static ConfigSpec of(ConnectorType type) {
    return type == ConnectorType.SINK ? SINK : SOURCE;
  }

  /** The settings of a table in which there are no errors. */
  static StreamSettings settings(ConnectorId id, Config table, Map<String, Object> formatOptions) {
    boolean sink = id.type() == ConnectorType.SINK;
    return new StreamSettings(
        table.get(STREAM),
        sink ? table.get(TOPICS) : List.of(table.get(TOPIC)),
        Schema.named(table.get(SCHEMA)).orElseThrow(),
        formatOptions,
        Math.toIntExact(table.get(BATCH_LENGTH)),
        table.get(BATCH_BYTES),
        table.find(POLL_INTERVAL).orElse(PATIENCE),
        table.find(LINGER_TIME).orElse(PATIENCE),
        sink ? table.find(CONSUMER_GROUP).orElse("iggy-connect-sink-" + id.key()) : "",
        table.find(START).orElse(Start.EARLIEST));
  }
}
