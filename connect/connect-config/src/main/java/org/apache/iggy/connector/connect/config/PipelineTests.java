// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigReading;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/**
 * A file with tests of a connector's transforms and formats: messages that come in, and what is to
 * come out of them.
 *
 * @param source the file
 * @param connector which connector is tested: its key, or {@code sink KEY} or {@code source KEY}
 * @param tests the tests, at least one
 */
public record PipelineTests(String source, String connector, List<PipelineTest> tests) {
  private static final ConfigKey<Object> PAYLOAD =
      ConfigKey.of(
          "payload",
          ConfigType.ANY,
          "The payload: a text as it is, or a table, which is encoded in the stream's format.");
  private static final ConfigKey<String> PAYLOAD_BASE64 =
      ConfigKey.of("payload_base64", ConfigType.STRING, "The payload's bytes, in Base64.");
  private static final ConfigKey<String> MESSAGE_KEY =
      ConfigKey.of("key", ConfigType.STRING, "The message's key.");
  private static final ConfigKey<Map<String, String>> HEADERS =
      ConfigKey.of("headers", ConfigType.STRINGS_BY_NAME, "The message's user headers.")
          .defaultsTo(Map.of());
  private static final ConfigSpec MESSAGE =
      ConfigSpec.of(PAYLOAD, PAYLOAD_BASE64, MESSAGE_KEY, HEADERS).closed();

  private static final ConfigKey<String> NAME =
      ConfigKey.of("name", ConfigType.STRING, "What the test shows.").required();
  private static final ConfigKey<String> TOPIC =
      ConfigKey.of(
          "topic",
          ConfigType.STRING,
          "The topic that the messages are of, when the connector has several. Default: the"
              + " first.");
  private static final ConfigKey<List<Config>> INPUT =
      ConfigKey.tables("input", MESSAGE, "The messages that come in.").required();
  private static final ConfigKey<List<Config>> OUTPUT =
      ConfigKey.tables(
              "output", MESSAGE, "The messages that are to come out; none when all are dropped.")
          .defaultsTo(List.of());
  private static final ConfigKey<String> ERROR =
      ConfigKey.of(
          "error",
          ConfigType.STRING,
          "What the error of a message says that is to fail, or a part of it.");
  private static final ConfigKey<List<String>> IGNORE =
      ConfigKey.of(
              "ignore",
              ConfigType.listOf(ConfigType.STRING),
              "Fields whose values do not matter, such as those of times and random ids.")
          .defaultsTo(List.of());
  private static final ConfigSpec TEST =
      ConfigSpec.of(NAME, TOPIC, INPUT, OUTPUT, ERROR, IGNORE).closed();

  private static final ConfigKey<String> CONNECTOR =
      ConfigKey.of(
              "connector",
              ConfigType.STRING,
              "Which connector is tested: its key, or `sink KEY` or `source KEY`.")
          .required()
          .example("\"sink orders\"");
  private static final ConfigKey<List<Config>> TESTS =
      ConfigKey.tables("tests", TEST, "The tests.").required();

  /** All keys of a file. */
  public static final ConfigSpec SPEC = ConfigSpec.of(CONNECTOR, TESTS).closed();

  /**
   * A message.
   *
   * @param payload a {@link String}, nested values, or {@code byte[]}; empty for one without
   *     content
   * @param key its key, if it has one
   * @param headers its user headers
   */
  public record TestMessage(Object payload, Optional<String> key, Map<String, String> headers) {}

  /**
   * A test.
   *
   * @param name what it shows
   * @param location where it stands
   * @param topic the topic that the messages are of; empty for the connector's first
   * @param input the messages that come in
   * @param output the messages that are to come out
   * @param error what the error is to say, if there is to be one
   * @param ignore fields whose values do not matter
   */
  public record PipelineTest(
      String name,
      Location location,
      Optional<String> topic,
      List<TestMessage> input,
      List<TestMessage> output,
      Optional<String> error,
      List<String> ignore) {}

  /**
   * Reads a file.
   *
   * @throws ConfigurationException with everything that is wrong in it
   */
  public static PipelineTests read(Path file) {
    ConfigDocument document = TomlFile.read(file);
    ConfigReading reading = SPEC.read(document.values());
    if (reading.hasErrors()) {
      throw new ConfigurationException(
          reading.problems().stream()
              .map(problem -> ConfigurationProblem.of(document.locate(problem.path()), problem))
              .toList());
    }
    List<Config> tables = reading.values().get(TESTS);
    List<PipelineTest> tests = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      tests.add(test(tables.get(i), document.locate(ConfigDocument.path(TESTS.name(), i))));
    }
    return new PipelineTests(document.source(), reading.values().get(CONNECTOR), tests);
  }

  private static PipelineTest test(Config table, Location location) {
    return new PipelineTest(
        table.get(NAME),
        location,
        table.find(TOPIC),
        table.get(INPUT).stream().map(PipelineTests::message).toList(),
        table.get(OUTPUT).stream().map(PipelineTests::message).toList(),
        table.find(ERROR),
        table.get(IGNORE));
  }

  private static TestMessage message(Config table) {
    Object payload =
        table
            .find(PAYLOAD_BASE64)
            .<Object>map(text -> Base64.getMimeDecoder().decode(text))
            .or(() -> table.find(PAYLOAD))
            .orElse("");
    return new TestMessage(payload, table.find(MESSAGE_KEY), table.get(HEADERS));
  }
}
