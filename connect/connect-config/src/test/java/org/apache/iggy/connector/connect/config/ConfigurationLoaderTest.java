// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {
  private ConfigurationFolder folder;

  @BeforeEach
  void makeFolder(@TempDir Path root) {
    folder = new ConfigurationFolder(root);
  }

  @Test
  void shouldHaveTheDefaultsOfTheRustRuntimeWithoutAFile() {
    RuntimeSettings runtime = folder.write("config.toml", "").load().settings();

    assertThat(runtime.http().enabled()).isTrue();
    assertThat(runtime.http().address()).isEqualTo("127.0.0.1:8081");
    assertThat(runtime.http().cors().allowedOrigins()).containsExactly("*");
    assertThat(runtime.http().metrics()).isEqualTo(new HttpSettings.Metrics(false, "/metrics"));
    assertThat(runtime.iggy())
        .isEqualTo(
            new IggySettings(
                "localhost:8090", "iggy", "iggy", "", "auto", new IggySettings.Tls(false, "", "")));
    assertThat(runtime.statePath()).isEqualTo("local_state");
    assertThat(runtime.telemetry().traces().endpoint()).isEqualTo("http://localhost:4317");
  }

  @Test
  void shouldReadASinkWithItsDefaults() {
    folder.writeConnector(
        "stdout_sink.toml",
        """
        type = "sink"
        key = "stdout"
        enabled = true
        version = 0
        name = "Stdout sink"
        path = "target/release/libiggy_connector_stdout_sink"

        [[streams]]
        stream = "example_stream"
        topics = ["example_topic"]
        schema = "json"

        [plugin_config]
        print_payload = true

        [transforms.delete_fields]
        enabled = true
        fields = ["a"]

        [transforms.add_fields]
        enabled = false

        [[transforms.add_fields.fields]]
        key = "message"
        value.static = "hello"
        """);

    LoadedConfiguration loaded = folder.load();

    assertThat(loaded.problems()).isEmpty();
    ConnectorSettings sink = loaded.connectors().connectors().get(0);
    assertThat(sink.id()).isEqualTo(new ConnectorId(ConnectorType.SINK, "stdout"));
    assertThat(sink.plugin()).isEqualTo("stdout");
    assertThat(sink.pluginConfig()).isEqualTo(Map.of("print_payload", true));
    assertThat(sink.transforms())
        .extracting(TransformSettings::type, TransformSettings::enabled)
        .containsExactly(tuple("delete_fields", true), tuple("add_fields", false));
    assertThat(sink.errors()).isEqualTo(ErrorSettings.defaults("stdout"));
    assertThat(sink.streams())
        .containsExactly(
            new StreamSettings(
                "example_stream",
                List.of("example_topic"),
                Schema.JSON,
                Map.of(),
                1_000,
                8 << 20,
                Duration.ofMillis(5),
                Duration.ofMillis(5),
                "iggy-connect-sink-stdout",
                StreamSettings.Start.EARLIEST));
  }

  @Test
  void shouldReadASource() {
    folder.writeConnector(
        "random.toml",
        """
        type = "source"
        key = "random"
        path = "libiggy_connector_random_source"
        key_header = "order"

        [[streams]]
        stream = "example_stream"
        topic = "example_topic"
        schema = "json"
        batch_length = 10
        linger_time = "1m 5s"

        [plugin_config]
        max_count = 1_000_000
        messages_range = [1, 5]

        [errors]
        on_error = "stop"
        retry_budget = "1h"
        """);

    ConnectorSettings source = folder.connector();

    assertThat(source.id()).isEqualTo(new ConnectorId(ConnectorType.SOURCE, "random"));
    assertThat(source.streams().get(0).topic()).isEqualTo("example_topic");
    assertThat(source.streams().get(0).lingerTime()).isEqualTo(Duration.ofSeconds(65));
    assertThat(source.keyHeader()).contains("order");
    assertThat(source.pluginConfig())
        .isEqualTo(Map.of("max_count", 1_000_000L, "messages_range", List.of(1L, 5L)));
    assertThat(source.errors().action()).isEqualTo(ErrorSettings.Action.STOP);
    assertThat(source.errors().retryBudget()).contains(Duration.ofHours(1));
  }

  @Test
  void shouldKeepTheOrderOfTransformsInBothForms() {
    String list =
        """
        [[transforms]]
        type = "delete_fields"
        fields = ["a"]
        [[transforms]]
        type = "add_fields"
        fields = []
        [[transforms]]
        type = "delete_fields"
        enabled = false
        fields = ["b"]
        """;

    folder.writeConnector("a.toml", ConfigurationFolder.stdout("a", 0, list));

    assertThat(folder.connector().transforms())
        .containsExactly(
            new TransformSettings("delete_fields", true, Map.of("fields", List.of("a"))),
            new TransformSettings("add_fields", true, Map.of("fields", List.of())),
            new TransformSettings("delete_fields", false, Map.of("fields", List.of("b"))));
    assertThat(folder.connector().activeTransforms()).hasSize(2);
  }

  @Test
  void shouldTakeTheKeysOfItsFormatFromAStream() {
    folder.writeConnector(
        "a.toml",
        ConfigurationFolder.stdout("a", 0, "avro_schema_path = \"a.avsc\"")
            .replace("\"json\"", "\"avro\""));

    assertThat(folder.connector().streams().get(0).formatOptions())
        .isEqualTo(Map.of("avro_schema_path", "a.avsc"));
  }

  @Test
  void shouldWarnOfMoreTasksThanOneWhereTheyAreASources() {
    String source =
        """
        type = "source"
        key = "a"
        path = "random"
        tasks = 4
        [[streams]]
        stream = "shop"
        topic = "orders"
        schema = "json"
        """;
    folder.writeConnector("a.toml", source);
    folder.writeConnector("b.toml", source.replace("\"a\"", "\"b\"").replace("4", "1"));
    folder.writeConnector(
        "c.toml", ConfigurationFolder.stdout("c", 0, "").replace("version", "tasks = 4\nversion"));

    assertThat(folder.load().problems())
        .extracting(ConfigurationProblem::toString, ConfigurationProblem::isError)
        .containsExactly(
            tuple(
                folder.connector("a.toml") + ":4: tasks has no effect here: a source has one task",
                false));
    assertThat(folder.load().connectors().connectors()).hasSize(3);
  }

  @Test
  void shouldOnlyWarnOfKeysThatTheRustRuntimeIgnores() {
    folder.writeConnector(
        "a.toml",
        ConfigurationFolder.stdout(
            "a", 0, "batch_lenght = 10\n[plugin_config]\nprint_payloads = true"));

    assertThat(folder.load().problems())
        .extracting(ConfigurationProblem::toString, ConfigurationProblem::isError)
        .containsExactly(
            tuple(
                folder.connector("a.toml")
                    + ":9: streams[0].batch_lenght is unknown; did you mean batch_length?",
                false),
            tuple(
                folder.connector("a.toml")
                    + ":11: plugin_config.print_payloads is unknown; did you mean print_payload?",
                false));
    assertThat(folder.connector().enabled()).isTrue();
  }

  @Test
  void shouldGoOnWithTheOthersWhenAFileIsBad() {
    folder.writeConnector("bad.toml", "type = sink\nkey = \"bad\n");
    folder.writeConnector("good.toml", ConfigurationFolder.stdout("good", 0, ""));
    folder.writeConnector(
        "ugly.toml", ConfigurationFolder.stdout("ugly", 0, "").replace("stdout", "mongodb"));

    LoadedConnectors loaded = folder.load().connectors();

    assertThat(loaded.connectors()).extracting(ConnectorSettings::key).containsExactly("good");
    assertThat(loaded.rejected())
        .extracting(rejected -> rejected.id().map(ConnectorId::toString).orElse("?"))
        .containsExactly("?", "sink ugly");
    assertThat(loaded.rejected().get(1).message())
        .contains("names the sink mongodb, which this runtime does not have");
    assertThat(folder.load().runtimeErrors()).isEmpty();
  }

  @Test
  void shouldRefuseTheSameKeyAndVersionTwice() {
    folder.writeConnector("a.toml", ConfigurationFolder.stdout("a", 0, ""));
    folder.writeConnector("b.toml", ConfigurationFolder.stdout("a", 0, ""));

    assertThat(folder.load().problems())
        .singleElement()
        .hasToString(
            folder.connector("b.toml")
                + ":2: key is that of the sink a in "
                + folder.connector("a.toml")
                + ", too, with the same version 0");
  }

  @Test
  void shouldFindWhatPathsMeanFromTheFolderOfTheFileOn() throws IOException {
    Path inner = Files.createDirectories(folder.path("core/runtime"));
    Files.writeString(inner.resolve("config.toml"), "[connectors]\nconfig_dir = \"connectors\"");
    folder.writeConnector("a.toml", ConfigurationFolder.stdout("a", 0, ""));
    Environment elsewhere = Environment.of(Map.of(), inner, inner);

    LoadedConfiguration loaded =
        new ConfigurationLoader(elsewhere, runtime -> FixedCatalog.create())
            .load(Optional.of(inner));

    assertThat(loaded.connectors().connectors()).hasSize(1);
  }

  @Test
  void shouldTakeTheFileThatTheEnvironmentNames() {
    folder.write("other.toml", "[connectors]\nconfig_dir = \"connectors\"\n[state]\npath=\"x\"");
    folder.variable("IGGY_CONNECTORS_CONFIG_PATH", "other.toml");

    assertThat(folder.load(Optional.empty()).settings().statePath()).isEqualTo("x");
  }

  @Test
  void shouldReadATokenFromItsFile() {
    folder.write("token.txt", "  secret-token\n");
    folder.write(
        "config.toml",
        "[connectors]\nconfig_dir = \"connectors\"\n[iggy]\ntoken = \"file:~/token.txt\"");

    LoadedConfiguration loaded = folder.load();

    assertThat(loaded.settings().iggy().token()).isEqualTo("secret-token");
    assertThat(loaded.redaction().redact("login with secret-token")).doesNotContain("secret-token");
  }

  @Test
  void shouldTellWhatStopsTheRuntime() {
    folder.write(
        "config.toml",
        """
        [http]
        address = "nowhere"
        [http.tls]
        enabled = true
        cert_file = "missing.pem"
        [iggy]
        password = ""
        [connectors]
        config_type = "http"
        base_url = "localhost"
        [connectors.url_templates]
        create_sinks = "/x"
        """);

    assertThat(folder.load().problems())
        .extracting(ConfigurationProblem::toString)
        .containsExactly(
            at(2, "http.address must be a host and a port such as 127.0.0.1:8081"),
            at(3, "http.tls.key_file is required, as TLS is enabled"),
            at(
                5,
                "http.tls.cert_file names a file that cannot be read: "
                    + folder.path("missing.pem")),
            at(6, "iggy needs username and password, or a token"),
            at(
                10,
                "connectors.base_url must be a URL such as http://localhost:8080/api,"
                    + " as config_type is http"),
            at(
                12,
                "connectors.url_templates.create_sinks is no operation;"
                    + " did you mean create_sink?"));
  }

  private String at(int line, String message) {
    return folder.path("config.toml") + ":" + line + ": " + message;
  }
}
