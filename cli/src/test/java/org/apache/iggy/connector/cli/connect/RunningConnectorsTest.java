// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.iggy.connector.cli.CommandRun;
import org.apache.iggy.connector.cli.IggyConnect;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runtime in a process of its own, and the commands that look at what it works on. */
class RunningConnectorsTest {
  private static final long LIMIT_SECONDS = 90;

  private EmbeddedIggyServer server;
  private IggyClient client;
  private ConnectFolder folder;
  private Process process;

  @BeforeEach
  void start(@TempDir Path root) {
    server = EmbeddedIggyServer.start();
    client =
        IggyClient.connect(
            ConnectionOptions.builder(IggyAddress.parse(server.address().toString()))
                .credentials(Credentials.password("iggy", "iggy"))
                .build(),
            1);
    client.streams().create("shop");
    client.topics().create(Identifier.named("shop"), "orders", 1);
    folder = new ConnectFolder(root, server.address().toString());
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
    client.close();
    server.close();
  }

  @Test
  void shouldRunWhatTheRustRuntimesExampleHas() throws Exception {
    folder
        .write(
            "connectors/random_source_v0.toml",
            random(0).replace("max_count = 1000", "max_count = 1"))
        .write("connectors/random_source_v1.toml", random(1))
        .write(
            "connectors/stdout_sink.toml",
            ConnectFolder.stdout(
                "stdout",
                """
                batch_length = 100
                poll_interval = "5ms"
                consumer_group = "stdout_sink_connector"
                [plugin_config]
                print_payload = true
                format = "payload"
                [transforms.add_fields]
                enabled = true
                [[transforms.add_fields.fields]]
                key = "message"
                value.static = "hello"
                """))
        .write(
            "connectors/quickwit_sink.toml",
            ConnectFolder.stdout("quickwit", "[plugin_config]\nurl = \"http://localhost:7280\"\n")
                .replace("stdout", "quickwit"));

    folder.write(
        "config.toml",
        folder.read("config.toml").replace("enabled = false", "address = \"127.0.0.1:0\""));

    launch();
    await(() -> output().lines().count() >= 20 && errors().contains("HTTP API and dashboard: "));
    String sinks = get("sinks");
    process.destroy();

    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(errors()).isZero();
    assertThat(sinks).contains("\"key\":\"stdout\"", "\"key\":\"quickwit\"");
    assertThat(output().lines().toList())
        .allMatch(line -> line.contains("\"test_field\":\"hello!\""))
        .allMatch(line -> line.contains("\"message\":\"hello\""));
    assertThat(errors())
        .contains("quickwit_sink.toml:3: error: path names the sink quickwit, which this runtime")
        .contains("source random: random -> shop/orders")
        .contains("Stopped.");
  }

  @Test
  void shouldFollowTheFolder() throws Exception {
    send("{\"id\":1}");
    launch();
    await(() -> errors().contains("No connector is configured yet."));

    folder.write("connectors/a.toml", ConnectFolder.stdout("a", printing("first")));
    await(() -> output().contains("first"));
    folder.write("connectors/a.toml", ConnectFolder.stdout("a", printing("second")));
    await(() -> errors().contains("Changed: sink a"));
    send("{\"id\":2}");
    await(() -> output().contains("second"));
    Files.delete(folder.root().resolve("connectors/a.toml"));
    await(() -> errors().contains("Removed: sink a"));

    assertThat(output().lines().toList())
        .containsExactly("{\"id\":1,\"which\":\"first\"}", "{\"id\":2,\"which\":\"second\"}");
  }

  @Test
  void shouldNotStartWhenAnythingIsWrongAndStrictIsAsked() {
    folder.write("connectors/a.toml", ConnectFolder.stdout("a", "batch_lenght = 1"));

    CommandRun run = CommandRun.of("run", "--strict", folder.config());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("a.toml:8: warning: streams[0].batch_lenght is unknown")
        .endsWith(
            "iggy-connect: --strict: the configuration has 0 errors, 1 warning; nothing was"
                + " started\n");
  }

  @Test
  void shouldShowWithoutATraceWhatWouldBeWritten() {
    send("{\"id\":1}", "{\"id\":2}", "nonsense");
    folder.write("connectors/a.toml", ConnectFolder.stdout("a", printing("dry")));
    folder.write("connectors/r.toml", random(0));

    CommandRun run = CommandRun.of("dry-run", "--connector", "a", folder.config());
    CommandRun again =
        CommandRun.of("dry-run", "--connector", "a", "--limit", "1", folder.config());
    CommandRun source = CommandRun.of("dry-run", "--connector", "random", folder.config());

    assertThat(run.out())
        .contains(
            "sink a (stdout)\n  connection to stdout: ok\n",
            "shop/orders partition 0, offset 0\n",
            "would write      {\"id\":1,\"which\":\"dry\"}",
            "offset 2\n",
            "add_fields       failed: ");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(again.out()).contains("offset 0\n").doesNotContain("offset 1\n");
    assertThat(again.exitCode()).isZero();
    assertThat(source.out()).contains("reading: ok", "would send", "\"test_field\":\"hello!\"");
    assertThat(Files.exists(folder.root().resolve("state"))).isFalse();
  }

  @Test
  void shouldListAndReplayDeadLetters() throws Exception {
    send("{\"id\":1}", "nonsense");
    folder.write("connectors/a.toml", ConnectFolder.stdout("a", printing("good")));
    launch();
    await(
        () ->
            client
                .topics()
                .find(Identifier.named("shop"), Identifier.named("a_dead_letters"))
                .map(topic -> topic.info().messagesCount() == 1)
                .orElse(false));
    process.destroy();
    process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);

    CommandRun listed = CommandRun.of("dead-letters", "list", folder.config());
    CommandRun replayed =
        CommandRun.of("dead-letters", "replay", "--connector", "a", folder.config());
    CommandRun again = CommandRun.of("dead-letters", "replay", "--connector", "a", folder.config());

    assertThat(listed.out())
        .contains("sink a: the last 1 dead letter in shop/a_dead_letters")
        .contains("shop/orders partition 0 offset 1, 1 attempts: nonsense");
    assertThat(replayed.out())
        .isEqualTo("1 dead letter of sink a sent back from shop/a_dead_letters.\n");
    assertThat(again.out()).startsWith("0 dead letters");
    assertThat(
            client
                .topics()
                .find(Identifier.named("shop"), Identifier.named("orders"))
                .orElseThrow()
                .info()
                .messagesCount())
        .isEqualTo(3);
  }

  private static String printing(String which) {
    return """
    [plugin_config]
    print_payload = true
    format = "payload"
    [[transforms.add_fields.fields]]
    key = "which"
    value.static = "%s"
    """
        .formatted(which);
  }

  private static String random(int version) {
    return """
    type = "source"
    key = "random"
    enabled = true
    version = %d
    name = "Random source"
    path = "target/release/libiggy_connector_random_source"
    plugin_config_format = "json"
    [[streams]]
    stream = "shop"
    topic = "orders"
    schema = "json"
    batch_length = 1000
    linger_time = "5ms"
    [plugin_config]
    interval = "100ms"
    max_count = 1000
    messages_range = [10, 50]
    payload_size = 200
    [transforms.add_fields]
    enabled = true
    [[transforms.add_fields.fields]]
    key = "test_field"
    value.static = "hello!"
    """
        .formatted(version);
  }

  private void send(String... payloads) {
    MessageBatchEncoder batch = new MessageBatchEncoder();
    for (String payload : payloads) {
      batch.add(payload.getBytes(StandardCharsets.UTF_8), UserHeaders.empty(), 0);
    }
    client
        .messages()
        .send(
            Identifier.named("shop"),
            Identifier.named("orders"),
            Partitioning.partition(0),
            batch.batch());
  }

  private void launch() throws IOException {
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    IggyConnect.class.getName(),
                    "run",
                    folder.config()))
            .redirectOutput(folder.root().resolve("out.txt").toFile())
            .redirectError(folder.root().resolve("err.txt").toFile())
            .start();
  }

  /** What the HTTP API answers; its address is in what was told. */
  private String get(String path) throws IOException, InterruptedException {
    String told = errors();
    String prefix = "HTTP API and dashboard: ";
    String address =
        told.substring(told.indexOf(prefix) + prefix.length()).lines().findFirst().orElseThrow();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private String output() {
    return folder.read("out.txt");
  }

  private String errors() {
    return folder.read("err.txt");
  }

  private void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(process.isAlive()).as("%s%n%s", errors(), output()).isTrue();
      assertThat(System.nanoTime()).as("%s%n%s", errors(), output()).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
