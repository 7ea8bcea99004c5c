// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentOverridesTest {
  private ConfigurationFolder folder;

  @BeforeEach
  void makeFolder(@TempDir Path root) {
    folder = new ConfigurationFolder(root);
  }

  @Test
  void shouldOverrideTheRuntimesFile() {
    RuntimeSettings settings =
        folder
            .variable("IGGY_CONNECTORS_IGGY_ADDRESS", "iggy:8090")
            .variable("IGGY_CONNECTORS_IGGY_PASSWORD", "123")
            .variable("IGGY_CONNECTORS_IGGY_TLS_CA_FILE", "ca.pem")
            .variable("IGGY_CONNECTORS_HTTP_ENABLED", "false")
            .variable("IGGY_CONNECTORS_HTTP_API_KEY", "007")
            .variable("IGGY_CONNECTORS_HTTP_CORS_ALLOWED_ORIGINS", "[\"http://a\", \"http://b\"]")
            .variable("IGGY_CONNECTORS_HTTP_CORS_ALLOWED_METHODS_0", "PATCH")
            .variable("IGGY_CONNECTORS_CONNECTORS_RELOAD_INTERVAL", "3s")
            .load()
            .settings();

    assertThat(settings.iggy().address()).isEqualTo("iggy:8090");
    assertThat(settings.iggy().password()).isEqualTo("123");
    assertThat(settings.iggy().tls().caFile()).isEqualTo(folder.path("ca.pem").toString());
    assertThat(settings.http().enabled()).isFalse();
    assertThat(settings.http().apiKey()).isEqualTo("007");
    assertThat(settings.http().cors().allowedOrigins()).containsExactly("http://a", "http://b");
    assertThat(settings.http().cors().allowedMethods()).containsExactly("PATCH");
    assertThat(settings.connectors().reloadInterval()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void shouldOverrideAConnectorsFileWithItsArraysAndPluginKeys() {
    folder.writeConnector(
        "pg.toml", ConfigurationFolder.postgres("connection_string = \"a\"\ntarget_table = \"b\""));
    ConnectorSettings sink =
        folder
            .variable("IGGY_CONNECTORS_SINK_PG_ENABLED", "false")
            .variable("IGGY_CONNECTORS_SINK_PG_STREAMS_0_STREAM", "bazaar")
            .variable("IGGY_CONNECTORS_SINK_PG_STREAMS_0_TOPICS", "[a, b]")
            .variable("IGGY_CONNECTORS_SINK_PG_STREAMS_0_BATCH_LENGTH", "7")
            .variable("IGGY_CONNECTORS_SINK_PG_STREAMS_1_STREAM", "second")
            .variable("IGGY_CONNECTORS_SINK_PG_STREAMS_1_TOPICS_0", "c")
            .variable("IGGY_CONNECTORS_SINK_PG_STREAMS_1_SCHEMA", "raw")
            .variable("IGGY_CONNECTORS_SINK_PG_PLUGIN_CONFIG_PASSWORD", "123")
            .variable("IGGY_CONNECTORS_SINK_PG_PLUGIN_CONFIG_POOL_MAX_SIZE", "4")
            .variable("IGGY_CONNECTORS_SINK_PG_PLUGIN_CONFIG_SOMETHING_ELSE", "x")
            .connector();

    assertThat(sink.enabled()).isFalse();
    assertThat(sink.streams().get(0).stream()).isEqualTo("bazaar");
    assertThat(sink.streams().get(0).topics()).containsExactly("a", "b");
    assertThat(sink.streams().get(0).batchLength()).isEqualTo(7);
    assertThat(sink.streams().get(1).topics()).containsExactly("c");
    assertThat(sink.pluginConfig())
        .isEqualTo(
            Map.of(
                "connection_string", "a",
                "target_table", "b",
                "password", "123",
                "pool", Map.of("max_size", "4"),
                "something_else", "x"));
  }

  @Test
  void shouldTakeKeysWithDashesInNamesThatShellsCanSet() {
    folder.writeConnector("a.toml", ConfigurationFolder.stdout("my-sink", 0, ""));

    ConnectorSettings sink =
        folder.variable("IGGY_CONNECTORS_SINK_MY_SINK_VERBOSE", "true").connector();

    assertThat(sink.verbose()).isTrue();
  }

  @Test
  void shouldNameTheVariableInProblems() {
    folder.writeConnector("a.toml", ConfigurationFolder.stdout("a", 0, ""));

    List<ConfigurationProblem> problems =
        folder.variable("IGGY_CONNECTORS_SINK_A_TASKS", "many").load().problems();

    assertThat(problems)
        .singleElement()
        .hasToString(
            "environment variable IGGY_CONNECTORS_SINK_A_TASKS: tasks must be a whole number");
  }

  @Test
  void shouldWarnOfVariablesWithoutEffectButOfThoseOfKubernetes() {
    folder.writeConnector("a.toml", ConfigurationFolder.stdout("a", 0, ""));
    folder.writeConnector("a_b.toml", ConfigurationFolder.stdout("a_b", 0, ""));

    List<ConfigurationProblem> problems =
        folder
            .variable("IGGY_CONNECTORS_IGGY_ADRESS", "x")
            .variable("IGGY_CONNECTORS_SINK_A_B_ENABLED", "true")
            .variable("IGGY_CONNECTORS_SINK_C_ENABLED", "true")
            .variable("IGGY_CONNECTORS_SERVICE_HOST", "10.0.0.1")
            .variable("IGGY_CONNECTORS_PORT_8081_TCP_ADDR", "10.0.0.1")
            .load()
            .problems();

    assertThat(problems)
        .extracting(ConfigurationProblem::toString)
        .containsExactly(
            "environment variable IGGY_CONNECTORS_IGGY_ADRESS: is no key; did you mean"
                + " IGGY_CONNECTORS_IGGY_ADDRESS?",
            "environment variable IGGY_CONNECTORS_SINK_C_ENABLED: is no key of any connector that"
                + " is configured");
  }

  @Test
  void shouldLetTheProcessGoBeforeTheDotEnvFile() {
    folder.write(
        ".env",
        """
        # of this machine
        export IGGY_CONNECTORS_IGGY_USERNAME="from $WHERE"
        IGGY_CONNECTORS_IGGY_PASSWORD='p$ss #1'   # a comment
        IGGY_CONNECTORS_STATE_PATH=/tmp/state # another
        not a variable
        IGGY_CONNECTORS_HTTP_API_KEY="two
        lines\\t"
        """);

    LoadedConfiguration loaded =
        folder.variable("WHERE", "file").variable("IGGY_CONNECTORS_STATE_PATH", "real").load();

    assertThat(loaded.settings().iggy().username()).isEqualTo("from file");
    assertThat(loaded.settings().iggy().password()).isEqualTo("p$ss #1");
    assertThat(loaded.settings().statePath()).isEqualTo("real");
    assertThat(loaded.settings().http().apiKey()).isEqualTo("two\nlines\t");
    assertThat(loaded.problems())
        .singleElement()
        .hasToString(folder.path(".env") + ":5: is no NAME=value, and is left out");
  }

  @Test
  void shouldTakeTheDotEnvFileThatIsNamed() {
    folder.write("prod.env", "IGGY_CONNECTORS_IGGY_USERNAME=prod\n");
    folder.write(".env", "IGGY_CONNECTORS_IGGY_USERNAME=usual\n");

    folder.variable("IGGY_CONNECTORS_ENV_PATH", "prod.env");

    assertThat(folder.load().settings().iggy().username()).isEqualTo("prod");
  }
}
