// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.apache.iggy.connector.embedded.release.IggyRelease;
import org.apache.iggy.connector.protocol.framing.EvictionReason;
import org.apache.iggy.connector.protocol.group.CreateConsumerGroup;
import org.apache.iggy.connector.protocol.group.GetConsumerGroup;
import org.apache.iggy.connector.protocol.group.GroupAssignment;
import org.apache.iggy.connector.protocol.group.JoinConsumerGroup;
import org.apache.iggy.connector.protocol.group.LeaveConsumerGroup;
import org.apache.iggy.connector.protocol.group.SyncConsumerGroup;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.stream.GetStreams;
import org.apache.iggy.connector.protocol.user.LoginUser;
import org.apache.iggy.connector.protocol.user.LogoutUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Consumer groups by the rules of VSR: the client names the partition that it polls. */
class VsrGroupsTest {
  private static final JoinConsumerGroup JOIN =
      new JoinConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, TestTopic.GROUP);
  private static final LeaveConsumerGroup LEAVE =
      new LeaveConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, TestTopic.GROUP);
  private static final SyncConsumerGroup SYNC =
      new SyncConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, TestTopic.GROUP);

  private VsrServer server;
  private WireClient client;

  @BeforeEach
  void start() {
    server = VsrServer.start(IggyRelease.V0_9_EDGE_5);
    client = server.login();
    createGroup(client, 4);
  }

  private static void createGroup(WireClient client, int partitions) {
    TestTopic.create(client, partitions);
    client.ask(new CreateConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, "group"));
    for (int i = 0; i < partitions; i++) {
      client.ask(TestTopic.send(i, "a", "b"));
    }
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static PolledMessages poll(WireClient member, int partition) {
    return member.ask(TestTopic.poll(TestTopic.MEMBER, partition, PollingStrategy.next()));
  }

  private static void assertNotOwned(WireClient member, int partition) {
    PolledMessages polled = poll(member, partition);
    assertThat(polled.partitionId()).isEqualTo(PolledMessages.NOT_OWNED);
    assertThat(polled.count()).isZero();
  }

  private static List<Integer> partitions(WireClient member) {
    return member.ask(SYNC).map(GroupAssignment::partitions).orElseThrow();
  }

  @Test
  void shouldTellAClientThatIsNoMember() {
    assertNotOwned(client, 0);
    assertThat(client.ask(SYNC)).isEmpty();
    assertThat(client.fail(LEAVE)).isEqualTo(IggyStatus.CONSUMER_GROUP_MEMBER_NOT_FOUND);
    assertThat(client.fail(TestTopic.store(TestTopic.MEMBER, 0, 0)))
        .isEqualTo(IggyStatus.RESOURCE_NOT_FOUND);
    assertThat(
            client.fail(new JoinConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, TestTopic.TOPIC)))
        .isEqualTo(IggyStatus.CONSUMER_GROUP_ID_NOT_FOUND);
  }

  @Test
  void shouldGiveNothingToAPollWithoutAPartition() {
    client.ask(JOIN);
    PolledMessages polled =
        client.ask(
            new PollMessages(
                TestTopic.MEMBER,
                TestTopic.STREAM,
                TestTopic.TOPIC,
                OptionalInt.empty(),
                PollingStrategy.next(),
                10,
                false));
    assertThat(polled.partitionId()).isZero();
    assertThat(polled.count()).isZero();
  }

  @Test
  void shouldShareThePartitionsFairly() {
    client.ask(JOIN);
    client.ask(JOIN);
    long generation = client.ask(SYNC).orElseThrow().generation();
    assertThat(partitions(client)).containsExactly(0, 1, 2, 3);
    try (WireClient second = server.login()) {
      second.ask(JOIN);
      assertThat(partitions(client)).containsExactly(0, 1);
      assertThat(partitions(second)).containsExactlyInAnyOrder(2, 3);
      assertThat(client.ask(SYNC).orElseThrow().generation()).isGreaterThan(generation);
      assertNotOwned(client, 2);
      assertThat(poll(second, 2).count()).isEqualTo(2);
      assertThat(second.fail(TestTopic.store(TestTopic.MEMBER, 0, 0)))
          .isEqualTo(IggyStatus.RESOURCE_NOT_FOUND);
      second.ask(TestTopic.store(TestTopic.MEMBER, 2, 0));
      assertThat(client.ask(TestTopic.stored(TestTopic.MEMBER, 2))).isPresent();
      second.ask(LEAVE);
      assertThat(partitions(client)).containsExactly(0, 1, 2, 3);
    }
  }

  @Test
  void shouldMoveAPolledPartitionOnceItIsCommitted() {
    client.ask(JOIN);
    assertThat(poll(client, 3).count()).isEqualTo(2);
    try (WireClient second = server.login()) {
      second.ask(JOIN);
      assertThat(partitions(client)).containsExactly(0, 1);
      assertThat(partitions(second)).containsExactly(2);
      assertNotOwned(client, 3);
      assertNotOwned(second, 3);
      client.ask(TestTopic.store(TestTopic.MEMBER, 3, 1));
      Eventually.assertTrue(() -> partitions(second).contains(3));
      assertThat(poll(second, 3).count()).isZero();
    }
  }

  @Test
  void shouldEndMembershipsWithTheSession() {
    GetConsumerGroup get = new GetConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, TestTopic.GROUP);
    try (WireClient leaving = server.login()) {
      leaving.ask(JOIN);
      leaving.ask(new LogoutUser());
      Eventually.assertTrue(() -> client.ask(get).orElseThrow().info().membersCount() == 0);
      leaving.ask(new LoginUser("iggy", "iggy", "", ""));
      leaving.ask(JOIN);
    }
    Eventually.assertTrue(() -> client.ask(get).orElseThrow().info().membersCount() == 0);
  }

  private static EmbeddedIggyServer evicting(Duration heartbeatInterval, ManualClock clock) {
    return EmbeddedIggyServer.start(
        EmbeddedIggyOptions.builder()
            .protocols(ServedProtocols.VSR)
            .heartbeatInterval(heartbeatInterval)
            .clock(clock)
            .build());
  }

  @Test
  void shouldEvictAMemberThatIsSilent() {
    server.requireEmbedded("a real server's heartbeats cannot be set here");
    ManualClock clock = new ManualClock();
    try (EmbeddedIggyServer evicting = evicting(Duration.ofMillis(20), clock);
        WireClient silent = WireClient.login(evicting);
        WireClient stranger = WireClient.login(evicting)) {
      createGroup(silent, 1);
      silent.ask(JOIN);
      clock.advance(Duration.ofSeconds(1));
      assertThat(silent.readEviction()).isEqualTo(EvictionReason.STALE_CLIENT);
      assertThat(silent.fail(new GetStreams())).isEqualTo(IggyStatus.UNAUTHENTICATED);
      silent.ask(new LoginUser("iggy", "iggy", "", ""));
      assertNotOwned(silent, 0);
      silent.ask(JOIN);
      assertThat(poll(silent, 0).count()).isEqualTo(2);
      stranger.ask(new GetStreams());
    }
  }

  @Test
  void shouldKeepAMemberThatAsksForAnything() {
    server.requireEmbedded("a real server's heartbeats cannot be set here");
    ManualClock clock = new ManualClock();
    Duration interval = Duration.ofMillis(20);
    try (EmbeddedIggyServer evicting = evicting(interval, clock);
        WireClient alive = WireClient.login(evicting);
        WireClient silent = WireClient.login(evicting)) {
      createGroup(alive, 2);
      alive.ask(JOIN);
      silent.ask(JOIN);
      clock.advance(interval);
      alive.ask(new GetStreams());
      clock.advance(interval.dividedBy(2));
      assertThat(silent.readEviction()).isEqualTo(EvictionReason.STALE_CLIENT);
      Eventually.assertTrue(() -> partitions(alive).equals(List.of(0, 1)));
    }
  }
}
