// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import static org.apache.iggy.connector.connect.http.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.config.Redaction;
import org.apache.iggy.connector.connect.http.metrics.ConnectMetrics;
import org.apache.iggy.connector.connect.http.view.PositionReset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths, statuses and bodies of connectors and their configurations. */
class ConnectorApiTest {
  private final InMemoryRuntime runtime = InMemoryRuntime.typical();
  private ConnectHttpServer server;
  private ApiClient api;

  @BeforeEach
  void start() {
    server = ConnectHttpServer.start(ApiSettings.open(), runtime, new ConnectMetrics());
    api = new ApiClient(server.address());
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldListDisabledConnectorsToo() {
    JsonNode sinks = json(api.get("/sinks"));

    assertThat(sinks.findValuesAsText("key")).containsExactly("audit", "orders");
    assertThat(sinks.get(0).get("status").textValue()).isEqualTo("stopped");
    assertThat(sinks.get(0).get("enabled").booleanValue()).isFalse();
    assertThat(sinks.get(1).get("plugin_config_format").textValue()).isEqualTo("json");
    assertThat(sinks.get(1).has("last_error")).isFalse();
  }

  @Test
  void shouldShowTheLastErrorOfAFailedConnector() {
    JsonNode broken = json(api.get("/sources/broken"));

    assertThat(broken.get("status").textValue()).isEqualTo("error");
    assertThat(broken.at("/last_error/message").textValue()).startsWith("cannot connect");
    assertThat(broken.at("/last_error/timestamp").longValue()).isEqualTo(1795298400000000L);
    assertThat(broken.at("/streams/0/topic").textValue()).isEqualTo("events");
  }

  @Test
  void shouldListTransformsInTheirOrder() {
    JsonNode transforms = json(api.get("/sinks/orders/transforms"));

    assertThat(transforms.findValuesAsText("type")).containsExactly("add_fields", "delete_fields");
    assertThat(transforms.at("/1/config/fields/0").textValue()).isEqualTo("password");
    assertThat(json(api.get("/sinks/audit/transforms"))).isEmpty();
  }

  @Test
  void shouldAnswer404WhenThereIsNoSuchConnectorOrVersion() {
    assertError(api.get("/sinks/none"), 404, "sink_not_found");
    assertError(api.get("/sources/orders"), 404, "source_not_found");
    assertError(api.post("/sinks/none/restart"), 404, "sink_not_found");
    assertError(api.get("/sinks/orders/configs/9"), 404, "sink_config_not_found");
    assertError(
        api.put("/sinks/orders/configs/active", Map.of("version", 9)),
        404,
        "sink_config_not_found");
    assertError(api.delete("/sources/random/configs?version=9"), 404, "source_config_not_found");
    assertError(api.get("/sinks/audit/configs/plugin"), 404, "sink_config_not_found");
    assertError(api.get("/nowhere"), 404, "not_found");
  }

  @Test
  void shouldStartAKeyThatIsNew() {
    HttpResponse<String> created =
        api.post("/sinks/added/configs", InMemoryRuntime.sinkConfig("New", "stdout", true));

    assertThat(created.statusCode()).isEqualTo(200);
    assertThat(json(created).get("active").booleanValue()).isTrue();
    assertThat(json(api.get("/sinks/added")).get("status").textValue()).isEqualTo("running");
  }

  @Test
  void shouldKeepANewVersionInactiveUntilItIsActivated() {
    Map<String, Object> config = InMemoryRuntime.sinkConfig("Renamed", "stdout", true);

    JsonNode created = json(api.post("/sinks/orders/configs", config));
    assertThat(created.get("version").longValue()).isEqualTo(1);
    assertThat(created.get("active").booleanValue()).isFalse();
    assertThat(json(api.get("/sinks/orders/configs/active")).get("version").longValue()).isZero();

    assertThat(api.put("/sinks/orders/configs/active", Map.of("version", 1)).statusCode())
        .isEqualTo(204);
    assertThat(json(api.get("/sinks/orders/configs/1")).get("active").booleanValue()).isTrue();
    assertThat(api.post("/sinks/orders/restart").statusCode()).isEqualTo(204);
    assertThat(json(api.get("/sinks/orders")).get("name").textValue()).isEqualTo("Renamed");
  }

  @Test
  void shouldRunAnUpdateAtOnce() {
    Map<String, Object> config = InMemoryRuntime.sinkConfig("Renamed", "stdout", false);

    JsonNode updated = json(api.put("/sinks/orders", config));

    assertThat(updated.get("active").booleanValue()).isTrue();
    assertThat(json(api.get("/sinks/orders")).get("name").textValue()).isEqualTo("Renamed");
    assertThat(json(api.get("/sinks/orders")).get("status").textValue()).isEqualTo("stopped");
  }

  @Test
  void shouldCreateAndDeleteAConnector() {
    Map<String, Object> config = InMemoryRuntime.sinkConfig("New", "stdout", true);
    config.put("key", "added");

    HttpResponse<String> created = api.post("/sinks", config);
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.headers().firstValue("Location")).contains("/sinks/added");
    assertError(api.post("/sinks", config), 409, "conflict");

    assertThat(api.delete("/sinks/added").statusCode()).isEqualTo(204);
    assertError(api.get("/sinks/added"), 404, "sink_not_found");
  }

  @Test
  void shouldNameAllProblemsOfAConfiguration() {
    HttpResponse<String> refused = api.post("/sinks/added/configs", Map.of("enabled", true));

    assertError(refused, 422, "invalid_configuration");
    assertThat(json(refused).get("problems").findValuesAsText("path"))
        .containsExactly("name", "path", "streams");
    assertError(api.get("/sinks/added"), 404, "sink_not_found");

    JsonNode verdict = json(api.post("/sinks/orders/validate", Map.of("name", "x")));
    assertThat(verdict.get("valid").booleanValue()).isFalse();
    assertThat(verdict.get("problems")).hasSize(2);
    assertThat(json(api.get("/sinks/orders/configs"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"a b", "..", "%2e%2e", ".toml", "-x", "a/b"})
  void shouldRefuseKeysThatAreNoPartOfAFileName(String key) {
    Map<String, Object> config = InMemoryRuntime.sinkConfig("New", "stdout", true);
    config.put("key", key);

    assertError(api.post("/sinks", config), 422, "invalid_configuration");
  }

  @Test
  void shouldRefuseASecretThatWasRedacted() {
    Map<String, Object> config = InMemoryRuntime.sinkConfig("New", "stdout", true);
    config.put("plugin_config", Map.of("auth", List.of(Map.of("password", Redaction.MASK))));

    HttpResponse<String> refused = api.put("/sinks/orders", config);

    assertError(refused, 422, "invalid_configuration");
    assertThat(json(refused).at("/problems/0/path").textValue())
        .isEqualTo("plugin_config.auth[0].password");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "json | application/json | {\"connection_string\":\"postgresql://app:***@db.example/shop\"",
        "yaml | application/yaml | connection_string: \"postgresql://app:***@db.example/shop\"",
        "toml | application/toml | connection_string = \"postgresql://app:***@db.example/shop\"",
        "text | text/plain       | {\"connection_string\":"
      })
  void shouldWriteThePluginConfigInTheFormatAskedFor(String format, String type, String start) {
    HttpResponse<String> config = api.get("/sinks/orders/configs/plugin?format=" + format);

    assertThat(config.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    assertThat(config.body()).startsWith(start);
  }

  @Test
  void shouldWriteThePluginConfigInItsOwnFormatWhenNoneIsAskedFor() {
    assertThat(api.get("/sinks/orders/configs/plugin").headers().firstValue("Content-Type"))
        .contains("application/json");
    assertError(api.get("/sinks/orders/configs/plugin?format=xml"), 400, "invalid_format");
  }

  @Test
  void shouldTellWhyARestartFailed() {
    HttpResponse<String> failed = api.post("/sources/broken/restart");

    assertError(failed, 500, "start_failed");
    assertThat(json(failed).get("reason").textValue()).contains("db.example:5432");
    assertError(api.post("/sinks/audit/restart"), 409, "conflict");
  }

  @Test
  void shouldPauseResumeAndStop() {
    assertThat(api.post("/sinks/orders/pause").statusCode()).isEqualTo(204);
    assertThat(json(api.get("/sinks/orders")).get("status").textValue()).isEqualTo("paused");
    assertThat(api.post("/sinks/orders/resume").statusCode()).isEqualTo(204);
    assertThat(json(api.get("/sinks/orders")).get("status").textValue()).isEqualTo("running");
    assertThat(api.post("/sinks/orders/stop").statusCode()).isEqualTo(204);
    assertError(api.post("/sinks/orders/pause"), 409, "conflict");
  }

  @Test
  void shouldShowAndResetProgress() {
    JsonNode positions = json(api.get("/sinks/orders/offsets"));
    assertThat(positions.at("/0/lag").longValue()).isEqualTo(1_000);
    assertThat(positions.get(1).has("committed_offset")).isFalse();

    Map<String, Object> reset = Map.of("position", "offset", "offset", 5, "partition_id", 1);
    assertError(api.post("/sinks/orders/offsets/reset", reset), 409, "conflict");
    api.post("/sinks/orders/stop");
    assertThat(api.post("/sinks/orders/offsets/reset", reset).statusCode()).isEqualTo(204);
    assertThat(runtime.resetOf(InMemoryRuntime.ORDERS).orElseThrow())
        .satisfies(
            done -> {
              assertThat(done.target()).isEqualTo(PositionReset.Target.OFFSET);
              assertThat(done.value()).hasValue(5);
              assertThat(done.partitionId()).hasValue(1);
              assertThat(done.topic()).isEmpty();
            });

    api.post("/sources/random/stop");
    assertError(
        api.post("/sources/random/offsets/reset", Map.of("position", "latest")),
        422,
        "not_supported");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                     | position",
        "{'position':'middle'}                  | position",
        "{'position':7}                         | position",
        "{'position':'offset'}                  | offset",
        "{'position':'offset','offset':-1}      | offset",
        "{'position':'offset','offset':1.5}     | offset",
        "{'position':'latest','offset':1}       | offset",
        "{'position':'timestamp'}               | timestamp",
        "{'position':'latest','topics':'x'}     | topics",
        "{'position':'latest','partition_id':4294967296} | partition_id",
        "{'position':'latest','partition_id':null} | partition_id",
        "{'position':null}                      | position"
      })
  void shouldSayWhatIsWrongWithAReset(String body, String path) {
    api.post("/sinks/orders/stop");
    HttpResponse<String> refused =
        api.withBody("POST", "/sinks/orders/offsets/reset", body.replace('\'', '"'));

    assertError(refused, 422, "invalid_body");
    assertThat(json(refused).at("/problems/0/path").textValue()).isEqualTo(path);
  }

  @Test
  void shouldShowErrorsSamplesAndDeadLetters() {
    JsonNode errors = json(api.get("/sinks/orders/errors"));
    assertThat(errors.at("/0/stage").textValue()).isEqualTo("decode");
    assertThat(errors.at("/0/origin/offset").longValue()).isEqualTo(59_812);
    assertThat(errors.get(1).has("category")).isFalse();

    JsonNode samples = json(api.get("/sinks/orders/samples"));
    assertThat(samples.at("/0/steps").findValuesAsText("name"))
        .containsExactly("input", "add_fields", "delete_fields");
    assertThat(samples.at("/1/steps/1").has("schema")).isFalse();

    JsonNode deadLetters = json(api.get("/sinks/orders/dead-letters"));
    assertThat(deadLetters.get("total").longValue()).isEqualTo(4);
    assertThat(deadLetters.at("/by_cause/0/stage").textValue()).isEqualTo("decode");
  }

  private static void assertError(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).get("code").textValue()).isEqualTo(code);
    assertThat(json(answer).get("reason").textValue()).isNotBlank();
  }
}
