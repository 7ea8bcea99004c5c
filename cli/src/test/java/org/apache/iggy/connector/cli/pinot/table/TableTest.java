// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.cli.CommandRun;
import org.apache.iggy.connector.cli.pinot.ShopServer;
import org.apache.iggy.connector.cli.pinot.config.TableFile;
import org.apache.iggy.connector.cli.pinot.doctor.DoctorRun;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinot;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinotOptions;
import org.apache.iggy.connector.pinot.embedded.EmbeddedTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table that is written for a topic is one that works. */
class TableTest {
  private static final int EVENTS = 500;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir private static Path files;
  private static ShopServer server;

  @TempDir private Path folder;

  @BeforeAll
  static void startServer() {
    server = ShopServer.start(files);
    server.client().streams().create("shop");
    server.client().topics().create(ShopServer.SHOP, "orders", 2);
    List<String> events =
        ShopServer.orders(2 * EVENTS)
            .map(
                order ->
                    order.replace("}", ",\"address\":{\"city\":\"x\"},\"tags\":[\"a\",\"b\"]}"))
            .toList();
    server.send("orders", 0, events.subList(0, EVENTS));
    server.send("orders", 1, events.subList(EVENTS, 2 * EVENTS));
  }

  @AfterAll
  static void closeServer() {
    server.close();
  }

  private static CommandRun table(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("pinot", "table", "--iggy", server.server().address(), "--stream", "shop"));
    arguments.addAll(List.of("--topic", "orders"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void shouldWriteATableThatTheDoctorPassesAndPinotConsumes() {
    CommandRun run = table("--password-env", "IGGY_PASSWORD", "--out", folder.toString());
    Path config = folder.resolve("orders-table.json");
    Path schema = folder.resolve("orders-schema.json");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.words())
        .contains("Wrote " + schema, "iggy-connect pinot doctor " + config, "time column ts");
    DoctorRun doctor = DoctorRun.of(config, schema, "--strict");
    assertThat(doctor.exitCode()).as(doctor.json().toPrettyString()).isZero();
    try (EmbeddedPinot pinot =
        EmbeddedPinot.start(
            EmbeddedPinotOptions.defaults().withDataDirectory(folder.resolve("pinot")))) {
      EmbeddedTable table =
          pinot.createTable(TableFile.readSchema(schema), TableFile.read(config).config());
      table.awaitRows(2 * EVENTS, TIMEOUT);
      table.commitSegment(TIMEOUT);
      assertThat(
              pinot
                  .query(
                      "SELECT COUNT(*), DISTINCTCOUNT(id) FROM orders"
                          + " WHERE JSON_MATCH(address, '\"$.city\"=''x''')",
                      TIMEOUT)
                  .rows()
                  .get(0))
          .containsExactly(2L * EVENTS, 2 * EVENTS);
    }
  }

  @Test
  void shouldSuggestIndexesByTheValues() throws IOException {
    JsonNode both = new ObjectMapper().readTree(table("--password-env", "IGGY_PASSWORD").out());
    JsonNode indexing = both.path("realtime").path("tableIndexConfig");

    assertThat(both.path("schema").path("schemaName").asText()).isEqualTo("orders");
    assertThat(texts(indexing.path("noDictionaryColumns"))).contains("id", "amount", "address");
    assertThat(texts(indexing.path("noDictionaryColumns"))).doesNotContain("customer", "tags");
    assertThat(texts(indexing.path("rangeIndexColumns"))).contains("amount", "ts");
    assertThat(texts(indexing.path("jsonIndexColumns"))).containsExactly("address");
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  @Test
  void shouldPrintBothInOneForTheDoctorToRead() throws IOException {
    CommandRun run = table("--password-env", "IGGY_PASSWORD");
    Path both = Files.writeString(folder.resolve("both.json"), run.out());

    CommandRun doctor = CommandRun.of("pinot", "doctor", "--strict", both.toString());

    assertThat(doctor.exitCode()).as(doctor.out()).isZero();
    assertThat(run.err()).contains("needs the environment variable IGGY_PASSWORD");
  }

  @Test
  void shouldNeverWriteASecret() {
    CommandRun inline = table("--password", "correct-horse");
    CommandRun file = table("--password-file", files.resolve("password").toString());

    assertThat(inline.out()).contains("\"stream.iggy.password.env\": \"IGGY_PASSWORD\"");
    assertThat(file.out())
        .contains("\"stream.iggy.password.file\": \"" + files.resolve("password"));
    assertThat(inline.out() + inline.err() + file.out() + file.err())
        .doesNotContain("correct-horse");
  }

  @Test
  void shouldMakeAnUpsertTableWithAPrimaryKey() {
    CommandRun run =
        table(
            "--password-env",
            "IGGY_PASSWORD",
            "--primary-key",
            "id",
            "--replication",
            "2",
            "--out",
            folder.toString());
    assertThat(run.exitCode()).as(run.toString()).isZero();

    DoctorRun doctor =
        DoctorRun.of(folder.resolve("orders-table.json"), folder.resolve("orders-schema.json"));

    assertThat(doctor.exitCode()).as(doctor.json().toPrettyString()).isZero();
    assertThat(doctor.findings("pinot's rules", "pass")).hasSize(1);
    assertThat(doctor.findings("primary key", "pass").get(0)).contains("every row has id");
  }

  @Test
  void shouldNameTheOptionThatIsWrong() {
    assertThat(table("--password", "correct-horse", "--primary-key", "order").err())
        .contains("--primary-key order: no such column; there is id, customer, amount")
        .hasLineCount(1);
    assertThat(table("--password", "a", "--password-env", "B").err())
        .contains("give only one of --password, --password-file and --password-env");
    assertThat(table("--token-env", "NO_SUCH_VARIABLE").err())
        .contains("--token-env NO_SUCH_VARIABLE: there is no such environment variable");
    assertThat(CommandRun.of("pinot", "table", "--iggy", "localhost").err())
        .contains("--iggy also needs --stream NAME and --topic NAME");
    assertThat(CommandRun.of("pinot", "table").err()).contains("--iggy HOST[:PORT] is missing");
  }
}
