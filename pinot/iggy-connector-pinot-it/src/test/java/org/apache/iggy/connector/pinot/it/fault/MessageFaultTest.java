// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinotOptions;
import org.apache.iggy.connector.pinot.embedded.PartitionStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Messages that no table wants, between ones that it does. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class MessageFaultTest {
  private static final byte[] EMPTY = {};

  @TempDir Path pinotData;
  private EmbeddedIggyServer server;
  private IggyAddress address;
  private FaultScene scene;
  private long ids;
  private long amountSum;

  @BeforeEach
  void start() {
    server = EmbeddedIggyServer.start();
    address = IggyAddress.of(server.host(), server.port());
    scene =
        new FaultScene(address, 1, EmbeddedPinotOptions.defaults().withDataDirectory(pinotData));
  }

  @AfterEach
  void stop() {
    scene.close();
    server.close();
  }

  private byte[][] good(int count) {
    byte[][] payloads = new byte[count][];
    for (int i = 0; i < count; i++) {
      payloads[i] = goodOne();
    }
    return payloads;
  }

  private byte[] goodOne() {
    amountSum += Event.amount(ids);
    return Event.json(ids++);
  }

  /** Every good message is a row, and the partition has gone past all the others. */
  private void assertExact(long nextOffset) {
    scene.table().awaitRows(ids, FaultScene.DEADLINE);
    Poll.until(
        FaultScene.DEADLINE,
        () -> nextOffset().equals(Long.toString(nextOffset)),
        () -> scene.table().partitions().toString());
    scene.assertRows(ids, ids, amountSum);
    scene.assertConsuming();
  }

  private String nextOffset() {
    return scene.table().partitions().get(0).nextOffset();
  }

  @Test
  void shouldPassOverPoisonBetweenGoodMessages() {
    scene.startTable(address, Map.of("poll.batch.size", "10"));
    for (int i = 0; i < 50; i++) {
      scene.send(
          goodOne(),
          "{\"id\":1,".getBytes(UTF_8),
          goodOne(),
          new byte[] {(byte) 0xC3, 0x28},
          "[]".getBytes(UTF_8),
          new byte[100],
          goodOne());
    }
    assertExact(350);
  }

  @Test
  void shouldPassOverEmptyAndNullPayloads() {
    scene.startTable(address, Map.of("poll.batch.size", "5"));
    for (int i = 0; i < 50; i++) {
      scene.send(EMPTY, goodOne(), "null".getBytes(UTF_8), EMPTY, goodOne());
    }
    assertExact(250);
  }

  @Test
  void shouldGetPastBatchesWithoutARow() {
    scene.send(good(7));
    byte[][] nothing = new byte[1_000][];
    Arrays.fill(nothing, EMPTY);
    scene.send(nothing);
    scene.send(good(7));
    scene.startTable(address, Map.of("poll.batch.size", "10"));
    assertExact(1_014);
    // At the end of the topic as well, where no good one follows.
    scene.send(nothing);
    assertExact(2_014);
  }

  @Test
  void shouldStopAtAMessageOverTheLimitAndGoOnWhenTheLimitIsRaised() {
    scene.send(good(500));
    byte[] large = new byte[200_000];
    Arrays.fill(large, (byte) ' ');
    byte[] event = goodOne();
    System.arraycopy(event, 0, large, 0, event.length);
    scene.send(large);
    scene.send(good(500));
    scene.startTable(address, Map.of("fetch.max.bytes", "65536"));
    Poll.until(
        FaultScene.DEADLINE,
        () -> scene.table().partitions().get(0).state() == PartitionStatus.State.STOPPED,
        () -> scene.table().partitions().toString());
    assertThat(scene.table().partitions().get(0).error().orElseThrow())
        .contains("stream.iggy.fetch.max.bytes");
    assertThat(nextOffset()).isEqualTo("500");

    scene.stopTable();
    scene.startTable(address, Map.of("fetch.max.bytes", "1048576"));
    scene.table().awaitRows(ids, FaultScene.DEADLINE);
    scene.assertRows(ids, ids, amountSum);
  }
}
