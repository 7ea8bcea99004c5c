// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ObjIntConsumer;
import org.apache.iggy.connector.embedded.release.IggyRelease;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.message.VsrBatchHeader;
import org.apache.iggy.connector.protocol.offset.DeleteConsumerOffset;
import org.apache.iggy.connector.protocol.offset.StoreConsumerOffset;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.stream.PurgeStream;
import org.apache.iggy.connector.protocol.system.Ping;
import org.apache.iggy.connector.protocol.vsr.VsrHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages and stored offsets by the rules of VSR. */
class VsrMessagesTest {
  private static final Identifier NOWHERE = Identifier.named("nowhere");

  private VsrServer server;
  private WireClient client;

  @BeforeEach
  void start() {
    server = VsrServer.start(IggyRelease.V0_9_EDGE_5);
    client = server.login();
    TestTopic.create(client, 2);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  /** Where the batch begins in a send to partition 0 of the test's topic. */
  private static int batchOf(byte[] frame) {
    int metadata = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getInt(VsrHeader.LENGTH);
    return VsrHeader.LENGTH + Integer.BYTES + metadata;
  }

  private void assertUnanswered(ObjIntConsumer<byte[]> damage) {
    byte[] frame = client.frame(TestTopic.send(0, "a", "b"));
    damage.accept(frame, batchOf(frame));
    client.write(frame);
    client.ask(new Ping());
    assertThat(client.answeredTicket()).isEqualTo(client.ticket());
  }

  @Test
  void shouldSayNothingToAnUnsoundBatch() {
    assertUnanswered((frame, at) -> frame[at + VsrBatchHeader.CHECKSUM_OFFSET]++);
    assertUnanswered((frame, at) -> frame[at + VsrBatchHeader.RESERVED_OFFSET]++);
    assertUnanswered((frame, at) -> frame[at + VsrBatchHeader.COUNT_OFFSET]++);
    assertUnanswered((frame, at) -> frame[at + VsrBatchHeader.BATCH_LENGTH_OFFSET]++);
    assertUnanswered((frame, at) -> frame[frame.length - 1]++);
    assertThat(client.ask(TestTopic.pollFirst(0)).count()).isZero();
  }

  @Test
  void shouldTellThatASendGoesNowhere() {
    assertThat(client.fail(TestTopic.send(9, "a"))).isEqualTo(IggyStatus.RESOURCE_NOT_FOUND);
    assertThat(
            client.fail(
                new SendMessages(
                    NOWHERE, TestTopic.TOPIC, Partitioning.partition(0), Batches.of("a"))))
        .isEqualTo(IggyStatus.RESOURCE_NOT_FOUND);
  }

  @Test
  void shouldTellWhyAPollFindsNothing() {
    assertThat(client.fail(TestTopic.pollFirst(9))).isEqualTo(IggyStatus.PARTITION_NOT_FOUND);
    assertThat(client.fail(poll(NOWHERE, TestTopic.TOPIC)))
        .isEqualTo(IggyStatus.STREAM_ID_NOT_FOUND);
    assertThat(client.fail(poll(TestTopic.STREAM, NOWHERE)))
        .isEqualTo(IggyStatus.TOPIC_ID_NOT_FOUND);
  }

  private static PollMessages poll(Identifier stream, Identifier topic) {
    return new PollMessages(
        TestTopic.CONSUMER, stream, topic, OptionalInt.of(0), PollingStrategy.first(), 1, false);
  }

  private static PollMessages poll(PollingStrategy strategy, int count, boolean autoCommit) {
    return new PollMessages(
        TestTopic.CONSUMER,
        TestTopic.STREAM,
        TestTopic.TOPIC,
        OptionalInt.of(0),
        strategy,
        count,
        autoCommit);
  }

  private static List<Long> checksums(PolledMessages polled) {
    List<Long> checksums = new ArrayList<>();
    for (MessageCursor cursor = polled.cursor(); cursor.next(); ) {
      assertThat(cursor.checksumMatches()).isTrue();
      checksums.add(cursor.checksum());
    }
    return checksums;
  }

  @Test
  void shouldGiveAMessageTheSameBytesInAnyPartOfItsBatch() {
    client.ask(TestTopic.send(0, "a", "b", "c", "d"));
    client.ask(TestTopic.send(0, "e", "f"));
    PolledMessages all = client.ask(poll(PollingStrategy.first(), 10, false)).copy();
    assertThat(Batches.payloads(all)).containsExactly("a", "b", "c", "d", "e", "f");
    List<Long> checksums = checksums(all);
    for (int from = 0; from < 6; from++) {
      for (int count = 1; count <= 6 - from; count++) {
        PolledMessages part = client.ask(poll(PollingStrategy.offset(from), count, false));
        assertThat(checksums(part)).isEqualTo(checksums.subList(from, from + count));
        assertThat(Batches.offsets(part)).startsWith((long) from).endsWith(from + count - 1L);
      }
    }
  }

  @Test
  void shouldNotTakeAStoredOffsetBackByAutoCommit() {
    client.ask(TestTopic.send(0, "a", "b", "c"));
    client.ask(poll(PollingStrategy.first(), 2, true));
    assertThat(stored()).isEqualTo(1);
    client.ask(poll(PollingStrategy.first(), 1, true));
    assertThat(stored()).isEqualTo(1);
    assertThat(Batches.offsets(client.ask(poll(PollingStrategy.next(), 5, false))))
        .containsExactly(2L);
    client.ask(TestTopic.store(TestTopic.CONSUMER, 0, 0));
    assertThat(stored()).isZero();
  }

  private long stored() {
    return client.ask(TestTopic.stored(TestTopic.CONSUMER, 0)).orElseThrow().storedOffset();
  }

  @Test
  void shouldRefuseOffsetsThatCannotBe() {
    assertThat(client.fail(TestTopic.store(TestTopic.CONSUMER, 0, 0)))
        .as("an offset of an empty partition")
        .isEqualTo(IggyStatus.INVALID_OFFSET);
    client.ask(TestTopic.send(0, "a"));
    assertThat(client.fail(TestTopic.store(TestTopic.CONSUMER, 0, 1)))
        .isEqualTo(IggyStatus.INVALID_OFFSET);
    assertThat(client.fail(TestTopic.store(TestTopic.CONSUMER, 9, 0)))
        .isEqualTo(IggyStatus.RESOURCE_NOT_FOUND);
    assertThat(
            client.fail(
                new StoreConsumerOffset(
                    TestTopic.CONSUMER, TestTopic.STREAM, TestTopic.TOPIC, OptionalInt.empty(), 0)))
        .as("no partition")
        .isEqualTo(IggyStatus.RESOURCE_NOT_FOUND);
    DeleteConsumerOffset delete =
        new DeleteConsumerOffset(
            TestTopic.CONSUMER, TestTopic.STREAM, TestTopic.TOPIC, OptionalInt.of(0));
    assertThat(client.fail(delete)).isEqualTo(IggyStatus.CONSUMER_OFFSET_NOT_FOUND);
    assertThat(client.fail(TestTopic.stored(TestTopic.CONSUMER, 9)))
        .isEqualTo(IggyStatus.PARTITION_NOT_FOUND);
  }

  @Test
  void shouldStartAgainAtZeroAfterAPurge() {
    client.ask(TestTopic.send(0, "a", "b"));
    client.ask(TestTopic.store(TestTopic.CONSUMER, 0, 1));
    client.ask(new PurgeStream(TestTopic.STREAM));
    assertThat(client.ask(TestTopic.stored(TestTopic.CONSUMER, 0))).isEmpty();
    client.ask(TestTopic.send(0, "c"));
    assertThat(Batches.offsets(client.ask(TestTopic.pollFirst(0)))).containsExactly(0L);
  }
}
