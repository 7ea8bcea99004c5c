// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.protocol.group.ConsumerGroupMember;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.offset.ConsumerOffset;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/**
 * A topic of a test: filled, read back, and asked how far a consumer group has come.
 *
 * <p>Thread-safe. Requests wait out a server that is away for as long as their connection's
 * timeouts; they do not retry.
 */
public final class TestTopic implements AutoCloseable {
  private static final int POLL_COUNT = 1_000;

  private final IggyClient client;
  private final Identifier stream;
  private final Identifier topic;
  private final int partitions;

  private TestTopic(IggyClient client, String stream, String topic, int partitions) {
    this.client = client;
    this.stream = Identifier.named(stream);
    this.topic = Identifier.named(topic);
    this.partitions = partitions;
  }

  /** Makes a topic in a stream of the same name; the server must have neither. */
  public static TestTopic create(IggyAddress server, String name, int partitions) {
    ConnectionOptions options = TestServer.options(server);
    IggyClient client = IggyClient.connect(options, 2);
    client.streams().create(name);
    client.topics().create(Identifier.named(name), name, partitions);
    return new TestTopic(client, name, name, partitions);
  }

  /** A topic of the same server and stream that may be there; empty when it is not. */
  public Optional<TestTopic> sibling(String name) {
    return client
        .topics()
        .find(stream, Identifier.named(name))
        .map(found -> new TestTopic(client, stream.name(), name, found.partitions().size()));
  }

  /** How many partitions it has. */
  public int partitions() {
    return partitions;
  }

  /** How to connect to its server. */
  public ConnectionOptions connection() {
    return client.options();
  }

  /** Its stream. */
  public Identifier stream() {
    return stream;
  }

  /** The topic. */
  public Identifier topic() {
    return topic;
  }

  /** Appends payloads to a partition as one batch. */
  public void send(int partition, List<byte[]> payloads) {
    MessageBatchEncoder batch = new MessageBatchEncoder();
    payloads.forEach(payload -> batch.add(payload, UserHeaders.empty(), 0));
    client.messages().send(stream, topic, Partitioning.partition(partition), batch.batch());
  }

  /** Appends numbered documents, each to the partition {@code number % partitions}. */
  public void sendNumbers(long first, int count, int payloadBytes) {
    for (int partition = 0; partition < partitions; partition++) {
      List<byte[]> payloads = new ArrayList<>();
      for (long number = first; number < first + count; number++) {
        if (number % partitions == partition) {
          payloads.add(NumberedPayload.of(number, payloadBytes));
        }
      }
      if (!payloads.isEmpty()) {
        send(partition, payloads);
      }
    }
  }

  /** The numbers of all its messages, partition by partition in the order of their offsets. */
  public List<Long> numbers() {
    List<Long> numbers = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      read(partition, cursor -> NumberedPayload.numberIn(cursor.payload()).ifPresent(numbers::add));
    }
    return numbers;
  }

  /** The payloads of all its messages, partition by partition in the order of their offsets. */
  public List<byte[]> payloads() {
    List<byte[]> payloads = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      read(partition, cursor -> payloads.add(cursor.payload()));
    }
    return payloads;
  }

  /** Shows all messages of a partition in order; the cursor is valid within the call only. */
  public void read(int partition, java.util.function.Consumer<MessageCursor> reader) {
    read(partition, 0, reader);
  }

  /** Shows all messages of a partition from an offset on, in order. */
  public void read(
      int partition, long fromOffset, java.util.function.Consumer<MessageCursor> reader) {
    PollingStrategy next = PollingStrategy.offset(fromOffset);
    while (true) {
      PolledMessages polled = client.messages().poll(stream, topic, partition, next, POLL_COUNT);
      if (polled.count() == 0) {
        return;
      }
      MessageCursor cursor = polled.cursor();
      while (cursor.next()) {
        reader.accept(cursor);
        next = PollingStrategy.offset(cursor.offset() + 1);
      }
    }
  }

  /** How many messages it has. */
  public long size() {
    return client.topics().find(stream, topic).orElseThrow().partitions().stream()
        .mapToLong(partition -> partition.messagesCount())
        .sum();
  }

  /** The offset that a group has stored for a partition; none if it has none. */
  public OptionalLong storedOffset(String group, int partition) {
    return client
        .consumerOffsets()
        .find(Consumer.group(Identifier.named(group)), stream, topic, partition)
        .map(ConsumerOffset::storedOffset)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** The sum of what a group has stored: how many messages it has done, in all partitions. */
  public long done(String group) {
    long done = 0;
    for (int partition = 0; partition < partitions; partition++) {
      done += storedOffset(group, partition).orElse(-1) + 1;
    }
    return done;
  }

  /** How many members of a group have partitions to read; 0 for a group that is not there. */
  public long busyMembers(String group) {
    return client
        .consumerGroups()
        .find(stream, topic, Identifier.named(group))
        .map(found -> found.members().stream().filter(this::hasPartitions).count())
        .orElse(0L);
  }

  private boolean hasPartitions(ConsumerGroupMember member) {
    return !member.partitionIds().isEmpty();
  }

  /** How many of its messages the offsets of a group are short of the end. */
  public long lag(String group) {
    long lag = 0;
    for (int partition = 0; partition < partitions; partition++) {
      PolledMessages last =
          client.messages().poll(stream, topic, partition, PollingStrategy.last(), 1);
      MessageCursor cursor = last.cursor();
      if (cursor.next()) {
        lag += cursor.offset() - storedOffset(group, partition).orElse(-1);
      }
    }
    return lag;
  }

  @Override
  public void close() {
    client.close();
  }
}
