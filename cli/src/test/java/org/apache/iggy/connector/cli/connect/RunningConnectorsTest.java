// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iggy.connector.cli.CommandRun;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runtime in a process of its own, and the commands that look at what it works on. */
class RunningConnectorsTest {
  private ConnectBed bed;
  private ConnectFolder folder;

  @BeforeEach
  void start(@TempDir Path root) {
    bed = new ConnectBed(root);
    folder = bed.folder();
  }

  @AfterEach
  void stop() {
    bed.close();
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

    Process process = bed.launch();
    bed.await(
        () ->
            bed.output().lines().count() >= 20
                && bed.errors().contains("HTTP API and dashboard: "));
    String sinks = get("sinks");
    process.destroy();

    assertThat(bed.awaitEnd()).as(bed.errors()).isZero();
    assertThat(sinks).contains("\"key\":\"stdout\"", "\"key\":\"quickwit\"");
    assertThat(bed.output().lines().toList())
        .allMatch(line -> line.contains("\"test_field\":\"hello!\""))
        .allMatch(line -> line.contains("\"message\":\"hello\""));
    assertThat(bed.errors())
        .contains("quickwit_sink.toml:3: error: path names the sink quickwit, which this runtime")
        .contains("source random: random -> shop/orders")
        .contains("Stopped.");
  }

  @Test
  void shouldFollowTheFolder() throws Exception {
    bed.send("{\"id\":1}");
    bed.launch();
    bed.await(() -> bed.errors().contains("No connector is configured yet."));

    folder.write("connectors/a.toml", ConnectFolder.stdout("a", printing("first")));
    bed.await(() -> bed.output().contains("first"));
    folder.write("connectors/a.toml", ConnectFolder.stdout("a", printing("second")));
    bed.await(() -> bed.errors().contains("Changed: sink a"));
    bed.send("{\"id\":2}");
    bed.await(() -> bed.output().contains("second"));
    Files.delete(folder.root().resolve("connectors/a.toml"));
    bed.await(() -> bed.errors().contains("Removed: sink a"));

    assertThat(bed.output().lines().toList())
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
    bed.send("{\"id\":1}", "{\"id\":2}", "nonsense");
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
    bed.send("{\"id\":1}", "nonsense");
    folder.write("connectors/a.toml", ConnectFolder.stdout("a", printing("good")));
    Process process = bed.launch();
    bed.await(
        () ->
            bed.client()
                .topics()
                .find(Identifier.named("shop"), Identifier.named("a_dead_letters"))
                .map(topic -> topic.info().messagesCount() == 1)
                .orElse(false));
    process.destroy();
    bed.awaitEnd();

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
            bed.client()
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

  /** What the HTTP API answers; its address is in what was told. */
  private String get(String path) throws IOException, InterruptedException {
    String told = bed.errors();
    String prefix = "HTTP API and dashboard: ";
    String address =
        told.substring(told.indexOf(prefix) + prefix.length()).lines().findFirst().orElseThrow();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
