// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

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
  @TempDir private Path folder;
  private Path connectors;

  @BeforeEach
  void makeFolder() throws IOException {
    connectors = Files.createDirectory(folder.resolve("connectors"));
  }

  @Test
  void shouldHaveTheDefaultsOfTheRustRuntimeWithoutAFile() {
    RuntimeSettings runtime = load(Optional.empty()).runtime();

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
  void shouldReadASinkWithItsDefaults() throws IOException {
    write(
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

    LoadedConfiguration loaded = load();

    assertThat(loaded.problems()).isEmpty();
    ConnectorSettings sink = loaded.connectors().connectors().get(0);
    assertThat(sink.id()).isEqualTo(new ConnectorId(ConnectorType.SINK, "stdout"));
    assertThat(sink.plugin()).isEqualTo("stdout");
    assertThat(sink.pluginConfig()).isEqualTo(Map.of("print_payload", true));
    assertThat(sink.transforms())
        .extracting(TransformSettings::type, TransformSettings::enabled)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("delete_fields", true),
            org.assertj.core.groups.Tuple.tuple("add_fields", false));
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

  private void write(String name, String text) throws IOException {
    Files.writeString(connectors.resolve(name), text);
  }

  private LoadedConfiguration load() throws IOException {
    Path file = folder.resolve("config.toml");
    Files.writeString(file, "[connectors]\nconfig_dir = \"connectors\"\n");
    return load(Optional.of(file));
  }

  private LoadedConfiguration load(Optional<Path> file) {
    Environment environment = new Environment(Map.of(), folder, folder);
    return new ConfigurationLoader(environment, new FixedCatalog()).load(file);
  }
}
