// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinot;
import org.apache.iggy.connector.pinot.embedded.EmbeddedTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where a new table starts, by each criterion that Pinot knows. Always on the embedded server,
 * whose clock can be set: 300 events are ten hours old, 300 are an hour old.
 */
class StartOffsetTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Duration FIVE_HOURS = Duration.ofHours(5);
  private static final int PARTITIONS = 3;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private volatile Instant serverTime = now.minus(Duration.ofHours(10));
  private EmbeddedIggyServer server;
  private EventTopic topic;

  @BeforeEach
  void start() {
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return serverTime;
          }

          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            throw new UnsupportedOperationException("nobody asks for another zone");
          }
        };
    server = EmbeddedIggyServer.start(EmbeddedIggyOptions.builder().clock(clock).build());
    topic = EventTopic.create(address(), PARTITIONS);
    topic.send(300);
    serverTime = now.minus(Duration.ofHours(1));
    topic.send(300);
  }

  @AfterEach
  void stop() {
    topic.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "smallest, 600, 0",
    "largest, 0, 600",
    "2h, 300, 300",
    "1d, 600, 0",
    "30m, 0, 600",
    "five hours ago, 300, 300",
    "120, 240, 320",
  })
  void shouldStartWhereTheTableSays(String criterion, long earlierRows, double leastId) {
    String reset = criterion.startsWith("five") ? now.minus(FIVE_HOURS).toString() : criterion;
    Map<String, String> keys = Map.of("consumer.prop.auto.offset.reset", reset);
    try (EmbeddedPinot pinot = EmbeddedPinot.start()) {
      EmbeddedTable table =
          pinot.createTable(EventTable.schema(), EventTable.config(address(), keys));
      topic.send(60);
      table.awaitRows(earlierRows + 60, DEADLINE);
      assertThat(pinot.query("SELECT COUNT(*), MIN(id) FROM events").rows().get(0))
          .containsExactly(earlierRows + 60, leastId);
    }
  }

  private IggyAddress address() {
    return IggyAddress.of(server.host(), server.port());
  }
}
