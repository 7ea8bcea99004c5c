// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private ConsoleServer console;

  @BeforeEach
  void startConsole() throws BindException {
    console = ConsoleServer.start(new InMemoryBackend(), 0);
  }

  @AfterEach
  void closeConsole() {
    console.close();
  }

  @Test
  void shouldServeAPageThatLoadsNothingFromElsewhere() throws Exception {
    HttpResponse<String> page = get("/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<title>Iggy Connect</title>", "const LiveFigures");
    assertThat(page.body()).doesNotContain("src=\"http", "href=\"http", "@import", "/*SCRIPT*/");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'sha256-")
        .doesNotContain("unsafe-inline");
  }

  @Test
  void shouldAnswerAQuery() throws Exception {
    JsonNode answer = JSON.readTree(query("{\"sql\":\"SELECT * FROM user_events\"}").body());

    assertThat(answer.at("/columns/0/name").textValue()).isEqualTo("userId");
    assertThat(answer.at("/columns/3/type").textValue()).isEqualTo("LONG");
    assertThat(answer.path("rows")).hasSize(20);
    assertThat(answer.path("rowCount").intValue()).isEqualTo(20);
    assertThat(answer.path("truncated").booleanValue()).isFalse();
  }

  @Test
  void shouldSendTheFirstRowsAndSayHowManyThereWere() throws Exception {
    JsonNode answer = JSON.readTree(query("{\"sql\":\"SELECT * FROM t LIMIT 5000\"}").body());

    assertThat(answer.path("rows")).hasSize(1_000);
    assertThat(answer.path("rowCount").intValue()).isEqualTo(5_000);
    assertThat(answer.path("truncated").booleanValue()).isTrue();
  }

  @Test
  void shouldShowTheQuerysErrorWhenItIsWrong() throws Exception {
    HttpResponse<String> answer = query("{\"sql\":\"SELECT no_such_column FROM user_events\"}");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(JSON.readTree(answer.body()).path("error").textValue())
        .isEqualTo("Unknown columnName 'no_such_column' found in the query");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"sql\":\"  \"}   | there is no query to run",
        "{}                 | there is no query to run",
        "{\"sql\":          | the request is not JSON"
      })
  void shouldSayWhatIsWrongWhenThereIsNoQuery(String body, String expected) throws Exception {
    HttpResponse<String> answer = query(body);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(JSON.readTree(answer.body()).path("error").textValue()).startsWith(expected);
  }

  @Test
  void shouldShowTheTableAsAClusterTakesIt() throws Exception {
    JsonNode schema = JSON.readTree(get("/api/schema").body());
    JsonNode config = JSON.readTree(get("/api/table-config").body());

    assertThat(schema.path("schemaName").textValue()).isEqualTo("user_events");
    assertThat(config.at("/tableIndexConfig/streamConfigs/stream.iggy.topic.name").textValue())
        .isEqualTo("user-events");
    assertThat(config.toString())
        .contains("password.env")
        .doesNotContain("\"stream.iggy.password\"");
  }

  @Test
  void shouldRefuseAPageThatRebindsItsNameToThisMachine() throws Exception {
    assertThat(statusOf("Host: attacker.example:" + port())).isEqualTo(403);
    assertThat(statusOf("Host: 127.0.0.1.attacker.example:" + port())).isEqualTo(403);
    assertThat(statusOf("Host: localhost:" + port())).isEqualTo(200);
    assertThat(statusOf("Host: [::1]:" + port())).isEqualTo(200);
  }

  @Test
  void shouldRefuseAPageOfAnotherOrigin() throws Exception {
    String host = "Host: localhost:" + port();
    assertThat(statusOf(host + "\r\nOrigin: https://attacker.example")).isEqualTo(403);
    assertThat(statusOf(host + "\r\nOrigin: http://localhost:1")).isEqualTo(403);
    assertThat(statusOf(host + "\r\nOrigin: null")).isEqualTo(403);
    assertThat(statusOf(host + "\r\nOrigin: http://localhost:" + port())).isEqualTo(200);
  }

  @Test
  void shouldRefuseAQueryThatAFormOfAnotherPageCouldSend() throws Exception {
    HttpRequest form =
        request("/api/query")
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("{\"sql\":\"SELECT 1\"}"))
            .build();
    HttpResponse<String> answer = client.send(form, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("application/json");
  }

  @Test
  void shouldFailWhenThePortIsTaken() {
    assertThatThrownBy(() -> ConsoleServer.start(new InMemoryBackend(), port()))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("port " + port() + " on 127.0.0.1 is taken");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> query(String body) throws IOException, InterruptedException {
    HttpRequest post =
        request("/api/query")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(post, HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    URI uri = console.address().resolve(path);
    return HttpRequest.newBuilder(uri).timeout(TIMEOUT);
  }

  /** The JDK's HTTP client does not let a caller set the Host header. */
  private int statusOf(String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout((int) TIMEOUT.toMillis());
      String request = "GET /api/table HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return Integer.parseInt(reader.readLine().split(" ", 3)[1]);
    }
  }

  private int port() {
    return console.address().getPort();
  }
}
