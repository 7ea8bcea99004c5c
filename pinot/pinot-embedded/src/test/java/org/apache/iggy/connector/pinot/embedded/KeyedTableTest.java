// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.pinot.embedded.stream.InMemoryTopic;
import org.apache.pinot.spi.config.table.DedupConfig;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.config.table.UpsertConfig;
import org.apache.pinot.spi.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that keep state for each key, which a restart has to build again from their segments. */
class KeyedTableTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void shouldDropRepeatedKeysOverCommitsAndARestartWhenTheTableDedups() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 1);
    TableConfig config = Payments.tableConfig(100_000);
    config.setDedupConfig(new DedupConfig());
    Payments.append(topic, 1, 0, 100);
    Payments.append(topic, 1, 50, 150);
    try (EmbeddedPinot pinot = start()) {
      EmbeddedTable table = pinot.createTable(keyedSchema(), config);
      table.awaitRows(150, DEADLINE);
      table.commitSegment(DEADLINE);
      Payments.append(topic, 1, 100, 200);
      table.awaitRows(200, DEADLINE);
      assertIds(pinot, 200);
    }
    Payments.append(topic, 1, 0, 300);
    try (EmbeddedPinot pinot = start()) {
      pinot.createTable(keyedSchema(), config).awaitRows(300, DEADLINE);
      assertIds(pinot, 300);
    }
  }

  @Test
  void shouldMergeRowsOfAKeyOverCommitsAndARestartWhenTheTableUpsertsInParts() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 1);
    TableConfig config = Payments.tableConfig(100_000);
    UpsertConfig upsert = new UpsertConfig(UpsertConfig.Mode.PARTIAL);
    upsert.setPartialUpsertStrategies(Map.of("amount", UpsertConfig.Strategy.INCREMENT));
    upsert.setComparisonColumns(List.of("id"));
    config.setUpsertConfig(upsert);
    config.getIndexingConfig().setNullHandlingEnabled(true);
    topic.append(0, "7,first,1");
    topic.append(0, "7,second,10");
    topic.append(0, "8,other,5");
    try (EmbeddedPinot pinot = start()) {
      EmbeddedTable table = pinot.createTable(keyedSchema(), config);
      table.awaitRows(2, DEADLINE);
      table.commitSegment(DEADLINE);
    }
    topic.append(0, "7,third,100");
    topic.append(0, "9,last,0");
    try (EmbeddedPinot pinot = start()) {
      pinot.createTable(keyedSchema(), config).awaitRows(3, DEADLINE);
      assertThat(pinot.query("SELECT id, name, amount FROM payments ORDER BY id").rows())
          .containsExactly(
              List.of(7L, "third", 111L), List.of(8L, "other", 5L), List.of(9L, "last", 0L));
    }
  }

  private static Schema keyedSchema() {
    Schema schema = Payments.schema();
    schema.setPrimaryKeyColumns(List.of("id"));
    return schema;
  }

  private static void assertIds(EmbeddedPinot pinot, int ids) {
    assertThat(pinot.query("SELECT COUNT(*), COUNT(DISTINCT id) FROM payments").rows())
        .containsExactly(List.of((long) ids, ids));
  }

  private EmbeddedPinot start() {
    return EmbeddedPinot.start(EmbeddedPinotOptions.defaults().withDataDirectory(directory));
  }
}
