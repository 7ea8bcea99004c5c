// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.connect.api.Connector;
import org.apache.iggy.connector.connect.testkit.load.TestServer;
import org.apache.iggy.connector.connect.testkit.process.FolderRuntime;
import org.apache.iggy.connector.connect.testkit.process.RuntimeFolder;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what docs/connect/write-a-connector.md says, to the letter, and has the real runtime load
 * the plugin that comes of it.
 */
@Timeout(180)
class WriteAConnectorTest {
  private static final Path PAGE = Path.of("../../docs/connect/write-a-connector.md");
  private static final Identifier STREAM = Identifier.named("example_stream");
  private static final Identifier TOPIC = Identifier.named("example_topic");
  private static final Identifier DEAD_LETTERS = Identifier.named("events_to_web_dead_letters");
  private static final int MESSAGES = 100;
  private static final int REFUSED = 13;

  @TempDir Path folder;

  private final List<String> received = Collections.synchronizedList(new ArrayList<>());
  private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer web;

  @BeforeEach
  void startWebServer() throws IOException {
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    web.createContext("/events", this::receive);
    web.start();
  }

  @AfterEach
  void stopWebServer() {
    web.stop(0);
  }

  /** Is away at first, and never takes one of the messages. */
  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    authorizations.add(exchange.getRequestHeaders().getFirst("authorization"));
    int status = 200;
    if (requests.incrementAndGet() == 1) {
      status = 503;
    } else if (body.lines().anyMatch(numbered(REFUSED)::equals)) {
      status = 400;
    } else {
      body.lines().forEach(received::add);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Test
  void shouldRunTheConnectorThatThePageBuilds() throws Exception {
    String page = Files.readString(PAGE);
    build(page);
    try (TestServer server = TestServer.start(Files.createDirectory(folder.resolve("server")));
        IggyClient client = IggyClient.connect(server.options(), 1)) {
      client.streams().create("example_stream");
      client.topics().create(STREAM, "example_topic", 1);
      send(client);
      try (FolderRuntime runtime = FolderRuntime.start(configure(page, server))) {
        assertThat(runtime.configuration().problems()).isEmpty();
        Await.until(
            60_000,
            () -> received.size() >= MESSAGES - 1 && !deadLetters(client).isEmpty(),
            () -> received.size() + " messages, " + runtime.runtime().connectors());
      }
      assertThat(received)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, MESSAGES)
                  .filter(n -> n != REFUSED)
                  .mapToObj(WriteAConnectorTest::numbered)
                  .toList());
      assertThat(deadLetters(client)).containsExactly(numbered(REFUSED));
      assertThat(authorizations).containsOnly("Bearer hunter2");
    }
  }

  /** The class, its service file, and the commands of the page. */
  private void build(String page) throws Exception {
    String source = block(page, "java", 0);
    assertThat(source.lines().count()).as("lines of the connector").isLessThanOrEqualTo(65);
    write("src/com/example/WebhookSink.java", source);
    Matcher services = Pattern.compile("`src/(META-INF/services/[^`]+)`").matcher(page);
    assertThat(services.find()).isTrue();
    write("src/" + services.group(1), block(page, "services", 0));
    Path api = Path.of(Connector.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    run(block(page, "sh", 0).replace("iggy-connect-api-VERSION.jar", api.toString()));
  }

  private void run(String commands) throws Exception {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-e", "-c", commands)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("shell.log").toFile());
    String jdk = Path.of(System.getProperty("java.home"), "bin").toString();
    shell.environment().merge("PATH", jdk, (path, own) -> own + ":" + path);
    Process process = shell.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("shell.log"))).isZero();
  }

  private Path configure(String page, TestServer server) throws IOException {
    RuntimeFolder runtime = RuntimeFolder.create(folder, server.address());
    String connector =
        block(page, "toml", 0)
            .replace("localhost:8080", "127.0.0.1:" + web.getAddress().getPort())
            .replace("${env:WEBHOOK_TOKEN}", "hunter2");
    Files.writeString(runtime.connectors().resolve("webhook.toml"), connector);
    Files.writeString(
        runtime.configFile(), "\n" + block(page, "toml", 1), StandardOpenOption.APPEND);
    return runtime.configFile();
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /** A block of code of the page, of one language, by its number from 0. */
  private static String block(String page, String language, int number) {
    Matcher blocks =
        Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(page);
    for (int i = 0; i <= number; i++) {
      assertThat(blocks.find()).as("block %s of %s", number, language).isTrue();
    }
    return blocks.group(1);
  }

  private static String numbered(int number) {
    return "{\"n\":" + number + "}";
  }

  private static void send(IggyClient client) {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    for (int n = 0; n < MESSAGES; n++) {
      encoder.add(numbered(n).getBytes(StandardCharsets.UTF_8), UserHeaders.empty(), 0);
    }
    client.messages().send(STREAM, TOPIC, Partitioning.partition(0), encoder.batch());
  }

  private static List<String> deadLetters(IggyClient client) {
    if (client.topics().find(STREAM, DEAD_LETTERS).isEmpty()) {
      return List.of();
    }
    List<String> letters = new ArrayList<>();
    MessageCursor cursor =
        client.messages().poll(STREAM, DEAD_LETTERS, 0, PollingStrategy.first(), 10).cursor();
    while (cursor.next()) {
      letters.add(new String(cursor.payload(), StandardCharsets.UTF_8));
    }
    return letters;
  }
}
