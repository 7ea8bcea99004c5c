// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.apache.iggy.connector.cli.ResourceStack;
import org.apache.iggy.connector.cli.console.QueryFailedException;
import org.apache.iggy.connector.cli.file.EventFile;
import org.apache.iggy.connector.cli.schema.TableName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole quickstarts: a server, a Pinot table and the console. */
class QuickstartTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ResourceStack resources = new ResourceStack();
  private final StringWriter printed = new StringWriter();

  @AfterEach
  void closeAll() {
    resources.close();
  }

  @Test
  void shouldMakeEachGithubEventARow() throws Exception {
    Path file = sample("github-events-sample.json.gz");
    List<JsonNode> events = events(file);
    PinotBackend table = load(file, Optional.empty());

    assertThat(firstValue(table, "SELECT COUNT(*) FROM github_events_sample"))
        .isEqualTo((long) events.size());
    assertThat(firstValue(table, "SELECT DISTINCTCOUNT(id) FROM github_events_sample"))
        .isEqualTo(distinct(events, "id"));
    assertThat(firstValue(table, "SELECT DISTINCTCOUNT(type) FROM github_events_sample"))
        .isEqualTo(distinct(events, "type"));
    assertThat(
            firstValue(
                table,
                "SELECT DISTINCTCOUNT(JSON_EXTRACT_SCALAR(actor, '$.login', 'STRING'))"
                    + " FROM github_events_sample"))
        .isEqualTo((int) events.stream().map(QuickstartTest::login).distinct().count());
    assertThat(firstValue(table, "SELECT SUM(LENGTH(payload)) FROM github_events_sample"))
        .isEqualTo((double) events.stream().mapToLong(QuickstartTest::payloadLength).sum());
    assertThat(printed.toString())
        .contains("All " + events.size() + " events are rows")
        .contains("100 %");
  }

  @Test
  void shouldMakeEachFlightARowAndKeepNullsOutOfSums() throws Exception {
    Path file = sample("airline-stats-sample.json.gz");
    List<JsonNode> events = events(file);
    PinotBackend table = load(file, Optional.of("DaysSinceEpoch"));

    assertThat(table.description().table().timeColumn().name()).isEqualTo("DaysSinceEpoch");
    assertThat(firstValue(table, "SELECT COUNT(*) FROM airline_stats_sample"))
        .isEqualTo((long) events.size());
    for (String metric : List.of("Distance", "ArrDelay", "CarrierDelay", "AirTime", "FlightNum")) {
      assertThat(firstValue(table, "SELECT SUM(" + metric + ") FROM airline_stats_sample"))
          .as(metric)
          .isEqualTo(sum(events, metric));
    }
    for (String dimension : List.of("Carrier", "TailNum", "OriginAirportID", "DestCityName")) {
      assertThat(
              firstValue(
                  table, "SELECT DISTINCTCOUNT(" + dimension + ") FROM airline_stats_sample"))
          .as(dimension)
          .isEqualTo(distinct(events, dimension));
    }
    assertThat((Double) firstValue(table, "SELECT AVG(CarrierDelay) FROM airline_stats_sample"))
        .isCloseTo(sum(events, "CarrierDelay") / present(events, "CarrierDelay"), within(1e-9));
  }

  @Test
  void shouldPlaceAnErrorWhereTheQuerysAuthorSeesIt() throws Exception {
    PinotBackend table = load(sample("airline-stats-sample.json.gz"), Optional.empty());

    assertThat(table.description().table().hasNullableColumns()).isTrue();
    assertThat(firstValue(table, "SELECT COUNT(*) FROM airline_stats_sample -- all\n;\n"))
        .isEqualTo(400L);
    assertThatThrownBy(() -> table.query("SELECT Carrier FROM airline_stats_sample WHERE", TIMEOUT))
        .isInstanceOf(QueryFailedException.class)
        .hasMessageContaining("at line 1, column 42");
  }

  @Test
  void shouldFillATableWithGeneratedEvents() {
    Quickstart quickstart = start(new GeneratedEvents(2_000, 0, 2, "user_events"));
    quickstart.feed();
    PinotBackend table = quickstart.backend();

    awaitRows(table, 5_000);
    long rows = (Long) firstValue(table, "SELECT COUNT(*) FROM user_events");
    assertThat(rows).isGreaterThanOrEqualTo(5_000);
    assertThat(table.figures().meanMessageBytes()).isBetween(100.0, 400.0);
    assertThat(table.newestRows(5, TIMEOUT).rows()).hasSize(5);
    table
        .description()
        .examples()
        .forEach(example -> assertThat(table.query(example.sql(), TIMEOUT).rows()).isNotEmpty());
  }

  private PinotBackend load(Path file, Optional<String> timeColumn) {
    EventFile events = EventFile.open(file);
    Quickstart quickstart =
        start(new EventsOfFile(events, timeColumn, 0, 2, TableName.ofFile(file), false));
    quickstart.feed();
    return quickstart.backend();
  }

  private Quickstart start(TopicSource source) {
    Quickstart quickstart = new Quickstart(source, resources, new PrintWriter(printed, true));
    quickstart.start(0);
    return quickstart;
  }

  private static void awaitRows(PinotBackend table, long rows) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (table.figures().rows() < rows) {
      assertThat(System.nanoTime()).as("deadline for " + rows + " rows").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static Object firstValue(PinotBackend table, String sql) {
    return table.query(sql, TIMEOUT).rows().get(0).get(0);
  }

  private static Path sample(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(QuickstartTest.class.getResource("/samples/" + name)).toURI());
  }

  /** Reads the file by other means than the product does. */
  private static List<JsonNode> events(Path file) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        events.add(JSON.readTree(line));
      }
    }
    return events;
  }

  private static int distinct(List<JsonNode> events, String field) {
    return (int)
        events.stream()
            .map(event -> event.path(field))
            .filter(value -> !value.isNull())
            .distinct()
            .count();
  }

  private static double sum(List<JsonNode> events, String field) {
    return events.stream().mapToLong(event -> event.path(field).asLong(0)).sum();
  }

  private static long present(List<JsonNode> events, String field) {
    return events.stream().filter(event -> event.path(field).isNumber()).count();
  }

  private static String login(JsonNode event) {
    return parse(event.path("actor").textValue()).path("login").textValue();
  }

  /** A JSON column holds the document, not the text it was written as. */
  private static long payloadLength(JsonNode event) {
    return parse(event.path("payload").textValue()).toString().length();
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }
}
