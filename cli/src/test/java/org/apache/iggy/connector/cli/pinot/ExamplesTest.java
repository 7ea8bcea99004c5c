// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iggy.connector.cli.CommandRun;
import org.apache.iggy.connector.cli.IggyConnect;
import org.apache.iggy.connector.client.TlsOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every example of the commands' help and of the documentation works as it stands. */
class ExamplesTest {
  private static final String COMMAND = "iggy-connect ";
  private static final Path DOCUMENT = Path.of("../docs/pinot/tools.md");

  @TempDir private Path folder;
  private ShopServer plain;
  private ShopServer secured;

  @BeforeEach
  void startServers() throws IOException, InterruptedException {
    plain = ShopServer.start(folder);
    plain.fill("orders", ShopServer.orders(100));
    TestCertificate certificate = TestCertificate.create(folder);
    secured =
        ShopServer.start(
            folder,
            EmbeddedIggyOptions.builder().tls(certificate.serverTls()),
            TlsOptions.builder().caFile(certificate.trusted()).build());
    secured.fill("orders", ShopServer.orders(100));
    TableFiles table = plain.table().key("consumer.group", "pinot-orders");
    Files.move(table.writeTable(folder), folder.resolve("orders-table.json"));
    Files.move(table.writeSchema(folder), folder.resolve("orders-schema.json"));
    Files.writeString(
        folder.resolve("clicks-kafka.json"),
        """
        {"tableName": "clicks", "tableType": "REALTIME", "segmentsConfig": {}, "tenants": {},
         "metadata": {}, "tableIndexConfig": {"streamConfigs": {"streamType": "kafka",
           "stream.kafka.topic.name": "clicks", "stream.kafka.decoder.class.name":
             "org.apache.pinot.plugin.inputformat.json.JSONMessageDecoder"}}}
        """);
  }

  @AfterEach
  void closeServers() {
    plain.close();
    secured.close();
  }

  static Stream<String> examples() throws IOException {
    Stream<String> ofHelp =
        IggyConnect.commandLine().getSubcommands().get("pinot").getSubcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .flatMap(command -> Arrays.stream(command.usageMessage().footer()));
    Stream<String> ofDocument = Files.readAllLines(DOCUMENT).stream();
    return Stream.concat(ofHelp, ofDocument)
        .map(String::strip)
        .filter(line -> line.startsWith(COMMAND))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void shouldWork(String example) {
    boolean overTls = example.contains("--tls-ca");
    String address = (overTls ? secured : plain).server().address();
    Map<String, String> here =
        Map.of(
            "iggy.example.com", address,
            "iggy.example.com:8090", address,
            "pinot", example.contains("--username pinot") ? "iggy" : "pinot",
            "/run/secrets/iggy-password", folder.resolve("password").toString(),
            "/etc/iggy/ca.pem", folder.resolve("server.pem").toString(),
            "./orders", folder.resolve("orders").toString(),
            ".", folder.toString());
    String[] words = example.substring(COMMAND.length()).split(" ", -1);
    for (int i = 1; i < words.length; i++) {
      String word = words[i];
      words[i] =
          word.endsWith(".json") ? folder.resolve(word).toString() : here.getOrDefault(word, word);
    }

    CommandRun run = CommandRun.of(words);

    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  @Test
  void shouldFindExamplesOfEveryCommand() throws IOException {
    List<String> examples = examples().toList();
    for (String name : List.of("doctor", "table", "migrate", "offsets")) {
      assertThat(examples).anyMatch(example -> example.startsWith(COMMAND + "pinot " + name));
    }
    assertThat(Files.readAllLines(DOCUMENT)).anyMatch(line -> line.startsWith("    " + COMMAND));
  }
}
