// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What users do wrong: each gets one line that says what to change, and an exit code. */
class IggyConnectTest {
  private static EmbeddedIggyServer server;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void startServer() {
    server = EmbeddedIggyServer.start();
    try (IggyClient client = IggyClient.connect(connection(), 1)) {
      Identifier stream = Identifier.named("shop");
      client.streams().create("shop");
      client.topics().create(stream, "empty", 1);
      client.topics().create(stream, "texts", 1);
      MessageBatchEncoder batch = new MessageBatchEncoder();
      batch.add("{\"a\":1}".getBytes(StandardCharsets.UTF_8), UserHeaders.empty(), 0);
      batch.add("hello".getBytes(StandardCharsets.UTF_8), UserHeaders.empty(), 0);
      client
          .messages()
          .send(stream, Identifier.named("texts"), Partitioning.partition(0), batch.batch());
    }
  }

  @AfterAll
  static void closeServer() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "--help",
    "quickstart --help",
    "embedded-server --help",
    "help quickstart",
    "pinot --help",
    "pinot doctor --help",
    "pinot table --help",
    "pinot migrate --help",
    "pinot offsets --help",
    "demo --help",
    "run --help",
    "validate --help",
    "plugins --help",
    "describe --help",
    "test --help",
    "dry-run --help",
    "dead-letters list --help",
    "dead-letters replay --help",
    "--version"
  })
  void shouldHelp(String arguments) {
    assertThat(execute(arguments.split(" "))).isZero();
    assertThat(out.toString()).contains("iggy-connect");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "quickstart --fiel x.json       | Unknown options: '--fiel'",
        "quickstart --rate many         | Invalid value for option '--rate': 'many' is not an int",
        "quikstart                      | Did you mean: iggy-connect quickstart"
      })
  void shouldExitWithTwoWhenUsageIsWrong(String arguments, String message) {
    assertThat(execute(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rate 0                                | --rate 0 is not within 1..1000000",
        "--partitions 101                        | --partitions 101 is not within 1..100",
        "--console-port 70000                    | --console-port 70000 is not within 0..65535",
        "--table a__b                            | --table a__b: use letters",
        "--file none.json                        | --file none.json: there is no such file",
        "--stream s --topic t                    | belong to --iggy",
        "--iggy localhost:1 --stream s           | --iggy also needs --stream NAME and --topic"
            + " NAME",
        "--iggy host:port --stream s --topic t   | --iggy host:port: 'host:port' is no address",
        "--iggy x:1 --file y --stream s --topic t | either --file or --iggy"
      })
  void shouldNameTheOptionThatIsWrong(String options, String message) {
    assertFailure(message, ("quickstart " + options).split(" "));
  }

  @Test
  void shouldNameTheFlagsOfPortsThatAreTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertFailure("choose another by --console-port", "quickstart", "--console-port", port);
      assertFailure("choose another by --iggy-port", "quickstart", "--iggy-port", port);
      assertFailure("choose another by --port", "embedded-server", "--port", port);
    }
  }

  @Test
  void shouldNameTheLineOfAFileThatIsMalformed() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.json"), "{\"a\":1}\n{\"a\":\n");

    assertFailure("bad.json, line 2: Unexpected end-of-input", quickstartOf(file));
  }

  @Test
  void shouldStopWhenAFileIsLoaded() throws IOException {
    Path file = Files.writeString(folder.resolve("events.json"), "{\"a\":1}\n{\"a\":2}\n");

    assertThat(execute(quickstartOf(file, "--stop-when-loaded"))).isZero();
    assertThat(out.toString())
        .contains("All 2 events are rows", "time column arrivalTime", "http://127.0.0.1:");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldSayThatAFileHasNoEvents() throws IOException {
    Path file = Files.writeString(folder.resolve("empty.json"), "\n\n");

    assertFailure("cannot infer a schema: no event has a field", quickstartOf(file));
  }

  @Test
  void shouldSayThatAFilesTimeColumnIsNone() throws IOException {
    Path file = Files.writeString(folder.resolve("events.json"), "{\"a\":1}\n");

    assertFailure(
        "--time-column b: no such field; the events have [a]",
        quickstartOf(file, "--time-column", "b"));
  }

  @Test
  void shouldSayThatNoServerListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertFailure("127.0.0.1:" + port, onServer("127.0.0.1:" + port, "shop", "orders"));
    assertThat(err.toString()).containsIgnoringCase("connect");
  }

  @Test
  void shouldSayThatAHostIsUnknown() {
    assertFailure("no-such-host.invalid", onServer("no-such-host.invalid:8090", "shop", "orders"));
  }

  @Test
  void shouldSayThatThePasswordIsWrongAndNotShowIt() {
    assertFailure(
        "user name or password is wrong",
        onServer(server.address(), "shop", "texts", "--password", "not-the-secret"));
    assertThat(err.toString()).doesNotContain("not-the-secret");
  }

  @Test
  void shouldSayThatAPasswordFileIsMissing() {
    assertFailure(
        "--password-file none cannot be read",
        onServer(server.address(), "shop", "texts", "--password-file", "none"));
  }

  @Test
  void shouldNameTheStreamsThereAreWhenOneIsMissing() {
    assertFailure(
        "there is no stream 'shpo' (--stream); there is shop",
        onServer(server.address(), "shpo", "orders"));
  }

  @Test
  void shouldNameTheTopicsThereAreWhenOneIsMissing() {
    assertFailure(
        "stream 'shop' has no topic 'ordres' (--topic); there is empty, texts",
        onServer(server.address(), "shop", "ordres"));
  }

  @Test
  void shouldSayThatATopicIsEmpty() {
    assertFailure(
        "has no messages to learn the columns from", onServer(server.address(), "shop", "empty"));
  }

  @Test
  void shouldNameTheMessageThatIsNotJson() {
    assertFailure(
        "message 1 of partition 0 of shop/texts", onServer(server.address(), "shop", "texts"));
  }

  private String[] quickstartOf(Path file, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "quickstart",
                "--console-port",
                "0",
                "--iggy-port",
                "0",
                "--file",
                file.toString()));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private static String[] onServer(String address, String stream, String topic, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("quickstart", "--console-port", "0", "--iggy", address));
    arguments.addAll(List.of("--stream", stream, "--topic", topic));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private void assertFailure(String message, String... arguments) {
    err.getBuffer().setLength(0);
    assertThat(execute(arguments)).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("iggy-connect: ").contains(message);
  }

  private int execute(String... arguments) {
    CommandLine commandLine = IggyConnect.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }

  private static ConnectionOptions connection() {
    return ConnectionOptions.builder(IggyAddress.of(server.host(), server.port()))
        .credentials(Credentials.password("iggy", "iggy"))
        .build();
  }
}
