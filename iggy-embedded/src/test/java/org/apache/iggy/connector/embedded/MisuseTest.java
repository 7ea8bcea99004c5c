// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.group.CreateConsumerGroup;
import org.apache.iggy.connector.protocol.group.JoinConsumerGroup;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.offset.DeleteConsumerOffset;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.stream.GetStreams;
import org.apache.iggy.connector.protocol.system.GetClient;
import org.apache.iggy.connector.protocol.system.Ping;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.CreatePartitions;
import org.apache.iggy.connector.protocol.topic.CreateTopic;
import org.apache.iggy.connector.protocol.topic.DeletePartitions;
import org.apache.iggy.connector.protocol.topic.DeleteSegments;
import org.apache.iggy.connector.protocol.user.CreateUser;
import org.apache.iggy.connector.protocol.user.DeleteUser;
import org.apache.iggy.connector.protocol.user.GetUser;
import org.apache.iggy.connector.protocol.user.LoginUser;
import org.apache.iggy.connector.protocol.user.UserStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each misuse gets the status that the real server answers with, and harms no later request. */
class MisuseTest {
  private EmbeddedIggyServer server;
  private WireClient client;

  @BeforeEach
  void start() {
    server = EmbeddedIggyServer.start();
    client = WireClient.login(server);
    TestTopic.create(client, 2);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static byte[] frame(int code, byte[] body) {
    return ByteBuffer.allocate(8 + body.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(4 + body.length)
        .putInt(code)
        .put(body)
        .array();
  }

  private void assertRefused(IggyStatus status, byte[] frame) {
    client.write(frame);
    assertThat(IggyStatus.of(client.read().status())).isEqualTo(status);
    client.ask(new Ping());
  }

  @Test
  void shouldStepOverAnOversizedRequest() {
    byte[] body = new byte[10 * 1024 * 1024 + 1];
    assertRefused(IggyStatus.INVALID_COMMAND, frame(CommandCode.GET_STREAM.code(), body));
  }

  @Test
  void shouldStepOverAnUnknownCommand() {
    assertRefused(IggyStatus.INVALID_COMMAND, frame(9999, new byte[100]));
  }

  @Test
  void shouldRefuseAMalformedBody() {
    byte[] truncatedIdentifier = {1, 4, 0};
    assertRefused(
        IggyStatus.INVALID_COMMAND, frame(CommandCode.GET_STREAM.code(), truncatedIdentifier));
  }

  @Test
  void shouldIgnoreWhatANewerClientSaysAfterARequest() {
    client.write(frame(CommandCode.PING.code(), new byte[] {1, 2, 3}));
    assertThat(client.read().status()).isZero();
  }

  @Test
  void shouldRefuseALengthThatLeavesOutTheCode() {
    ByteBuffer header = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(3).putInt(CommandCode.PING.code());
    assertRefused(IggyStatus.INVALID_COMMAND, header.array());
  }

  @Test
  void shouldStepOverAnUnauthenticatedSend() {
    try (WireClient stranger = WireClient.connect(server)) {
      assertThat(stranger.fail(TestTopic.send(0, "x".repeat(1_000_000))))
          .isEqualTo(IggyStatus.UNAUTHENTICATED);
      assertThat(stranger.fail(new GetStreams())).isEqualTo(IggyStatus.UNAUTHENTICATED);
      stranger.ask(new Ping());
      stranger.ask(new LoginUser("iggy", "iggy", "", ""));
      stranger.ask(TestTopic.send(0, "a"));
    }
  }

  @Test
  void shouldAnswerPipelinedRequestsInOrder() {
    ByteBuffer burst = ByteBuffer.allocate(1 << 20);
    for (int i = 0; i < 100; i++) {
      burst.put(client.frame(TestTopic.send(0, "message " + i)));
      burst.put(client.frame(TestTopic.send(77, "nowhere")));
    }
    byte[] frames = new byte[burst.flip().remaining()];
    burst.get(frames);
    client.write(frames);
    for (int i = 0; i < 100; i++) {
      assertThat(client.read().status()).isZero();
      assertThat(client.read().status()).isEqualTo(IggyStatus.PARTITION_NOT_FOUND.code());
    }
    assertThat(Batches.payloads(client.ask(TestTopic.pollFirst(0))))
        .hasSize(100)
        .endsWith("message 99");
  }

  private static Request<Void> send(MessageBatch batch) {
    return new SendMessages(TestTopic.STREAM, TestTopic.TOPIC, Partitioning.partition(0), batch);
  }

  /** The index entry and bytes of one message, to be damaged. */
  private static MessageBatch damaged(int indexAt, int value, int extraBytes) {
    MessageBatch intact = Batches.of("payload");
    ByteBuffer index =
        ByteBuffer.allocate(MessageBatch.INDEX_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    index.putInt(4, intact.sizeBytes()).putInt(indexAt, value);
    ByteBuffer messages = ByteBuffer.allocate(intact.sizeBytes() + extraBytes);
    messages.put(intact.messages()).rewind();
    return new MessageBatch(1, index, messages);
  }

  @Test
  void shouldRefuseBatchesThatBreakARule() {
    int endAt = 4;
    int intactEnd = Batches.of("payload").sizeBytes();
    assertThat(client.fail(send(damaged(0, 1, 0)))).isEqualTo(IggyStatus.NON_ZERO_OFFSET);
    assertThat(client.fail(send(damaged(8, 1, 0)))).isEqualTo(IggyStatus.NON_ZERO_TIMESTAMP);
    assertThat(client.fail(send(damaged(endAt, intactEnd, 5))))
        .isEqualTo(IggyStatus.INVALID_MESSAGES_SIZE);
    assertThat(client.fail(send(Batches.of()))).isEqualTo(IggyStatus.INVALID_MESSAGES_COUNT);
    assertThat(client.ask(TestTopic.pollFirst(0)).count()).isZero();
  }

  @Test
  void shouldRefusePartitionCountsOutOfRange() {
    assertThat(client.fail(createTopic("big", 1001, 0))).isEqualTo(IggyStatus.TOO_MANY_PARTITIONS);
    assertThat(client.fail(new CreatePartitions(TestTopic.STREAM, TestTopic.TOPIC, 0)))
        .isEqualTo(IggyStatus.TOO_MANY_PARTITIONS);
    assertThat(client.fail(new DeletePartitions(TestTopic.STREAM, TestTopic.TOPIC, 3)))
        .isEqualTo(IggyStatus.INVALID_PARTITIONS_COUNT);
    assertThat(client.fail(createTopic("topic", 1, 0)))
        .isEqualTo(IggyStatus.TOPIC_NAME_ALREADY_EXISTS);
    assertThat(client.fail(createTopic("small", 1, 1000))).isEqualTo(IggyStatus.INVALID_TOPIC_SIZE);
    assertThat(client.fail(new DeleteSegments(TestTopic.STREAM, TestTopic.TOPIC, 9, 1)))
        .isEqualTo(IggyStatus.PARTITION_NOT_FOUND);
  }

  private static CreateTopic createTopic(String name, int partitions, long maxSizeBytes) {
    return new CreateTopic(
        TestTopic.STREAM, partitions, CompressionAlgorithm.NONE, 0, maxSizeBytes, 1, name);
  }

  @Test
  void shouldRefuseOffsetsThatCannotBe() {
    assertThat(client.fail(TestTopic.store(TestTopic.CONSUMER, 0, 0)))
        .as("an offset of an empty partition")
        .isEqualTo(IggyStatus.INVALID_OFFSET);
    client.ask(TestTopic.send(0, "a", "b"));
    assertThat(client.fail(TestTopic.store(TestTopic.CONSUMER, 0, 2)))
        .isEqualTo(IggyStatus.INVALID_OFFSET);
    assertThat(client.fail(TestTopic.store(TestTopic.CONSUMER, 9, 0)))
        .isEqualTo(IggyStatus.PARTITION_NOT_FOUND);
    client.ask(TestTopic.store(TestTopic.CONSUMER, 0, 1));
    DeleteConsumerOffset delete =
        new DeleteConsumerOffset(
            TestTopic.CONSUMER, TestTopic.STREAM, TestTopic.TOPIC, OptionalInt.of(0));
    client.ask(delete);
    assertThat(client.fail(delete)).isEqualTo(IggyStatus.CONSUMER_OFFSET_NOT_FOUND);
    assertThat(client.ask(TestTopic.stored(TestTopic.CONSUMER, 9))).isEmpty();
  }

  @Test
  void shouldKeepMembersFromPartitionsOfOthers() {
    client.ask(new CreateConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, "group"));
    JoinConsumerGroup join =
        new JoinConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, TestTopic.GROUP);
    client.ask(join);
    client.ask(TestTopic.send(1, "a"));
    try (WireClient second = WireClient.login(server)) {
      second.ask(join);
      PollMessages poll = TestTopic.poll(TestTopic.MEMBER, 1, PollingStrategy.offset(0));
      assertThat(client.ask(poll).count()).isZero();
      assertThat(second.ask(poll).count()).isOne();
      assertThat(client.fail(TestTopic.store(TestTopic.MEMBER, 1, 0)))
          .isEqualTo(IggyStatus.NOT_RESOLVED_CONSUMER);
      second.ask(TestTopic.store(TestTopic.MEMBER, 1, 0));
      assertThat(client.ask(TestTopic.stored(TestTopic.MEMBER, 1))).isPresent();
    }
    Consumer unknown = Consumer.group(Identifier.named("unknown"));
    assertThat(client.fail(TestTopic.poll(unknown, 0, PollingStrategy.next())))
        .isEqualTo(IggyStatus.CONSUMER_GROUP_ID_NOT_FOUND);
  }

  @Test
  void shouldTellWhichUsersThereAreOnlyToThoseWhoMaySeeThem() {
    client.ask(new CreateUser("nobody", "secret", UserStatus.ACTIVE, Optional.empty()));
    try (WireClient nobody = WireClient.login(server, "nobody", "secret")) {
      assertThat(nobody.ask(new GetUser(Identifier.named("nobody")))).isPresent();
      assertThat(nobody.fail(new GetUser(Identifier.numeric(0))))
          .isEqualTo(IggyStatus.UNAUTHORIZED);
      assertThat(nobody.fail(new GetUser(Identifier.numeric(99))))
          .isEqualTo(IggyStatus.UNAUTHORIZED);
    }
    assertThat(client.ask(new GetUser(Identifier.numeric(99)))).isEmpty();
  }

  @Test
  void shouldServeAPollThatAsksForEverything() {
    client.ask(TestTopic.send(0, "a", "b"));
    byte[] poll = client.frame(TestTopic.pollFirst(0));
    int countAt = poll.length - 5;
    ByteBuffer.wrap(poll).order(ByteOrder.LITTLE_ENDIAN).putInt(countAt, -1);
    client.write(poll);
    WireClient.Answer answer = client.read();
    assertThat(answer.status()).isZero();
    assertThat(answer.body().order(ByteOrder.LITTLE_ENDIAN).getInt(12)).isEqualTo(2);
  }

  @Test
  void shouldRefuseToHarmTheRootUser() {
    assertThat(client.fail(new DeleteUser(Identifier.numeric(0))))
        .isEqualTo(IggyStatus.CANNOT_DELETE_USER);
    assertThat(client.fail(new DeleteUser(Identifier.numeric(99))))
        .isEqualTo(IggyStatus.RESOURCE_NOT_FOUND);
    assertThat(client.fail(new LoginUser("ab", "iggy", "", "")))
        .isEqualTo(IggyStatus.INVALID_USERNAME);
    assertThat(client.fail(new LoginUser("iggy", "x", "", "")))
        .isEqualTo(IggyStatus.INVALID_PASSWORD);
    assertThat(client.fail(new GetClient(0))).isEqualTo(IggyStatus.INVALID_CLIENT_ID);
  }
}
