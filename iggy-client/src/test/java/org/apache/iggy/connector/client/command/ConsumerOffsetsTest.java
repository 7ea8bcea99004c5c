// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iggy.connector.client.testkit.IggyTarget;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.junit.jupiter.api.Test;

class ConsumerOffsetsTest extends AreaTest {
  private final Consumer consumer = Consumer.single(Identifier.named("reader"));

  @Test
  void shouldFindWhatWasStoredUntilItIsDeleted() {
    createTopic(1);
    send(0, "a", "b", "c");
    client.consumerOffsets().store(consumer, stream, TOPIC, 0, 1);

    assertThat(client.consumerOffsets().find(consumer, stream, TOPIC, 0))
        .hasValueSatisfying(
            offset -> {
              assertThat(offset.storedOffset()).isEqualTo(1);
              assertThat(offset.currentOffset()).isEqualTo(2);
            });

    client.consumerOffsets().delete(consumer, stream, TOPIC, 0);
    assertThat(client.consumerOffsets().find(consumer, stream, TOPIC, 0)).isEmpty();
  }

  @Test
  void shouldFindNothingWhateverDoesNotExist() {
    createTopic(1);
    assertThat(client.consumerOffsets().find(consumer, stream, TOPIC, 0)).isEmpty();
    assertThat(client.consumerOffsets().find(consumer, stream, MISSING, 0)).isEmpty();
    assertThat(client.consumerOffsets().find(consumer, MISSING, TOPIC, 0)).isEmpty();
  }

  @Test
  void shouldRefuseAnOffsetBeyondTheEndAndAnyOfAnEmptyPartition() {
    createTopic(2);
    send(0, "a");
    assertRefused(
        IggyStatus.INVALID_OFFSET,
        () -> client.consumerOffsets().store(consumer, stream, TOPIC, 0, 1));
    assertRefused(
        IggyStatus.INVALID_OFFSET,
        () -> client.consumerOffsets().store(consumer, stream, TOPIC, 1, 0));
  }

  @Test
  void shouldRefuseToDeleteWhatIsNotStored() {
    createTopic(1);
    send(0, "a");
    assertRefused(
        IggyStatus.CONSUMER_OFFSET_NOT_FOUND,
        () -> client.consumerOffsets().delete(consumer, stream, TOPIC, 0));
  }

  @Test
  void shouldRefuseToStoreForAGroupFromOutside() {
    createTopic(1);
    send(0, "a");
    client.consumerGroups().create(stream, TOPIC, "group");
    Consumer group = Consumer.group(Identifier.named("group"));
    assertRefused(
        IggyTarget.either(
            IggyStatus.CONSUMER_GROUP_MEMBER_NOT_FOUND, IggyStatus.RESOURCE_NOT_FOUND),
        () -> client.consumerOffsets().store(group, stream, TOPIC, 0, 0));
  }
}
