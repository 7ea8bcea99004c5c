// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinot;
import org.apache.iggy.connector.pinot.embedded.EmbeddedTable;
import org.apache.pinot.spi.config.table.TableConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Pinot does with the plugin's counts: lag, and its own limit on the rate of a topic. */
class LagAndRateLimitTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private IggyUnderTest iggy;
  private EventTopic topic;

  @BeforeEach
  void start() {
    iggy = IggyUnderTest.start();
    topic = EventTopic.create(iggy.address(), 2);
  }

  @AfterEach
  void stop() {
    topic.close();
    iggy.close();
  }

  @Test
  void shouldTellNoLagAndTheTimeToArriveWhenAllIsConsumed() {
    try (EmbeddedPinot pinot = EmbeddedPinot.start()) {
      EmbeddedTable table =
          pinot.createTable(EventTable.schema(), EventTable.config(iggy.address(), Map.of()));
      topic.send(300);
      table.awaitRows(300, DEADLINE);
      assertThat(table.lags())
          .hasSize(2)
          .allSatisfy(
              lag -> {
                assertThat(lag.records()).hasValue(0);
                assertThat(lag.availabilityMillis().orElseThrow()).isBetween(0L, 60_000L);
              });
    }
  }

  /**
   * 250 events a partition at 50 a second: 50 that were saved up and 50 in advance pass at once at
   * most, so the last wait for three seconds, however fast the machine is. Meanwhile the partitions
   * lag.
   */
  @Test
  void shouldConsumeNoFasterThanPinotsLimit() {
    Map<String, String> stream =
        new HashMap<>(EventTable.streamConfig(iggy.address(), Map.of("poll.batch.size", "50")));
    stream.put("topic.consumption.rate.limit", "100");
    TableConfig config = EventTable.config(iggy.address(), Map.of());
    config.getIndexingConfig().setStreamConfigs(stream);
    try (EmbeddedPinot pinot = EmbeddedPinot.start()) {
      EmbeddedTable table = pinot.createTable(EventTable.schema(), config);
      topic.send(100);
      table.awaitRows(100, DEADLINE);
      long startNanos = System.nanoTime();
      topic.send(500);
      long behind = awaitLag(table);
      table.awaitRows(600, DEADLINE);
      assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
          .isGreaterThanOrEqualTo(Duration.ofMillis(2_900));
      assertThat(behind).isPositive();
    }
  }

  /** Pinot may look at the end of the topic a moment before what was sent last is there. */
  private static long awaitLag(EmbeddedTable table) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    long records;
    do {
      records = table.lags().stream().mapToLong(lag -> lag.records().orElseThrow()).sum();
    } while (records == 0 && System.nanoTime() < end);
    return records;
  }
}
