// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpConnectorsProviderTest {
  private static final ConnectorId SINK = new ConnectorId(ConnectorType.SINK, "out");
  private static final String CONFIG =
      """
      {"key": "out", "enabled": true, "version": %d, "name": "Out",
       "path": "libiggy_connector_stdout_sink", "transforms": null,
       "streams": [{"stream": "s", "topics": ["t"], "schema": "json", "batch_length": 100,
                    "poll_interval": "5ms", "consumer_group": null}],
       "plugin_config_format": null, "plugin_config": {"print_payload": true}, "verbose": false}
      """;

  private ConfigurationFolder folder;
  private ScriptedServer server;

  @BeforeEach
  void start(@TempDir Path root) {
    folder = new ConfigurationFolder(root);
    server = new ScriptedServer();
    settings("");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldLoadWhatIsActive() {
    settings("[connectors.request_headers]\napi-key = \"the-server-key\"");
    server.answer("GET /api/configs/active", 200, active(CONFIG.formatted(3)));

    LoadedConfiguration loaded = folder.load();

    assertThat(loaded.problems()).isEmpty();
    ConnectorSettings sink = loaded.connectors().find(SINK).orElseThrow();
    assertThat(sink.version()).isEqualTo(3);
    assertThat(sink.plugin()).isEqualTo("stdout");
    assertThat(sink.streams().get(0).consumerGroup()).isEqualTo("iggy-connect-sink-out");
    assertThat(server.requests().get(0).header("api-key")).isEqualTo("the-server-key");
    assertThat(loaded.toString()).doesNotContain("the-server-key");
    assertThat(loaded.redaction().redact("the-server-key")).isEqualTo(Redaction.MASK);
  }

  @Test
  void shouldTakeOneBadConfigurationForItself() {
    server.answer(
        "GET /api/configs/active",
        200,
        "{\"sinks\": {\"bad\": {\"path\": \"nothing\"}, \"out\": "
            + CONFIG.formatted(0)
            + "}, \"sources\": {}}");

    LoadedConnectors loaded = folder.load().connectors();

    assertThat(loaded.connectors()).extracting(ConnectorSettings::key).containsExactly("out");
    assertThat(loaded.rejected()).extracting(RejectedConnector::id).hasSize(1);
  }

  @Test
  void shouldLetTheEnvironmentOverrideWhatTheServerSays() {
    server.answer("GET /api/configs/active", 200, active(CONFIG.formatted(0)));
    folder.variable("IGGY_CONNECTORS_SINK_OUT_STREAMS_0_TOPICS", "[other]");

    assertThat(folder.load().connectors().find(SINK).orElseThrow().streams().get(0).topics())
        .containsExactly("other");
  }

  @Test
  void shouldFindDataAndErrorsWhereSettingsSay() {
    settings(
        "[connectors.response]\ndata_path = \"result.0.data\"\nerror_path = \"error.message\"");
    server.answer(
        "GET /api/configs/active",
        200,
        "{\"result\": [{\"data\": " + active(CONFIG.formatted(0)) + "}], \"error\": null}");
    assertThat(folder.load().connectors().connectors()).hasSize(1);

    server.answer("GET /api/configs/active", 200, "{\"error\": {\"message\": \"no quota\"}}");
    assertThat(folder.load().runtimeErrors())
        .singleElement()
        .extracting(ConfigurationProblem::message)
        .isEqualTo(server.url() + "/api/configs/active answered with an error: no quota");

    server.answer("GET /api/configs/active", 200, "{\"other\": 1}");
    assertThat(folder.load().runtimeErrors().get(0).message())
        .endsWith("data_path (result.0.data); the answer has other");
  }

  @Test
  void shouldAskAgainWhenTheServerIsNotReadyYet() {
    settings("[connectors.retry]\ninitial_backoff = \"1ms\"\nmax_attempts = 3");
    server.answerOnce("GET /api/configs/active", 503, "starting");
    server.answerOnce("GET /api/configs/active", 429, "slow down");
    server.answer("GET /api/configs/active", 200, active(CONFIG.formatted(0)));

    assertThat(folder.load().connectors().connectors()).hasSize(1);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void shouldGiveUpWhenTheBudgetIsSpentAndAtOnceWhenRefused() {
    settings("[connectors.retry]\ninitial_backoff = \"1ms\"\nmax_attempts = 2");
    server.answer("GET /api/configs/active", 500, "broken");

    assertThat(folder.load().runtimeErrors().get(0).message())
        .isEqualTo("GET " + server.url() + "/api/configs/active answered 500 broken (3 attempts)");
    assertThat(server.requests()).hasSize(3);

    server.answer("GET /api/configs/active", 401, "who are you");
    folder.load();
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void shouldUseTheUsualUrls() {
    server.answer("GET /api/configs/active", 200, active(CONFIG.formatted(1)));
    server.answer(
        "GET /api/sinks/out/configs",
        200,
        "[" + CONFIG.formatted(1) + "," + CONFIG.formatted(0) + "]");
    server.answer("GET /api/sinks/out/configs/0", 200, CONFIG.formatted(0));
    server.answer("GET /api/sinks/out/configs/active", 200, CONFIG.formatted(1));
    server.answer("PUT /api/sinks/out/configs/active", 204, "");
    server.answer("POST /api/sinks/out/configs", 200, CONFIG.formatted(2));
    server.answer("DELETE /api/sinks/out/configs?version=0", 204, "");
    ConnectorsProvider provider = folder.load().provider();

    assertThat(provider.versions(SINK))
        .extracting(ConnectorVersion::version)
        .containsExactly(0L, 1L);
    assertThat(provider.version(SINK, 0)).isPresent();
    assertThat(provider.version(SINK, 9)).isEmpty();
    assertThat(provider.active(SINK).orElseThrow().version()).isEqualTo(1);
    provider.activate(SINK, 0);
    assertThat(server.last().body()).isEqualTo("{\"version\":0}");
    Map<String, Object> values =
        Map.of(
            "path",
            "stdout",
            "streams",
            List.of(Map.of("stream", "s", "topics", List.of("t"), "schema", "json")));
    assertThat(provider.create(SINK, values).version()).isEqualTo(2);
    provider.delete(SINK, OptionalLong.of(0));
    assertThat(server.last().line()).isEqualTo("DELETE /api/sinks/out/configs?version=0");
    assertThatThrownBy(() -> provider.delete(SINK, OptionalLong.of(5)))
        .isInstanceOf(VersionNotFoundException.class);
  }

  @Test
  void shouldUseTheUrlsThatSettingsGive() {
    settings(
        "[connectors.url_templates]\n"
            + "get_sink_config = \"/x?action=get&key={key}&version={version}\"");
    server.answer("GET /api/configs/active", 200, active(CONFIG.formatted(1)));
    server.answer("GET /api/x?action=get&key=out&version=4", 200, CONFIG.formatted(4));

    assertThat(folder.load().provider().version(SINK, 4)).isPresent();
  }

  @Test
  void shouldSendNothingThatHasErrors() {
    server.answer("GET /api/configs/active", 200, active(CONFIG.formatted(1)));
    ConnectorsProvider provider = folder.load().provider();
    int before = server.requests().size();

    assertThatThrownBy(() -> provider.create(SINK, Map.of("path", "stdout")))
        .isInstanceOf(ConfigurationException.class);
    assertThat(server.requests()).hasSize(before);
  }

  private void settings(String more) {
    folder.write(
        "config.toml",
        """
        [connectors]
        config_type = "http"
        base_url = "%s/api"
        timeout = "20s"
        %s
        """
            .formatted(server.url(), more));
  }

  private static String active(String sink) {
    return "{\"sinks\": {\"out\": " + sink + "}, \"sources\": {}}";
  }
}
