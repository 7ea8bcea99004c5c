// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.cli.CommandRun;
import org.apache.iggy.connector.cli.pinot.ShopServer;
import org.apache.iggy.connector.cli.pinot.TableFiles;
import org.apache.iggy.connector.cli.terminal.Terminal;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of tables that work, and how it says it. */
class DoctorTest {
  /** What the embedded server of this run speaks: see the module's pom. */
  private static final boolean VSR = "vsr".equals(System.getProperty("iggy.embedded.protocols"));

  private static final int EVENTS = 1_000;

  @TempDir private static Path files;
  private static ShopServer server;

  @TempDir private Path folder;

  @BeforeAll
  static void startServer() {
    server = ShopServer.start(files);
    server.fill("orders", ShopServer.orders(EVENTS));
  }

  @AfterAll
  static void closeServer() {
    server.close();
  }

  @Test
  void shouldPassATableThatWorks() {
    DoctorRun run = DoctorRun.of(server.table(), folder, "--strict");

    assertThat(run.exitCode()).as(run.json().toPrettyString()).isZero();
    assertThat(run.checks("warn")).isEmpty();
    assertThat(run.checks("not-checked")).isEmpty();
    assertThat(run.findings("login", "pass"))
        .singleElement()
        .asString()
        .startsWith("user 'iggy' is let in by Iggy " + (VSR ? "0.9.0" : "0.8.0"));
    assertThat(run.findings("protocol", "pass").get(0))
        .startsWith(VSR ? "Iggy 0.9, protocol vsr" : "Iggy 0.6 to 0.8, protocol legacy");
    assertThat(run.findings("decoding", "pass").get(0)).startsWith("800 messages decoded");
    assertThat(run.findings("start", "pass").get(0))
        .contains("a new table reads 2,000 of the 2,000 messages");
    assertThat(run.findings("columns", "pass").get(0)).contains("4 columns filled");
  }

  @Test
  void shouldCheckEveryStreamOfATable() {
    TableFiles table = server.table();
    var streams =
        table
            .table()
            .putObject("ingestionConfig")
            .putObject("streamIngestionConfig")
            .putArray("streamConfigMaps");
    table.keys().forEach(streams.addObject()::put);
    table.key("topic.id", null).key("stream.id", null).key("topic.name", "shop/none");
    table.keys().forEach(streams.addObject()::put);
    table.keys().clear();

    DoctorRun run = DoctorRun.of(table, folder);

    assertThat(run.findings("topic", "pass")).hasSize(1);
    assertThat(run.findings("topic", "fail").get(0)).contains("stream 'shop' has no topic 'none'");
    assertThat(run.findings("rows", "not-checked"))
        .containsExactly("not checked, because topic failed => ");
  }

  @Test
  void shouldReadWhatAControllerAnswers() throws IOException {
    TableFiles table = server.table();
    String config = Files.readString(table.writeTable(folder));
    String schema = Files.readString(table.writeSchema(folder));
    Path tables = Files.writeString(folder.resolve("a.json"), "{\"REALTIME\": " + config + "}");
    Path both =
        Files.writeString(
            folder.resolve("b.json"),
            "{\"tableName\": \"orders\", \"schema\": "
                + schema
                + ", \"realtime\": "
                + config
                + "}");

    assertThat(CommandRun.of("pinot", "doctor", tables.toString()).words())
        .contains("not checked, because no schema was given", "0 failures");
    assertThat(CommandRun.of("pinot", "doctor", both.toString()).words())
        .contains("every value fits the type of its column", "0 failures.");
  }

  @Test
  void shouldFailOnWarningsWhenStrict() {
    TableFiles table = server.table().key("consumer.prop.auto.offset.reset", null);

    assertThat(DoctorRun.of(table, folder).exitCode()).isZero();
    assertThat(DoctorRun.of(table, folder, "--strict").exitCode()).isEqualTo(1);
  }

  @Test
  void shouldNeverShowASecret() {
    TableFiles table = server.table().key("password.file", null).key("password", "not-the-secret");
    Path config = table.writeTable(folder);
    Path schema = table.writeSchema(folder);

    CommandRun text = CommandRun.of("pinot", "doctor", config.toString(), schema.toString());
    CommandRun json =
        CommandRun.of("pinot", "doctor", "--json", config.toString(), schema.toString());

    assertThat(text.exitCode()).isEqualTo(1);
    assertThat(text.out() + text.err() + json.out() + json.err())
        .contains("user name or password is wrong")
        .doesNotContain("not-the-secret");
  }

  @Test
  void shouldLeaveNoTraceOnTheServer() {
    TableFiles table = server.table().key("consumer.group", "pinot-orders");
    String before = state();

    assertThat(DoctorRun.of(table, folder).exitCode()).isZero();

    assertThat(state()).isEqualTo(before);
  }

  private static String state() {
    Identifier topic = Identifier.named("orders");
    StringBuilder state = new StringBuilder();
    state.append(server.client().topics().find(ShopServer.SHOP, topic).orElseThrow());
    state.append(server.client().consumerGroups().list(ShopServer.SHOP, topic));
    for (int partition = 0; partition < 2; partition++) {
      for (String name : List.of("pinot-orders", "orders_REALTIME", "iggy-connect-doctor")) {
        state.append(
            server
                .client()
                .consumerOffsets()
                .find(Consumer.single(Identifier.named(name)), ShopServer.SHOP, topic, partition));
      }
    }
    return state.toString();
  }

  @Test
  void shouldSayWhatIsWrongWithAFile() throws IOException {
    Path none = folder.resolve("none.json");
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\n  \"tableName\" \"x\"\n}");
    Path twice = Files.writeString(folder.resolve("twice.json"), "{\"a\": 1, \"a\": 2}");
    Path other = Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");

    assertThat(CommandRun.of("pinot", "doctor", none.toString()).err())
        .isEqualTo("iggy-connect: " + none + ": there is no such file" + System.lineSeparator());
    assertThat(CommandRun.of("pinot", "doctor", broken.toString()).err())
        .startsWith("iggy-connect: " + broken + ", line 2, column 15: ")
        .hasLineCount(1);
    assertThat(CommandRun.of("pinot", "doctor", twice.toString()).err())
        .contains("Duplicate field 'a'")
        .hasLineCount(1);
    assertThat(CommandRun.of("pinot", "doctor", other.toString()).err())
        .contains(other + " is no Pinot table config")
        .hasLineCount(1);
  }

  @Test
  void shouldShowSymbolsAndColoursOnATerminalOnly() {
    Diagnosis diagnosis =
        new Diagnosis(
            "orders_REALTIME",
            List.of(
                new Finding("table orders", "keys", Status.PASS, "fine", Optional.empty()),
                new Finding("table orders", "tls", Status.FAIL, "broken", Optional.of("mend it"))));

    assertThat(printed(diagnosis, Terminal.plain()))
        .isEqualTo(
            """
            table orders
              pass  keys  fine
              FAIL  tls   broken
                          => mend it

            1 passed, 0 warnings, 1 failure.
            """);
    assertThat(printed(diagnosis, new Terminal(true, false)))
        .contains("  ✓  keys  fine", "  ✗  tls   broken", "→ mend it");
    assertThat(printed(diagnosis, new Terminal(true, true))).contains("\u001b[");
  }

  private static String printed(Diagnosis diagnosis, Terminal terminal) {
    StringWriter out = new StringWriter();
    diagnosis.print(new PrintWriter(out, true), terminal);
    return out.toString().replace(System.lineSeparator(), "\n");
  }
}
