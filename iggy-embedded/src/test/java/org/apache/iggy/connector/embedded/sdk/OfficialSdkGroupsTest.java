// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iggy.client.blocking.tcp.IggyTcpClient;
import org.apache.iggy.connector.embedded.Eventually;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.consumergroup.Consumer;
import org.apache.iggy.consumergroup.ConsumerGroupDetails;
import org.apache.iggy.consumergroup.ConsumerGroupMember;
import org.apache.iggy.identifier.ConsumerId;
import org.apache.iggy.message.PollingStrategy;
import org.junit.jupiter.api.Test;

class OfficialSdkGroupsTest extends OfficialSdk {
  private static final ConsumerId GROUP = ConsumerId.of("group");
  private static final Consumer MEMBER = Consumer.group(GROUP);

  private ConsumerGroupDetails group() {
    return client.consumerGroups().getConsumerGroup(stream, TOPIC, GROUP).orElseThrow();
  }

  private List<String> pollNext(IggyTcpClient member, Optional<Long> partition) {
    return payloads(
        member
            .messages()
            .pollMessages(stream, TOPIC, partition, MEMBER, PollingStrategy.next(), 10L, true));
  }

  @Test
  void shouldCreateListAndDeleteGroups() {
    client.consumerGroups().createConsumerGroup(stream, TOPIC, "group");
    assertThat(client.consumerGroups().getConsumerGroups(stream, TOPIC))
        .singleElement()
        .satisfies(listed -> assertThat(listed.partitionsCount()).isEqualTo(PARTITIONS));
    assertFails(
        IggyStatus.CONSUMER_GROUP_NAME_ALREADY_EXISTS,
        () -> client.consumerGroups().createConsumerGroup(stream, TOPIC, "group"));
    client.consumerGroups().deleteConsumerGroup(stream, TOPIC, GROUP);
    assertThat(client.consumerGroups().getConsumerGroup(stream, TOPIC, GROUP)).isEmpty();
  }

  @Test
  void shouldRefuseThoseThatHaveNotJoined() {
    client.consumerGroups().createConsumerGroup(stream, TOPIC, "group");
    send(0, "a");
    assertFails(
        IggyStatus.CONSUMER_GROUP_MEMBER_NOT_FOUND, () -> pollNext(client, Optional.empty()));
    assertFails(
        IggyStatus.CONSUMER_GROUP_MEMBER_NOT_FOUND,
        () ->
            client
                .consumerOffsets()
                .storeConsumerOffset(stream, TOPIC, Optional.of(0L), MEMBER, BigInteger.ZERO));
    assertFails(
        IggyStatus.CONSUMER_GROUP_MEMBER_NOT_FOUND,
        () -> client.consumerGroups().leaveConsumerGroup(stream, TOPIC, GROUP));
  }

  @Test
  void shouldGiveAMemberItsPartitionsInTurn() {
    client.consumerGroups().createConsumerGroup(stream, TOPIC, "group");
    client.consumerGroups().joinConsumerGroup(stream, TOPIC, GROUP);
    List<String> expected = List.of("p0", "p1", "p2");
    for (int partition = 0; partition < PARTITIONS; partition++) {
      send(partition, expected.get(partition));
    }
    List<String> received = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      received.addAll(pollNext(client, Optional.empty()));
    }
    assertThat(received).containsExactlyElementsOf(expected);
    client.consumerGroups().leaveConsumerGroup(stream, TOPIC, GROUP);
    assertThat(group().membersCount()).isZero();
  }

  @Test
  void shouldShareThePartitionsAndTakeOverWhenAMemberDisconnects() {
    client.consumerGroups().createConsumerGroup(stream, TOPIC, "group");
    client.consumerGroups().joinConsumerGroup(stream, TOPIC, GROUP);
    IggyTcpClient second = connect("iggy", "iggy");
    second.consumerGroups().joinConsumerGroup(stream, TOPIC, GROUP);
    assertThat(group().members())
        .extracting(ConsumerGroupMember::partitions)
        .containsExactly(List.of(0L, 1L), List.of(2L));
    send(2, "for the second");
    assertThat(pollNext(client, Optional.of(2L))).isEmpty();
    assertThat(pollNext(second, Optional.of(2L))).containsExactly("for the second");
    second.close();
    Eventually.assertTrue(() -> group().members().get(0).partitionsCount() == PARTITIONS);
    client.consumerGroups().leaveConsumerGroup(stream, TOPIC, GROUP);
  }
}
