// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iggy.connector.client.IggyConnection;
import org.apache.iggy.connector.protocol.group.JoinConsumerGroup;
import org.apache.iggy.connector.protocol.group.LeaveConsumerGroup;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.junit.jupiter.api.Test;

class ConsumerGroupsTest extends AreaTest {
  private final Identifier group = Identifier.named("group");

  @Test
  void shouldFindAndListAGroupUntilItIsDeleted() {
    createTopic(3);
    client.consumerGroups().create(stream, TOPIC, "group");

    assertThat(client.consumerGroups().list(stream, TOPIC)).hasSize(1);
    assertThat(client.consumerGroups().find(stream, TOPIC, group))
        .hasValueSatisfying(
            found -> {
              assertThat(found.info().partitionsCount()).isEqualTo(3);
              assertThat(found.members()).isEmpty();
            });

    client.consumerGroups().delete(stream, TOPIC, group);
    assertThat(client.consumerGroups().find(stream, TOPIC, group)).isEmpty();
  }

  @Test
  void shouldGiveAllPartitionsToTheFirstMemberAndTakeThemBackWhenItIsGone() {
    createTopic(3);
    client.consumerGroups().create(stream, TOPIC, "group");
    try (IggyConnection member = IggyConnection.open(target.options().build())) {
      member.execute(new JoinConsumerGroup(stream, TOPIC, group));

      assertThat(client.consumerGroups().find(stream, TOPIC, group).orElseThrow().members())
          .singleElement()
          .satisfies(found -> assertThat(found.partitionIds()).containsExactly(0, 1, 2));
      assertThat(new ServerInfo(member).me().consumerGroups()).hasSize(1);

      member.execute(new LeaveConsumerGroup(stream, TOPIC, group));
      assertThat(client.consumerGroups().find(stream, TOPIC, group).orElseThrow().members())
          .isEmpty();
    }
  }

  @Test
  void shouldRefuseWhatNeedsAGroupThatDoesNotExist() {
    createTopic(1);
    assertRefused(
        IggyStatus.CONSUMER_GROUP_ID_NOT_FOUND,
        () -> client.consumerGroups().delete(stream, TOPIC, group));
    assertRefused(
        IggyStatus.CONSUMER_GROUP_ID_NOT_FOUND,
        () -> client.execute(new JoinConsumerGroup(stream, TOPIC, group)));
  }

  @Test
  void shouldRefuseASecondGroupOfTheSameName() {
    createTopic(1);
    client.consumerGroups().create(stream, TOPIC, "group");
    assertRefused(
        IggyStatus.CONSUMER_GROUP_NAME_ALREADY_EXISTS,
        () -> client.consumerGroups().create(stream, TOPIC, "group"));
  }
}
