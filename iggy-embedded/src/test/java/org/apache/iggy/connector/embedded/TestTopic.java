// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import java.util.OptionalInt;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.offset.GetConsumerOffset;
import org.apache.iggy.connector.protocol.offset.StoreConsumerOffset;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.stream.CreateStream;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.CreateTopic;
import org.apache.iggy.connector.protocol.topic.GetTopic;

/** One stream and topic that tests use, and the requests about it. */
final class TestTopic {
  static final Identifier STREAM = Identifier.named("stream");
  static final Identifier TOPIC = Identifier.named("topic");
  static final Identifier GROUP = Identifier.named("group");
  static final Consumer CONSUMER = Consumer.single(Identifier.numeric(1));
  static final Consumer MEMBER = Consumer.group(GROUP);

  private TestTopic() {}

  static void create(WireClient client, int partitions) {
    create(client, partitions, 0, 0);
  }

  static void create(WireClient client, int partitions, long expiryMicros, long maxSizeBytes) {
    client.ask(new CreateStream("stream"));
    client.ask(
        new CreateTopic(
            STREAM, partitions, CompressionAlgorithm.NONE, expiryMicros, maxSizeBytes, 1, "topic"));
  }

  static SendMessages send(int partition, String... payloads) {
    return new SendMessages(STREAM, TOPIC, Partitioning.partition(partition), Batches.of(payloads));
  }

  static PollMessages poll(Consumer consumer, int partition, PollingStrategy strategy) {
    return new PollMessages(
        consumer, STREAM, TOPIC, OptionalInt.of(partition), strategy, 1000, false);
  }

  static PollMessages pollFirst(int partition) {
    return poll(CONSUMER, partition, PollingStrategy.first());
  }

  static StoreConsumerOffset store(Consumer consumer, int partition, long offset) {
    return new StoreConsumerOffset(consumer, STREAM, TOPIC, OptionalInt.of(partition), offset);
  }

  static GetConsumerOffset stored(Consumer consumer, int partition) {
    return new GetConsumerOffset(consumer, STREAM, TOPIC, OptionalInt.of(partition));
  }

  static GetTopic get() {
    return new GetTopic(STREAM, TOPIC);
  }
}
