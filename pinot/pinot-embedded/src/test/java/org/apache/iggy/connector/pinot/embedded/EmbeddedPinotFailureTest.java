// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.apache.iggy.connector.pinot.embedded.PartitionStatus.State;
import org.apache.iggy.connector.pinot.embedded.stream.InMemoryTopic;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.config.table.TableType;
import org.apache.pinot.spi.stream.PermanentConsumerException;
import org.apache.pinot.spi.utils.builder.TableConfigBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedPinotFailureTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final EmbeddedPinot pinot = EmbeddedPinot.start();

  @AfterEach
  void closePinot() {
    pinot.close();
  }

  @Test
  void shouldShowTheErrorWhenAConsumerFailsForGood() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 2);
    EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(100_000));
    Payments.append(topic, 2, 0, 20);
    table.awaitRows(20, DEADLINE);

    topic.failFetches(1, () -> permanent("password of user reader expired"));
    assertThatThrownBy(() -> table.commitSegment(Duration.ofHours(1)))
        .isInstanceOf(EmbeddedPinotException.class)
        .hasMessageContaining("consuming has stopped")
        .hasMessageContaining("password of user reader expired");

    assertThat(table.partitions())
        .extracting(PartitionStatus::state)
        .containsExactly(State.CONSUMING, State.STOPPED);
    assertThat(table.partitions().get(1).error().orElseThrow())
        .contains("PermanentConsumerException", "password of user reader expired")
        .doesNotContain("\n");
  }

  @Test
  void shouldStopWaitingAtOnceWhenAllPartitionsHaveStopped() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 1);
    EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(100_000));
    topic.failFetches(0, () -> permanent("topic was deleted"));

    assertThatThrownBy(() -> table.awaitRows(1, Duration.ofHours(1)))
        .isInstanceOf(EmbeddedPinotException.class)
        .hasMessageContaining("consuming has stopped")
        .hasMessageContaining("topic was deleted");
  }

  @Test
  void shouldShowTheErrorWhenAConsumerCannotBeCreated() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 2);
    topic.failConsumerCreation(1, () -> new IllegalStateException("no route to host"));
    EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(100_000));
    Payments.append(topic, 2, 0, 20);

    assertThat(table.awaitRows(10, DEADLINE)).isEqualTo(10);
    assertThat(table.partitions())
        .extracting(PartitionStatus::state)
        .containsExactly(State.CONSUMING, State.STOPPED);
    assertThat(table.partitions().get(1).error().orElseThrow()).contains("no route to host");
  }

  @Test
  void shouldGoOnWhenAFetchFailsOnlyOnce() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 1);
    EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(100_000));
    topic.failNextFetch(0, () -> new IllegalStateException("hiccup"));
    Payments.append(topic, 1, 0, 10);

    assertThat(table.awaitRows(10, DEADLINE)).isEqualTo(10);
    assertThat(table.partitions()).extracting(PartitionStatus::state).containsOnly(State.CONSUMING);
  }

  @Test
  void shouldCommitLaterWhenTheStreamCannotBeAskedAtFirst() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 1);
    EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(100_000));
    Payments.append(topic, 1, 0, 50);
    table.awaitRows(50, DEADLINE);
    topic.failMetadataRequests(2);

    table.commitSegment(DEADLINE);

    assertThat(table.committedSegments()).isEqualTo(Map.of(0, 1));
    Payments.append(topic, 1, 50, 60);
    assertThat(table.awaitRows(60, DEADLINE)).isEqualTo(60);
  }

  @Test
  void shouldSayWhyAControllerWouldRefuseATable() {
    assertThatThrownBy(() -> EmbeddedPinot.validate(Payments.schema(), Payments.tableConfig(100)))
        .isInstanceOf(EmbeddedPinotException.class)
        .hasMessageContaining("'timeColumnName' cannot be null in REALTIME table config");
  }

  @Test
  void shouldRefuseATableWhenItsPartitionsCannotBeRead() {
    TableConfig config = Payments.tableConfig(Map.of("stream.memory.topic.name", "missing"));

    assertThatThrownBy(() -> pinot.createTable(Payments.schema(), config))
        .isInstanceOf(EmbeddedPinotException.class)
        .hasMessageContaining("cannot read the partitions of topic missing")
        .hasMessageContaining("topic missing does not exist");
    assertThat(pinot.tables()).isEmpty();
    assertThatThrownBy(() -> pinot.query("SELECT COUNT(*) FROM payments"))
        .hasMessageContaining("does not exist");
  }

  @Test
  void shouldRefuseTablesThatNeedMoreOfACluster() {
    TableConfig offline =
        new TableConfigBuilder(TableType.OFFLINE).setTableName("payments").build();

    assertThatThrownBy(() -> pinot.createTable(Payments.schema(), offline))
        .isInstanceOf(EmbeddedPinotException.class)
        .hasMessageContaining("tableType REALTIME");
  }

  @Test
  void shouldRefuseATableThatExists() {
    InMemoryTopic.create(Payments.TOPIC, 1);
    pinot.createTable(Payments.schema(), Payments.tableConfig(100));

    assertThatThrownBy(() -> pinot.createTable(Payments.schema(), Payments.tableConfig(100)))
        .isInstanceOf(EmbeddedPinotException.class)
        .hasMessageContaining("exists already");
  }

  private static PermanentConsumerException permanent(String message) {
    return new PermanentConsumerException(new IllegalStateException(message));
  }
}
