// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.iggy.connector.protocol.group.CreateConsumerGroup;
import org.apache.iggy.connector.protocol.group.GetConsumerGroup;
import org.apache.iggy.connector.protocol.group.JoinConsumerGroup;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.offset.DeleteConsumerOffset;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.system.GetMe;
import org.apache.iggy.connector.protocol.system.Ping;
import org.apache.iggy.connector.protocol.token.CreatePersonalAccessToken;
import org.apache.iggy.connector.protocol.token.LoginWithPersonalAccessToken;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;
import org.junit.jupiter.api.Test;

/** What time brings about: eviction, retention, expired tokens, late rebalancing. */
class MaintenanceTest {
  private static final Duration OFTEN = Duration.ofMillis(20);
  private static final int SEGMENT_BYTES = 1000;

  private final ManualClock clock = new ManualClock();

  private EmbeddedIggyServer start(EmbeddedIggyOptions.Builder options) {
    return EmbeddedIggyServer.start(options.clock(clock).build());
  }

  @Test
  void shouldEvictAClientThatDoesNotPing() {
    EmbeddedIggyOptions.Builder options = EmbeddedIggyOptions.builder().heartbeatInterval(OFTEN);
    try (EmbeddedIggyServer server = start(options);
        WireClient silent = WireClient.login(server)) {
      TestTopic.create(silent, 1);
      silent.ask(new CreateConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, "group"));
      silent.ask(new JoinConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, TestTopic.GROUP));
      clock.advance(Duration.ofSeconds(1));
      try (WireClient observer = WireClient.login(server)) {
        GetConsumerGroup get =
            new GetConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, TestTopic.GROUP);
        Eventually.assertTrue(() -> observer.ask(get).orElseThrow().info().membersCount() == 0);
      }
      assertThat(silent.fail(new GetMe())).isEqualTo(IggyStatus.STALE_CLIENT);
      assertThat(silent.isClosedByServer()).isTrue();
    }
  }

  @Test
  void shouldKeepAClientThatPings() {
    EmbeddedIggyOptions.Builder options = EmbeddedIggyOptions.builder().heartbeatInterval(OFTEN);
    try (EmbeddedIggyServer server = start(options);
        WireClient alive = WireClient.login(server);
        WireClient silent = WireClient.login(server)) {
      clock.advance(OFTEN);
      alive.ask(new Ping());
      clock.advance(OFTEN.dividedBy(2));
      Eventually.assertTrue(() -> silent.exchange(new GetMe()).status() != 0);
      alive.ask(new GetMe());
    }
  }

  @Test
  void shouldRemoveExpiredSegmentsUpToTheLowestStoredOffset() {
    EmbeddedIggyOptions.Builder options =
        EmbeddedIggyOptions.builder().retentionInterval(OFTEN).segmentSizeBytes(SEGMENT_BYTES);
    try (EmbeddedIggyServer server = start(options);
        WireClient client = WireClient.login(server)) {
      TestTopic.create(client, 1, Duration.ofMinutes(1).toNanos() / 1000, 0);
      fillSegments(client, 4);
      client.ask(TestTopic.store(TestTopic.CONSUMER, 0, 0));
      long before = partition(client).segmentsCount();
      clock.advance(Duration.ofMinutes(2));
      Eventually.assertTrue(() -> partition(client).segmentsCount() == before - 1);
      client.ask(
          new DeleteConsumerOffset(
              TestTopic.CONSUMER, TestTopic.STREAM, TestTopic.TOPIC, OptionalInt.of(0)));
      Eventually.assertTrue(() -> partition(client).segmentsCount() == 1);
      assertThat(partition(client).currentOffset()).isEqualTo(3);
    }
  }

  @Test
  void shouldTrimATopicThatOutgrowsItsSize() {
    EmbeddedIggyOptions.Builder options =
        EmbeddedIggyOptions.builder().retentionInterval(OFTEN).segmentSizeBytes(SEGMENT_BYTES);
    try (EmbeddedIggyServer server = start(options);
        WireClient client = WireClient.login(server)) {
      TestTopic.create(client, 1, 0, 4 * SEGMENT_BYTES);
      fillSegments(client, 10);
      Eventually.assertTrue(() -> partition(client).sizeBytes() < 4 * SEGMENT_BYTES);
      assertThat(Batches.offsets(client.ask(TestTopic.pollFirst(0)))).endsWith(9L);
    }
  }

  private static void fillSegments(WireClient client, int segments) {
    for (int i = 0; i < segments; i++) {
      client.ask(TestTopic.send(0, "x".repeat(SEGMENT_BYTES)));
    }
  }

  private static PartitionInfo partition(WireClient client) {
    return client.ask(TestTopic.get()).orElseThrow().partitions().get(0);
  }

  @Test
  void shouldRefuseAnExpiredToken() {
    try (EmbeddedIggyServer server = start(EmbeddedIggyOptions.builder());
        WireClient client = WireClient.login(server)) {
      long second = 1_000_000;
      String token = client.ask(new CreatePersonalAccessToken("token", second)).token();
      client.ask(new LoginWithPersonalAccessToken(token));
      clock.advance(Duration.ofSeconds(1));
      assertThat(client.fail(new LoginWithPersonalAccessToken(token)))
          .isEqualTo(IggyStatus.PERSONAL_ACCESS_TOKEN_EXPIRED);
    }
  }

  @Test
  void shouldMoveAPartitionWhoseMemberNeverCommits() {
    try (EmbeddedIggyServer server = start(EmbeddedIggyOptions.builder());
        WireClient first = WireClient.login(server);
        WireClient second = WireClient.login(server)) {
      TestTopic.create(first, 2);
      first.ask(TestTopic.send(1, "a"));
      first.ask(new CreateConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, "group"));
      JoinConsumerGroup join =
          new JoinConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, TestTopic.GROUP);
      first.ask(join);
      first.ask(TestTopic.poll(TestTopic.MEMBER, 1, PollingStrategy.next()));
      second.ask(join);
      assertThat(partitionsOfSecond(first)).isZero();
      clock.advance(Duration.ofSeconds(30));
      Eventually.assertTrue(() -> partitionsOfSecond(first) == 1);
    }
  }

  private static int partitionsOfSecond(WireClient client) {
    Optional<Integer> owned =
        client
            .ask(new GetConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, TestTopic.GROUP))
            .map(group -> group.members().get(1).partitionIds().size());
    return owned.orElseThrow();
  }
}
