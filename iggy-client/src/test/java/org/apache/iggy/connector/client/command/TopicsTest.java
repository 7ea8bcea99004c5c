// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.CreateTopic;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;
import org.apache.iggy.connector.protocol.topic.TopicInfo;
import org.apache.iggy.connector.protocol.topic.UpdateTopic;
import org.junit.jupiter.api.Test;

class TopicsTest extends AreaTest {
  @Test
  void shouldFindATopicWithItsPartitionsWhenItWasCreated() {
    createTopic(3);

    assertThat(client.topics().find(stream, TOPIC))
        .hasValueSatisfying(
            topic -> {
              assertThat(topic.info().name()).isEqualTo("events");
              assertThat(topic.info().partitionsCount()).isEqualTo(3);
              assertThat(topic.partitions()).extracting(PartitionInfo::id).containsExactly(0, 1, 2);
            });
    assertThat(client.topics().list(stream)).hasSize(1);
    assertThat(client.streams().find(stream).orElseThrow().topics()).hasSize(1);
  }

  @Test
  void shouldFindNothingWhenTopicOrStreamDoNotExist() {
    assertThat(client.topics().find(stream, MISSING)).isEmpty();
    assertThat(client.topics().find(MISSING, TOPIC)).isEmpty();
  }

  @Test
  void shouldKeepTheSettingsWhenTheyAreGiven() {
    long hourMicros = 3_600_000_000L;
    client
        .topics()
        .create(
            new CreateTopic(stream, 1, CompressionAlgorithm.GZIP, hourMicros, -1, 1, TOPIC.name()));

    TopicInfo info = client.topics().find(stream, TOPIC).orElseThrow().info();
    assertThat(info.compression()).isEqualTo(CompressionAlgorithm.GZIP);
    assertThat(info.messageExpiryMicros()).isEqualTo(hourMicros);
    assertThat(info.maxTopicSizeBytes()).isEqualTo(-1);
  }

  @Test
  void shouldReplaceNameAndSettingsWhenUpdated() {
    createTopic(1);
    client
        .topics()
        .update(new UpdateTopic(stream, TOPIC, CompressionAlgorithm.NONE, -1, -1, 1, "renamed"));

    assertThat(client.topics().find(stream, TOPIC)).isEmpty();
    assertThat(client.topics().find(stream, Identifier.named("renamed"))).isPresent();
  }

  @Test
  void shouldBeGoneWhenDeleted() {
    createTopic(1);
    client.topics().delete(stream, TOPIC);

    assertThat(client.topics().list(stream)).isEmpty();
  }

  @Test
  void shouldRefuseASecondTopicOfTheSameName() {
    createTopic(1);
    assertRefused(
        IggyStatus.TOPIC_NAME_ALREADY_EXISTS, () -> client.topics().create(stream, "events", 1));
  }

  @Test
  void shouldRefuseMorePartitionsThanTheServerAllows() {
    assertRefused(
        IggyStatus.TOO_MANY_PARTITIONS, () -> client.topics().create(stream, "events", 1001));
  }

  @Test
  void shouldRefuseWhatNeedsATopicThatDoesNotExist() {
    assertRefused(IggyStatus.TOPIC_ID_NOT_FOUND, () -> client.topics().delete(stream, MISSING));
    assertRefused(IggyStatus.TOPIC_ID_NOT_FOUND, () -> client.topics().purge(stream, MISSING));
    assertRefused(IggyStatus.TOPIC_ID_NOT_FOUND, () -> client.partitions().add(stream, MISSING, 1));
  }
}
