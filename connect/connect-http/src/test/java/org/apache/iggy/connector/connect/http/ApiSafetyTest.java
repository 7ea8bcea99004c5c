// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import static org.apache.iggy.connector.connect.http.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.config.HttpSettings;
import org.apache.iggy.connector.connect.http.metrics.ConnectMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, other sites' pages, and requests that are wrong. */
class ApiSafetyTest {
  private static final String KEY = "correct-horse";
  private static final String ORIGIN = "https://admin.example";

  private ConnectHttpServer server;

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  private ApiClient start(HttpSettings settings) {
    server = ConnectHttpServer.start(settings, InMemoryRuntime.typical(), new ConnectMetrics());
    return new ApiClient(server.address());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/stats",
        "/stats/history",
        "/metrics",
        "/sinks",
        "/sources",
        "/sinks/orders",
        "/health/ready",
        "/sinks/orders/configs",
        "/nowhere"
      })
  void shouldAnswer401WithoutTheKey(String path) {
    ApiClient api = start(ApiSettings.withKey(KEY));

    for (String wrong : List.of("", "wrong", KEY + "x", KEY.substring(1))) {
      HttpResponse<String> answer =
          api.send(api.request(path).header("api-key", wrong).GET().build());
      assertThat(answer.statusCode()).as(wrong).isEqualTo(401);
      assertThat(json(answer).get("code").textValue()).isEqualTo("unauthorized");
    }
    assertThat(api.get(path).statusCode()).isEqualTo(401);
    assertThat(api.get(path).headers().firstValue("WWW-Authenticate")).contains("Bearer");
    int known = path.equals("/nowhere") ? 404 : 200;
    assertThat(api.send(api.request(path).header("api-key", KEY).GET().build()).statusCode())
        .isEqualTo(known);
    assertThat(
            api.send(api.request(path).header("Authorization", "Bearer " + KEY).GET().build())
                .statusCode())
        .isEqualTo(known);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/health", "/health/live", "/openapi.json", "/ui", "/ui/"})
  void shouldTellWithoutAKeyWhatIsNoSecret(String path) {
    ApiClient api = start(ApiSettings.withKey(KEY));

    assertThat(api.get(path).statusCode()).isEqualTo(200);
    assertThat(api.get(path).body()).doesNotContain("db.example", "Orders to PostgreSQL");
  }

  @Test
  void shouldRefuseToWorkWithoutTheKey() {
    ApiClient api = start(ApiSettings.withKey(KEY));

    assertThat(api.post("/sinks/orders/stop").statusCode()).isEqualTo(401);
    assertThat(api.delete("/sinks/orders").statusCode()).isEqualTo(401);
  }

  @Test
  void shouldSayThatTheBodyIsNoJson() {
    ApiClient api = start(ApiSettings.open());
    String path = "/sinks/orders/configs";

    for (String body : List.of("", "{", "{\"a\":1}{}", "{\"a\":1,\"a\":2}", "\u0000", "nul")) {
      HttpResponse<String> answer = api.withBody("POST", path, body);
      assertThat(answer.statusCode()).as(body).isIn(400, 422);
    }
    assertThat(api.withBody("POST", path, "{").statusCode()).isEqualTo(400);
    assertThat(json(api.withBody("POST", path, "{")).get("code").textValue())
        .isEqualTo("invalid_json");
    assertThat(api.withBody("POST", path, "[1]").statusCode()).isEqualTo(422);
    assertThat(api.withBody("POST", path, "[".repeat(100_000)).statusCode()).isEqualTo(400);
    byte[] noUtf8 = {'{', '"', (byte) 0xC3, '"', ':', '1', '}'};
    assertThat(
            api.send(
                    api.request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(noUtf8))
                        .build())
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void shouldRefuseBodiesOfOtherTypesAndHugeOnes() {
    ApiClient api = start(ApiSettings.open());
    String path = "/sinks/orders/configs";

    assertThat(
            api.send(
                    api.request(path)
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}"))
                        .build())
                .statusCode())
        .isEqualTo(415);
    assertThat(api.post(path).statusCode()).isEqualTo(415);
    HttpResponse<String> huge =
        api.withBody("POST", path, "{\"name\":\"" + "x".repeat(2_000_000) + "\"}");
    assertThat(huge.statusCode()).isEqualTo(413);
    assertThat(json(huge).get("code").textValue()).isEqualTo("content_too_large");
  }

  @Test
  void shouldNameTheMethodsThatAPathHas() {
    ApiClient api = start(ApiSettings.open());

    HttpResponse<String> answer = api.delete("/stats");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET");
    assertThat(json(answer).get("code").textValue()).isEqualTo("method_not_allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "1.5", "99999999999999999999"})
  void shouldSayThatAVersionIsNone(String version) {
    ApiClient api = start(ApiSettings.open());

    assertThat(api.get("/sinks/orders/configs/" + version).statusCode()).isEqualTo(400);
    assertThat(api.delete("/sinks/orders/configs?version=" + version).statusCode()).isEqualTo(400);
  }

  /** What Jetty refuses before a route sees it is answered like everything else. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /sinks/%2F HTTP/1.1",
        "GET /sinks/%zz HTTP/1.1",
        "GET /sinks/..%2f HTTP/1.1",
        "BREW /sinks HTTP/1.1",
        "GET /sinks HTTP/9.9"
      })
  void shouldAnswerBrokenRequestsInJson(String requestLine) throws IOException {
    start(ApiSettings.open());

    String answer = raw(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*|HTTP/1.1 505 .*");
    assertThat(answer).contains("{\"code\":\"", "\"reason\":\"").doesNotContain("Jetty", "<html");
  }

  @Test
  void shouldAnswerToThisMachineOnlyWhenThereIsNoKey() throws IOException {
    start(ApiSettings.open());

    assertThat(rawStatus("Host: attacker.example:8081")).isEqualTo(403);
    assertThat(rawStatus("Host: 127.0.0.1.attacker.example")).isEqualTo(403);
    assertThat(rawStatus("Host: localhost")).isEqualTo(200);
    assertThat(rawStatus("Host: [::1]:8081")).isEqualTo(200);
    assertThat(rawStatus("Host: localhost\r\nOrigin: https://attacker.example")).isEqualTo(403);
    assertThat(rawStatus("Host: localhost\r\nOrigin: null")).isEqualTo(403);
    assertThat(rawStatus("Host: localhost\r\nOrigin: http://localhost")).isEqualTo(200);
  }

  @Test
  void shouldGiveLeaveToTheOriginsOfTheConfiguration() throws IOException {
    start(ApiSettings.withCors(cors(List.of(ORIGIN), true)));

    String preflight =
        raw(
            "OPTIONS /sinks HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: "
                + ORIGIN
                + "\r\nAccess-Control-Request-Method: POST\r\n"
                + "Access-Control-Request-Private-Network: true\r\n\r\n");
    assertThat(preflight)
        .startsWith("HTTP/1.1 200")
        .contains(
            "Access-Control-Allow-Origin: " + ORIGIN,
            "Access-Control-Allow-Methods: GET,POST",
            "Access-Control-Allow-Headers: content-type,api-key",
            "Access-Control-Allow-Credentials: true",
            "Access-Control-Allow-Private-Network: true",
            "Vary: Origin");

    String answer = raw(get("Host: localhost\r\nOrigin: " + ORIGIN));
    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("Access-Control-Allow-Origin: " + ORIGIN, "Access-Control-Expose-Headers: x-run");
    assertThat(rawStatus("Host: localhost\r\nOrigin: https://other.example")).isEqualTo(403);
  }

  @Test
  void shouldLetPreflightsPassWithoutTheKeyAndNothingElse() throws IOException {
    server =
        ConnectHttpServer.start(
            new HttpSettings(
                true,
                "127.0.0.1:0",
                KEY,
                cors(List.of("*"), false),
                new HttpSettings.Metrics(false, "/metrics"),
                new HttpSettings.Tls(false, "", "")),
            InMemoryRuntime.typical(),
            new ConnectMetrics());

    assertThat(
            raw(
                "OPTIONS /sinks HTTP/1.1\r\nHost: connect.example\r\nConnection: close\r\nOrigin: "
                    + ORIGIN
                    + "\r\nAccess-Control-Request-Method: GET\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .contains("Access-Control-Allow-Origin: *");
    assertThat(rawStatus("Host: connect.example\r\nOrigin: " + ORIGIN)).isEqualTo(401);
  }

  @Test
  void shouldRefuseToGiveCredentialsToEverySite() {
    assertThatThrownBy(() -> start(ApiSettings.withCors(cors(List.of("*"), true))))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("http.cors.allow_credentials");
  }

  @Test
  void shouldSayThatTheAddressIsTaken() {
    start(ApiSettings.open());
    String taken = "127.0.0.1:" + server.address().getPort();

    assertThatThrownBy(
            () ->
                ConnectHttpServer.start(
                    ApiSettings.at(taken), InMemoryRuntime.typical(), new ConnectMetrics()))
        .isInstanceOf(ConnectException.class)
        .hasMessage("http.address " + taken + " is taken by another program");
  }

  private static HttpSettings.Cors cors(List<String> origins, boolean credentials) {
    return new HttpSettings.Cors(
        true,
        List.of("GET", "POST"),
        origins,
        List.of("content-type", "api-key"),
        List.of("x-run"),
        credentials,
        true);
  }

  private int rawStatus(String headers) throws IOException {
    return Integer.parseInt(raw(get(headers)).substring(9, 12));
  }

  private static String get(String headers) {
    return "GET /sinks HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n\r\n";
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
