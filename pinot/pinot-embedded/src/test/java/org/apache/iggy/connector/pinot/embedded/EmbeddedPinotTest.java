// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.iggy.connector.pinot.embedded.stream.InMemoryTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedPinotTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final EmbeddedPinot pinot = EmbeddedPinot.start();

  @AfterEach
  void closePinot() {
    pinot.close();
  }

  @Test
  void shouldCountEveryRowOnceWhenSegmentsCommitByThemselves() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 3);
    Payments.append(topic, 3, 0, 1_000);
    EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(300));
    Payments.append(topic, 3, 1_000, 2_000);

    assertThat(table.awaitRows(2_000, DEADLINE)).isEqualTo(2_000);

    QueryResult result =
        pinot.query("SELECT COUNT(*), COUNT(DISTINCT id), SUM(amount) FROM payments");
    assertThat(result.rows()).containsExactly(List.of(2_000L, 2_000, 3_998_000.0));
    assertThat(table.committedSegments().values()).allMatch(count -> count >= 5);
  }
}
