// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import static org.apache.iggy.connector.connect.http.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API over a runtime that moves messages. */
class LiveApiTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private LiveBed bed;
  private ApiClient api;

  @BeforeEach
  void start() throws Exception {
    bed = LiveBed.start(folder);
    api = new ApiClient(bed.address());
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void shouldShowWhatASinkHasDone() {
    bed.send("orders", 0, 300);
    bed.send("orders", 1, 200);
    until(() -> stats("orders").get("messages_processed").longValue() == 500);

    until(
        () ->
            json(api.get("/sinks/orders/offsets"))
                .findValuesAsText("lag")
                .equals(List.of("0", "0")));
    JsonNode offsets = json(api.get("/sinks/orders/offsets"));
    assertThat(offsets.findValuesAsText("committed_offset")).containsExactly("299", "199");
    assertThat(offsets.findValuesAsText("partition_id")).containsExactly("0", "1");
    JsonNode orders = json(api.get("/sinks/orders"));
    assertThat(orders.get("status").textValue()).isEqualTo("running");
    assertThat(orders.get("name").textValue()).isEqualTo("Orders");
    assertThat(orders.at("/streams/0/topics/0").textValue()).isEqualTo("orders");
    assertThat(json(api.get("/sinks/orders/transforms")).at("/0/type").textValue())
        .isEqualTo("add_fields");
    JsonNode sample = json(api.get("/sinks/orders/samples")).get(0);
    assertThat(sample.get("steps").findValuesAsText("name")).containsExactly("input", "add_fields");
    assertThat(sample.at("/steps/1/payload").textValue()).contains("region");
    assertThat(api.get("/metrics").body())
        .contains(
            "iggy_connector_messages_processed_total{connector_key=\"orders\",connector_type=\"sink\"} 500.0",
            "iggy_connector_stage_duration_seconds_count{connector_key=\"orders\",connector_type=\"sink\",stage=\"ffi\"}",
            "iggy_connector_stage_duration_seconds_count{connector_key=\"orders\",connector_type=\"sink\",stage=\"total\"}",
            "iggy_connector_end_to_end_latency_seconds_count{connector_key=\"orders\",connector_type=\"sink\"}",
            "iggy_connector_lag_messages{connector_key=\"orders\",connector_type=\"sink\",partition_id=\"1\"");
  }

  @Test
  void shouldListDisabledConnectorsAndThoseThatCannotStart() {
    assertThat(json(api.get("/sinks")).findValuesAsText("key"))
        .containsExactly("broken", "idle", "orders");
    assertThat(json(api.get("/sinks/idle")).get("status").textValue()).isEqualTo("stopped");
    JsonNode broken = json(api.get("/sinks/broken"));
    assertThat(broken.get("status").textValue()).isEqualTo("error");
    assertThat(broken.at("/last_error/message").textValue()).contains("no_such_plugin");
    HttpResponse<String> restarted = api.post("/sinks/broken/restart");
    assertThat(restarted.statusCode()).isEqualTo(500);
    assertThat(restarted.body()).contains("no_such_plugin");
    assertThat(api.post("/sinks/idle/restart").statusCode()).isEqualTo(409);
  }

  @Test
  void shouldMoveNothingWhilePausedAndAllOnceResumed() {
    until(() -> status("orders").equals("running"));
    assertThat(api.post("/sinks/orders/pause").statusCode()).isEqualTo(204);
    until(() -> status("orders").equals("paused"));
    bed.send("orders", 0, 10);
    assertThat(json(api.get("/sinks/orders/offsets")).get(0).get("lag").longValue()).isEqualTo(10);
    assertThat(stats("orders").get("messages_processed").longValue()).isZero();

    assertThat(api.post("/sinks/orders/resume").statusCode()).isEqualTo(204);
    until(() -> stats("orders").get("messages_processed").longValue() == 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"legacy", "vsr"})
  void shouldReadAgainFromWhereItWasReset(String protocol, @TempDir Path other) throws Exception {
    bed.close();
    bed = LiveBed.start(other, protocol);
    api = new ApiClient(bed.address());
    bed.send("orders", 0, 100);
    bed.send("orders", 1, 50);
    until(() -> stats("orders").get("messages_processed").longValue() == 150);
    Map<String, Object> toOffset = Map.of("position", "offset", "offset", 90, "partition_id", 0);
    assertThat(api.post("/sinks/orders/offsets/reset", toOffset).statusCode()).isEqualTo(409);

    api.post("/sinks/orders/stop");
    assertThat(api.post("/sinks/orders/offsets/reset", toOffset).body()).isEmpty();
    assertThat(json(api.get("/sinks/orders/offsets")).findValuesAsText("committed_offset"))
        .containsExactly("89", "49");
    api.post("/sinks/orders/restart");
    until(() -> stats("orders").get("messages_processed").longValue() == 160);

    api.post("/sinks/orders/stop");
    assertThat(api.post("/sinks/orders/offsets/reset", Map.of("position", "earliest")).statusCode())
        .isEqualTo(204);
    api.post("/sinks/orders/restart");
    until(() -> stats("orders").get("messages_processed").longValue() == 310);

    api.post("/sinks/orders/stop");
    assertThat(
            api.post("/sinks/orders/offsets/reset", Map.of("position", "offset", "offset", 9_999))
                .statusCode())
        .isEqualTo(422);
    bed.send("orders", 0, 7);
    assertThat(api.post("/sinks/orders/offsets/reset", Map.of("position", "latest")).statusCode())
        .isEqualTo(204);
    assertThat(json(api.get("/sinks/orders/offsets")).findValuesAsText("lag"))
        .containsExactly("0", "0");
    assertThat(
            api.post("/sinks/orders/offsets/reset", Map.of("position", "timestamp", "timestamp", 0))
                .body())
        .isEmpty();
    assertThat(json(api.get("/sinks/orders/offsets")).findValuesAsText("lag"))
        .containsExactly("107", "50");
  }

  @Test
  void shouldRunWhatIsCreatedAndForgetWhatIsDeleted() throws IOException {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("key", "copy");
    config.put("enabled", true);
    config.put("name", "Copy");
    config.put("path", "libiggy_connector_stdout_sink");
    config.put(
        "streams",
        List.of(Map.of("stream", "shop", "topics", List.of("orders"), "schema", "json")));
    bed.send("orders", 0, 20);

    assertThat(api.post("/sinks", config).statusCode()).isEqualTo(201);
    until(() -> stats("copy").get("messages_processed").longValue() == 20);

    config.remove("key");
    config.put("name", "Renamed");
    assertThat(api.put("/sinks/copy", config).statusCode()).isEqualTo(200);
    assertThat(json(api.get("/sinks/copy")).get("name").textValue()).isEqualTo("Renamed");
    assertThat(json(api.get("/sinks/copy/configs")).findValuesAsText("active"))
        .containsExactly("false", "true");

    assertThat(api.put("/sinks/copy/configs/active", Map.of("version", 0)).statusCode())
        .isEqualTo(204);
    api.post("/sinks/copy/restart");
    assertThat(json(api.get("/sinks/copy")).get("name").textValue()).isEqualTo("Copy");

    assertThat(api.delete("/sinks/copy").statusCode()).isEqualTo(204);
    assertThat(api.get("/sinks/copy").statusCode()).isEqualTo(404);
    try (var files = Files.list(folder.resolve("connectors"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains("copy"));
    }
  }

  @Test
  void shouldSayWhatIsWrongWithAConfiguration() {
    Map<String, Object> config =
        Map.of(
            "enabled",
            true,
            "name",
            "Wrong",
            "path",
            "stdot",
            "streams",
            List.of(Map.of("stream", "shop", "topics", List.of("orders"))));

    JsonNode verdict = json(api.post("/sinks/wrong/validate", config));
    assertThat(verdict.get("valid").booleanValue()).isFalse();
    assertThat(verdict.get("problems").toString()).contains("path", "stdout");
    assertThat(api.post("/sinks/wrong/configs", config).statusCode()).isEqualTo(422);
    assertThat(api.get("/sinks/wrong").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldShowAndResetTheStateOfASource() {
    until(() -> stats("random").get("messages_sent").longValue() > 0);
    until(() -> json(api.get("/sources/random/offsets")).get("size_bytes").longValue() > 0);
    assertThat(json(api.get("/sources/random/offsets")).has("saved_at")).isTrue();

    api.post("/sources/random/stop");
    assertThat(
            api.post("/sources/random/offsets/reset", Map.of("position", "earliest")).statusCode())
        .isEqualTo(204);
    assertThat(json(api.get("/sources/random/offsets")).get("size_bytes").longValue()).isZero();
    assertThat(api.post("/sources/random/offsets/reset", Map.of("position", "latest")).statusCode())
        .isEqualTo(422);
  }

  @Test
  void shouldNotBeReadyWithoutIggyAndStayAlive() {
    assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
    bed.stopIggy();
    until(() -> api.get("/health/ready").statusCode() == 503);
    assertThat(json(api.get("/health/ready")).at("/reasons/0").textValue()).contains("127.0.0.1");
    assertThat(api.get("/health").statusCode()).isEqualTo(200);
    assertThat(api.get("/sinks/orders/offsets").statusCode()).isEqualTo(503);
  }

  @Test
  void shouldNeverShowASecret() {
    for (String path :
        List.of(
            "/sinks/orders/configs",
            "/sinks/orders/configs/active",
            "/sinks/orders/configs/0",
            "/sinks/orders/configs/plugin?format=toml",
            "/sinks/orders/transforms",
            "/sinks")) {
      assertThat(api.get(path).body()).as(path).doesNotContain("hunter2");
    }
    assertThat(api.get("/sinks/orders/configs/active").body()).contains("${env:ORDERS_PASSWORD}");
  }

  private JsonNode stats(String key) {
    for (JsonNode connector : json(api.get("/stats")).get("connectors")) {
      if (connector.get("key").textValue().equals(key)) {
        return connector;
      }
    }
    throw new AssertionError("no " + key);
  }

  private String status(String key) {
    return stats(key).get("status").textValue();
  }

  private void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "it did not happen: "
                + api.get("/stats").body()
                + api.get("/sinks").body()
                + api.get("/sources").body());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
