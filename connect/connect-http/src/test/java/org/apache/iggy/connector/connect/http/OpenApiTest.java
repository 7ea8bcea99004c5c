// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.config.HttpSettings;
import org.apache.iggy.connector.connect.http.metrics.ConnectMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That the document tells what is served, no less and no more. */
class OpenApiTest {
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
  void shouldDescribeEveryRouteAndNoOther() {
    Set<String> served =
        server.routes().stream()
            .map(route -> route.method() + " " + route.path())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(api.contract().operations()).isEqualTo(served);
  }

  /** Every operation is called with success once; the client checks each answer. */
  @Test
  void shouldAnswerEveryOperationAsDescribed() {
    for (String path :
        List.of(
            "/",
            "/health",
            "/health/live",
            "/health/ready",
            "/stats",
            "/stats/history",
            "/metrics",
            "/openapi.json",
            "/ui")) {
      assertThat(api.get(path).statusCode()).as(path).isEqualTo(200);
    }
    callAll("/sinks", "orders", InMemoryRuntime.sinkConfig("New", "stdout", true));
    callAll("/sources", "random", InMemoryRuntime.sourceConfig("New", "random"));

    Set<String> notCalled = new TreeSet<>(api.contract().operations());
    notCalled.removeAll(api.contract().succeeded());
    assertThat(notCalled).isEmpty();
  }

  private void callAll(String type, String key, Map<String, Object> config) {
    String one = type + "/" + key;
    String pluginless = one + "/configs/plugin";
    Map<String, Object> whole = new java.util.LinkedHashMap<>(config);
    whole.put("plugin_config", Map.of("size", 3));
    api.get(type);
    api.get(one);
    api.get(one + "/transforms");
    api.put(one, whole);
    api.get(pluginless + "?format=yaml");
    api.post(one + "/configs", config);
    api.get(one + "/configs");
    api.get(one + "/configs/active");
    api.put(one + "/configs/active", Map.of("version", 0));
    api.get(one + "/configs/1");
    api.post(one + "/validate", config);
    api.delete(one + "/configs?version=2");
    api.post(one + "/pause");
    api.post(one + "/resume");
    api.post(one + "/stop");
    api.get(one + "/offsets");
    api.post(one + "/offsets/reset", Map.of("position", "earliest"));
    api.post(one + "/restart");
    api.get(one + "/dead-letters");
    api.get(one + "/errors");
    api.get(one + "/samples");
    Map<String, Object> added = new java.util.LinkedHashMap<>(config);
    added.put("key", "added");
    api.post(type, added);
    api.delete(type + "/added");
  }

  @Test
  void shouldTellWhereTheMetricsAreAndWhetherAKeyIsNeeded() {
    try (ConnectHttpServer other =
        ConnectHttpServer.start(
            ApiSettings.withMetrics(new HttpSettings.Metrics(true, "/prometheus")),
            runtime,
            new ConnectMetrics())) {
      ApiClient otherApi = new ApiClient(other.address());
      assertThat(otherApi.contract().operations())
          .contains("GET /prometheus")
          .doesNotContain("GET /metrics");
      assertThat(otherApi.get("/prometheus").statusCode()).isEqualTo(200);
      assertThat(otherApi.get("/metrics").statusCode()).isEqualTo(404);
      assertThat(otherApi.contract().document().get("security")).isEmpty();
    }
    try (ConnectHttpServer keyed =
        ConnectHttpServer.start(ApiSettings.withKey("k"), runtime, new ConnectMetrics())) {
      JsonNode document = new ApiClient(keyed.address()).contract().document();
      assertThat(document.get("security")).hasSize(2);
      assertThat(document.at("/paths/~1stats/get/responses").has("401")).isTrue();
      assertThat(document.at("/paths/~1health/get/responses").has("401")).isFalse();
    }
  }

  @Test
  void shouldNameEveryOperationOnceAndReferToNothingThatIsMissing() {
    JsonNode document = api.contract().document();
    List<String> names = document.findValuesAsText("operationId");
    assertThat(names).doesNotHaveDuplicates().hasSize(api.contract().operations().size());

    List<String> missing = new ArrayList<>();
    for (String reference : document.findValuesAsText("$ref")) {
      if (document.at(reference.substring(1)).isMissingNode()) {
        missing.add(reference);
      }
    }
    assertThat(missing).isEmpty();
  }
}
