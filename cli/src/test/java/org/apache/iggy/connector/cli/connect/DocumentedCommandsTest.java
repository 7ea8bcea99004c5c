// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every command that help and pages about Iggy Connect show works as it stands. */
class DocumentedCommandsTest {
  private static final String COMMAND = "iggy-connect ";
  private static final Path CLI_PAGE = DocPages.CONNECT.resolve("cli.md");

  /** They run until they are stopped, and other tests run them: see that their options exist. */
  private static final Set<String> LONG_RUNNING =
      Set.of("run", "demo", "quickstart", "embedded-server");

  private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

  @TempDir private static Path root;
  private static EmbeddedIggyServer server;

  @BeforeAll
  static void makeFolder() throws IOException {
    server = EmbeddedIggyServer.start();
    fillTopic();
    new ConnectFolder(root, server.address())
        .write(
            "connectors/orders.toml",
            ConnectFolder.stdout(
                "orders",
                """
                [transforms.drop.predicate]
                field = "internal"
                value = { equals = true }
                [[transforms.add_fields.fields]]
                key = "kind"
                value.static = "order"
                """))
        .write("connectors/tests/orders.toml", testsOfThePage());
  }

  private static void fillTopic() {
    ConnectionOptions connection =
        ConnectionOptions.builder(IggyAddress.of(server.host(), server.port()))
            .credentials(Credentials.password("iggy", "iggy"))
            .build();
    try (IggyClient client = IggyClient.connect(connection, 1)) {
      client.streams().create("shop");
      client.topics().create(Identifier.named("shop"), "orders", 1);
      MessageBatchEncoder batch = new MessageBatchEncoder();
      batch.add("{\"id\":1}".getBytes(StandardCharsets.UTF_8), UserHeaders.empty(), 0);
      client
          .messages()
          .send(
              Identifier.named("shop"),
              Identifier.named("orders"),
              Partitioning.partition(0),
              batch.batch());
    }
  }

  private static String testsOfThePage() {
    return DocPages.tomlBlocks(CLI_PAGE).stream()
        .filter(block -> block.contains("[[tests]]"))
        .findFirst()
        .orElseThrow();
  }

  @AfterAll
  static void closeServer() {
    server.close();
  }

  static Stream<String> examples() {
    Stream<String> ofHelp =
        commands(IggyConnect.commandLine())
            .flatMap(command -> Arrays.stream(command.usageMessage().footer()));
    Stream<String> ofPages =
        DocPages.all().stream()
            .flatMap(DocPages::lines)
            .filter(line -> line.startsWith("    "))
            .filter(line -> !isSynopsis(line));
    return Stream.concat(ofHelp, ofPages)
        .map(String::strip)
        .filter(line -> line.startsWith(COMMAND) && !line.startsWith(COMMAND + "pinot"))
        .map(line -> line.split(" {2,}", 2)[0])
        .distinct();
  }

  private static Stream<CommandSpec> commands(CommandLine command) {
    return Stream.concat(
        Stream.of(command.getCommandSpec()),
        command.getSubcommands().values().stream().flatMap(DocumentedCommandsTest::commands));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void shouldWork(String example) {
    Map<String, String> here =
        Map.of(
            "config.toml", root.resolve("config.toml").toString(),
            "connect/config.toml", root.resolve("config.toml").toString(),
            "path/to/config.toml", root.resolve("config.toml").toString(),
            "orders.toml", root.resolve("connectors/tests/orders.toml").toString());
    // The working directory of a test has no config.toml.
    String complete = example.endsWith(" validate") ? example + " config.toml" : example;
    String[] words =
        Arrays.stream(complete.substring(COMMAND.length()).split(" ", -1))
            .map(word -> here.getOrDefault(word, word))
            .toArray(String[]::new);

    if (LONG_RUNNING.contains(words[0])) {
      assertThat(IggyConnect.commandLine().parseArgs(words).subcommand()).isNotNull();
      return;
    }
    CommandRun run = CommandRun.of(words);

    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  @Test
  void shouldFindExamplesOfEveryCommand() {
    assertThat(examples().map(example -> example.split(" ", -1)[1]).collect(Collectors.toSet()))
        .contains(
            "run", "validate", "plugins", "describe", "test", "dry-run", "dead-letters", "demo");
    assertThat(synopses()).hasSize(8);
  }

  static List<String> synopses() {
    return DocPages.lines(CLI_PAGE)
        .filter(line -> line.startsWith("    ") && isSynopsis(line))
        .map(String::strip)
        .toList();
  }

  private static boolean isSynopsis(String line) {
    return line.strip().startsWith(COMMAND) && (line.contains("[") || line.contains("NAME"));
  }

  @ParameterizedTest
  @MethodSource("synopses")
  void shouldNameEveryOptionOfACommand(String synopsis) {
    CommandLine command = IggyConnect.commandLine();
    for (String word : synopsis.substring(COMMAND.length()).split(" ", -1)) {
      CommandLine sub = command.getSubcommands().get(word);
      if (sub == null) {
        break;
      }
      command = sub;
    }
    Set<String> options =
        command.getCommandSpec().options().stream()
            .filter(option -> !option.usageHelp() && !option.versionHelp())
            .map(OptionSpec::longestName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(
            OPTION
                .matcher(synopsis)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toSet()))
        .isEqualTo(options);
  }
}
