// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.offsets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.iggy.connector.cli.CommandRun;
import org.apache.iggy.connector.cli.pinot.ShopServer;
import org.apache.iggy.connector.cli.pinot.TableFiles;
import org.apache.iggy.connector.cli.pinot.doctor.DoctorRun;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table has stored on the server is shown, judged and deleted. */
class OffsetsTest {
  private static final int EVENTS = 1_000;
  private static final Identifier ORDERS = Identifier.named("orders");
  private static final Consumer CONSUMER = Consumer.single(Identifier.named("pinot-orders"));

  @TempDir private Path folder;
  private ShopServer server;
  private Path table;

  @BeforeEach
  void fillTopic() {
    server = ShopServer.start(folder);
    server.fill("orders", ShopServer.orders(EVENTS));
    table = table().writeTable(folder);
  }

  private TableFiles table() {
    return server.table().key("consumer.group", "pinot-orders");
  }

  private void store(int partition, long offset) {
    server.client().consumerOffsets().store(CONSUMER, ShopServer.SHOP, ORDERS, partition, offset);
  }

  private boolean isStored(int partition) {
    return server
        .client()
        .consumerOffsets()
        .find(CONSUMER, ShopServer.SHOP, ORDERS, partition)
        .isPresent();
  }

  @AfterEach
  void closeServer() {
    server.close();
  }

  @Test
  void shouldShowEachPartition() {
    store(0, 249);

    CommandRun run = CommandRun.of("pinot", "offsets", table.toString());

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out())
        .contains(
            "orders_REALTIME reads shop/orders at "
                + server.server().address()
                + " and stores for consumer 'pinot-orders'");
    assertThat(run.out().lines().toList())
        .anySatisfy(
            line ->
                assertThat(line).matches("partition  earliest   next  stored  lag in messages .*"))
        .anySatisfy(line -> assertThat(line).matches(" +0 +0 +1,000 +249 +750 +\\d+ .*"))
        .anySatisfy(line -> assertThat(line).matches(" +1 +0 +1,000 +- +1,000 +\\d+ .*"));
  }

  @Test
  void shouldShowTheSameToPrograms() throws IOException {
    store(1, 999);

    CommandRun run = CommandRun.of("pinot", "offsets", "--json", table.toString());

    JsonNode stream = new ObjectMapper().readTree(run.out()).path("streams").path(0);
    assertThat(stream.path("consumer").asText()).isEqualTo("pinot-orders");
    JsonNode partition = stream.path("partitions").path(1);
    assertThat(partition.path("stored").asLong()).isEqualTo(999);
    assertThat(partition.path("next").asLong()).isEqualTo(1_000);
    assertThat(partition.path("lagMessages").asLong()).isZero();
    assertThat(partition.path("lagMillis").asLong()).isZero();
    assertThat(stream.path("partitions").path(0).has("stored")).isFalse();
  }

  @Test
  void shouldDeleteWhatIsStored() {
    store(0, 1);
    store(1, 2);

    CommandRun run = CommandRun.of("pinot", "offsets", "--delete", "--yes", table.toString());

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("Deleted the stored offsets of 2 partitions of shop/orders.");
    assertThat(isStored(0)).isFalse();
    assertThat(isStored(1)).isFalse();
    assertThat(CommandRun.of("pinot", "offsets", "--delete", "--yes", table.toString()).out())
        .contains("Nothing is stored for consumer 'pinot-orders' in shop/orders.");
  }

  @Test
  void shouldNotDeleteWithoutBeingToldTo() {
    store(0, 1);

    CommandRun run = CommandRun.of("pinot", "offsets", "--delete", table.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("add --yes").hasLineCount(1);
    assertThat(isStored(0)).isTrue();
  }

  @Test
  void shouldSayWhatIsWrongWithTheTable() {
    Path broken = server.table().key("port", "http").key("host", null).writeTable(folder);

    CommandRun run = CommandRun.of("pinot", "offsets", broken.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("stream.iggy.port is 'http'", "stream.iggy.host is missing")
        .hasLineCount(1);
  }

  @Test
  void shouldBeWarnedOfAsStaleByTheDoctor() {
    store(0, 10);
    server.client().topics().purge(ShopServer.SHOP, ORDERS);
    store(0, 0, 5);
    DoctorRun unused = DoctorRun.of(table().key("offset.store", "none"), folder);

    assertThat(unused.findings("stored offsets", "warn"))
        .singleElement()
        .asString()
        .contains("which the table no longer moves", "offsets --delete --mode consumer");
  }

  private void store(int partition, long offset, int messages) {
    server.send("orders", partition, ShopServer.orders(messages).toList());
    store(partition, offset);
  }

  @Test
  void shouldBeWarnedOfByTheDoctorWhenTheTableHasStopped() {
    store(0, 10);
    TableFiles stopped = table().rawKey("realtime.segment.flush.threshold.time", "1");

    assertThat(DoctorRun.of(stopped, folder).findings("stored offsets", "warn"))
        .singleElement()
        .asString()
        .contains("offset 10 of partition 0 is stored, 989 messages and", "retention waits for it");
    assertThat(DoctorRun.of(table(), folder).findings("stored offsets", "pass").get(0))
        .contains("for 'pinot-orders', by partition: 0: 10");
  }
}
