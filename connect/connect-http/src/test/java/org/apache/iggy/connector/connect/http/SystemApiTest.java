// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import static org.apache.iggy.connector.connect.http.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.apache.iggy.connector.connect.http.metrics.ConnectMetrics;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Health, figures and metrics of the runtime as a whole. */
class SystemApiTest {
  private final InMemoryRuntime runtime = InMemoryRuntime.typical();
  private final ConnectMetrics metrics = new ConnectMetrics();
  private ConnectHttpServer server;
  private ApiClient api;

  @BeforeEach
  void start() {
    server = ConnectHttpServer.start(ApiSettings.open(), runtime, metrics);
    api = new ApiClient(server.address());
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldGreetProgramsAsTheRustRuntimeDoesAndShowPeopleTheWay() {
    assertThat(api.get("/").body()).isEqualTo("Connector Runtime API");

    HttpResponse<String> page = api.send(api.request("/").header("Accept", "text/html").build());
    assertThat(page.body()).contains("href=\"/ui\"", "href=\"/openapi.json\"");
  }

  @Test
  void shouldTellLiveFromReady() {
    assertThat(api.get("/health").body()).isEqualTo("{\"status\":\"healthy\"}");
    JsonNode ready = json(api.get("/health/ready"));
    assertThat(ready.get("status").textValue()).isEqualTo("ready");
    assertThat(ready.at("/failed_connectors/0/key").textValue()).isEqualTo("broken");

    runtime.setNotReady("Iggy at 127.0.0.1:8090 does not answer");
    assertThat(api.get("/health").statusCode()).isEqualTo(200);
    assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(api.get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(json(api.get("/health/ready")).at("/reasons/0").textValue()).contains("8090");
  }

  @Test
  void shouldTellAllFiguresOfTheRustRuntime() {
    JsonNode stats = json(api.get("/stats"));

    assertThat(stats.get("process_id").longValue()).isEqualTo(ProcessHandle.current().pid());
    assertThat(stats.get("connectors_runtime_version_semver").longValue()).isEqualTo(1_000);
    assertThat(stats.get("memory_usage").longValue()).isPositive();
    assertThat(stats.get("total_memory").longValue())
        .isGreaterThanOrEqualTo(stats.get("available_memory").longValue());
    assertThat(stats.get("run_time").longValue()).isPositive();
    assertThat(stats.get("sinks_total").longValue()).isEqualTo(2);
    assertThat(stats.get("sinks_running").longValue()).isEqualTo(1);
    assertThat(stats.get("sources_total").longValue()).isEqualTo(2);
    assertThat(stats.get("sources_running").longValue()).isEqualTo(1);
    JsonNode orders = stats.get("connectors").get(1);
    assertThat(orders.get("key").textValue()).isEqualTo("orders");
    assertThat(orders.get("connector_type").textValue()).isEqualTo("sink");
    assertThat(orders.get("messages_consumed").longValue()).isEqualTo(120_000);
    assertThat(orders.get("messages_processed").longValue()).isEqualTo(119_500);
    assertThat(orders.get("messages_filtered").longValue()).isEqualTo(300);
    assertThat(orders.get("errors").longValue()).isEqualTo(12);
    assertThat(orders.get("lag").longValue()).isEqualTo(1_000);
    assertThat(orders.has("messages_sent")).isFalse();
  }

  @Test
  void shouldServeMetricsUnderTheRustRuntimesNames() {
    metrics.timed(InMemoryRuntime.ORDERS, Stage.WRITE, 3_000_000);
    metrics.timed(InMemoryRuntime.RANDOM, Stage.SEND, 40_000);
    metrics.completed(InMemoryRuntime.ORDERS, 4_000_000);
    metrics.latency(InMemoryRuntime.ORDERS, 12_000);

    HttpResponse<String> answer = api.get("/metrics");

    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    String sink = "{connector_key=\"orders\",connector_type=\"sink\"";
    String source = "{connector_key=\"random\",connector_type=\"source\"";
    assertThat(answer.body().lines())
        .contains(
            "# TYPE iggy_connectors_sinks_total gauge",
            "iggy_connectors_sinks_total 2.0",
            "iggy_connectors_sinks_running 1.0",
            "iggy_connectors_sources_total 2.0",
            "iggy_connectors_sources_running 1.0",
            "# TYPE iggy_connector_messages_consumed_total counter",
            "iggy_connector_messages_consumed_total" + sink + "} 120000.0",
            "iggy_connector_messages_processed_total" + sink + "} 119500.0",
            "iggy_connector_messages_filtered_total" + sink + "} 300.0",
            "iggy_connector_messages_produced_total" + source + "} 5000.0",
            "iggy_connector_messages_sent_total" + source + "} 5000.0",
            "iggy_connector_errors_total" + sink + "} 12.0",
            "iggy_connector_retries_total" + sink + "} 8.0",
            "iggy_connector_dead_letters_total" + sink + "} 4.0",
            "iggy_connector_lag_messages"
                + sink
                + ",partition_id=\"0\",stream=\"shop\",topic=\"orders\"} 1000.0",
            "iggy_connector_status" + sink + ",status=\"running\"} 1.0",
            "# TYPE iggy_connector_stage_duration_seconds histogram",
            "iggy_connector_stage_duration_seconds_bucket"
                + sink
                + ",stage=\"ffi\",le=\"0.001\"} 0",
            "iggy_connector_stage_duration_seconds_bucket"
                + sink
                + ",stage=\"ffi\",le=\"0.005\"} 1",
            "iggy_connector_stage_duration_seconds_count" + sink + ",stage=\"total\"} 1",
            "iggy_connector_stage_duration_seconds_bucket"
                + source
                + ",stage=\"iggy_send\",le=\"5.0E-5\"} 1",
            "iggy_connector_end_to_end_latency_seconds_bucket" + sink + ",le=\"0.05\"} 1");
    assertThat(
            answer
                .body()
                .lines()
                .filter(line -> line.startsWith("iggy_connector_stage_duration_seconds_bucket"))
                .filter(line -> line.contains("\"ffi\""))
                .map(line -> line.replaceAll(".*le=\"([^\"]*)\".*", "$1")))
        .containsExactly(
            "5.0E-5", "1.0E-4", "2.5E-4", "5.0E-4", "0.001", "0.005", "0.01", "0.05", "0.1", "0.25",
            "0.5", "1.0", "5.0", "+Inf");
  }

  @Test
  void shouldForgetTheMetricsOfADeletedConnector() {
    metrics.completed(InMemoryRuntime.ORDERS, 1);
    assertThat(api.get("/metrics").body()).contains("connector_key=\"orders\"");

    runtime.deleteConnector(InMemoryRuntime.ORDERS);
    metrics.removed(InMemoryRuntime.ORDERS);

    assertThat(api.get("/metrics").body())
        .doesNotContain("connector_key=\"orders\"")
        .contains("iggy_connectors_sinks_total 1.0");
  }

  @Test
  void shouldKeepAHistoryForCharts() {
    JsonNode first = awaitPoints(-1, 2);
    long next = first.get("next").longValue();
    assertThat(first.get("connectors").get(1).get("key").textValue()).isEqualTo("orders");
    assertThat(first.get("connectors").get(1).get("lag")).hasSize((int) next);

    JsonNode more = awaitPoints(next - 1, 1);
    assertThat(more.get("first").longValue()).isEqualTo(next);
    // A page that was open while the runtime was started anew asks for points that never were.
    assertThat(json(api.get("/stats/history?after=100000")).get("first").longValue()).isZero();
    assertThat(api.get("/stats/history?after=x").statusCode()).isEqualTo(400);
  }

  private JsonNode awaitPoints(long after, int points) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode history = json(api.get("/stats/history?after=" + after));
      if (history.get("next").longValue() - history.get("first").longValue() >= points) {
        return history;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the history did not grow");
  }

  @Test
  void shouldServeAPageThatLoadsNothingFromElsewhere() {
    HttpResponse<String> page = api.get("/ui");

    assertThat(page.body()).contains("<title>Iggy Connect</title>", "const Overview");
    assertThat(page.body())
        .doesNotContain("src=\"http", "href=\"http", "@import", "/*SCRIPT*/", "/*STYLE*/");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'sha256-")
        .doesNotContain("unsafe-inline");
    assertThat(List.of("no-store")).isEqualTo(page.headers().allValues("Cache-Control"));
  }
}
