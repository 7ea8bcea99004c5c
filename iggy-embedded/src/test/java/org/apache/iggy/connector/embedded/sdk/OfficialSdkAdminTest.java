// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.identifier.StreamId;
import org.apache.iggy.identifier.TopicId;
import org.apache.iggy.stream.StreamDetails;
import org.apache.iggy.system.ClientInfoDetails;
import org.apache.iggy.system.Stats;
import org.apache.iggy.topic.CompressionAlgorithm;
import org.apache.iggy.topic.TopicDetails;
import org.junit.jupiter.api.Test;

class OfficialSdkAdminTest extends OfficialSdk {
  private static final BigInteger EXPIRY_MICROS = BigInteger.valueOf(3_600_000_000L);
  private static final BigInteger MAX_SIZE_BYTES = BigInteger.valueOf(2L << 30);

  @Test
  void shouldCreateRenameAndDeleteStreams() {
    StreamDetails created = client.streams().createStream("admin-stream");
    assertThat(client.streams().getStreams())
        .anySatisfy(listed -> assertThat(listed.name()).isEqualTo("admin-stream"));
    assertFails(
        IggyStatus.STREAM_NAME_ALREADY_EXISTS, () -> client.streams().createStream("admin-stream"));
    client.streams().updateStream(created.id(), "admin-stream-2");
    assertThat(client.streams().getStream(StreamId.of("admin-stream"))).isEmpty();
    assertThat(client.streams().getStream(StreamId.of("admin-stream-2")))
        .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(created.id()));
    client.streams().deleteStream(created.id());
    assertThat(client.streams().getStream(created.id())).isEmpty();
    assertFails(IggyStatus.STREAM_ID_NOT_FOUND, () -> client.streams().deleteStream(created.id()));
  }

  @Test
  void shouldCreateChangeAndDeleteTopics() {
    TopicDetails created =
        client
            .topics()
            .createTopic(
                stream,
                2L,
                CompressionAlgorithm.Gzip,
                EXPIRY_MICROS,
                MAX_SIZE_BYTES,
                Optional.of((short) 3),
                "settings");
    TopicDetails found = client.topics().getTopic(stream, TopicId.of("settings")).orElseThrow();
    assertThat(found.id()).isEqualTo(created.id());
    assertThat(found.compressionAlgorithm()).isEqualTo(CompressionAlgorithm.Gzip);
    assertThat(found.messageExpiry()).isEqualTo(EXPIRY_MICROS);
    assertThat(found.maxTopicSize()).isEqualTo(MAX_SIZE_BYTES);
    assertThat(found.replicationFactor()).isEqualTo((short) 3);
    assertThat(found.partitions()).hasSize(2);
    client
        .topics()
        .updateTopic(
            stream,
            TopicId.of("settings"),
            CompressionAlgorithm.None,
            BigInteger.ZERO,
            BigInteger.ZERO,
            Optional.empty(),
            "renamed");
    assertThat(client.topics().getTopic(stream, TopicId.of("renamed"))).isPresent();
    client.topics().deleteTopic(stream, TopicId.of("renamed"));
    assertThat(client.topics().getTopics(stream)).hasSize(1);
  }

  @Test
  void shouldAddAndRemovePartitions() {
    client.partitions().createPartitions(stream, TOPIC, 4L);
    assertThat(topic().partitionsCount()).isEqualTo(PARTITIONS + 4);
    client.partitions().deletePartitions(stream, TOPIC, 6L);
    assertThat(topic().partitionsCount()).isEqualTo(PARTITIONS - 2);
    assertFails(
        IggyStatus.INVALID_PARTITIONS_COUNT,
        () -> client.partitions().deletePartitions(stream, TOPIC, 9L));
  }

  @Test
  void shouldCountMessagesAndBytes() {
    send(0, "12345", "12345");
    send(1, "12345");
    assertThat(topic().messagesCount()).isEqualTo(BigInteger.valueOf(3));
    assertThat(topic().partitions().get(0).currentOffset()).isEqualTo(BigInteger.ONE);
    assertThat(client.streams().getStream(stream).orElseThrow().messagesCount())
        .isEqualTo(BigInteger.valueOf(3));
  }

  @Test
  void shouldDescribeServerAndClients() {
    Stats stats = client.system().getStats();
    assertThat(stats.streamsCount()).isPositive();
    assertThat(stats.iggyServerVersion()).isEqualTo("0.8.0");
    assertThat(stats.processId()).isEqualTo(ProcessHandle.current().pid());
    ClientInfoDetails me = client.system().getMe();
    assertThat(client.system().getClient(me.clientId()).address()).isEqualTo(me.address());
    assertThat(client.system().getClients()).isNotEmpty();
    client.system().ping();
  }

  private TopicDetails topic() {
    return client.topics().getTopic(stream, TOPIC).orElseThrow();
  }
}
