// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import static org.apache.iggy.connector.embedded.command.CommandException.require;
import static org.apache.iggy.connector.embedded.command.ServerState.authorize;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.iggy.connector.embedded.catalog.ConsumerGroup;
import org.apache.iggy.connector.embedded.catalog.Partition;
import org.apache.iggy.connector.embedded.catalog.Topic;
import org.apache.iggy.connector.embedded.log.ConsumerKey;
import org.apache.iggy.connector.embedded.log.PartitionLog;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.protocol.offset.ConsumerOffset;
import org.apache.iggy.connector.protocol.offset.DeleteConsumerOffset;
import org.apache.iggy.connector.protocol.offset.GetConsumerOffset;
import org.apache.iggy.connector.protocol.offset.StoreConsumerOffset;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.status.IggyStatus;

/** Commands about stored offsets. */
final class OffsetCommands {
  private final ServerState state;
  private final ConsumerRules rules;

  OffsetCommands(ServerState state, ConsumerRules rules) {
    this.state = state;
    this.rules = rules;
  }

  /** Anyone may ask for a group's offset, and anything that does not resolve has none. */
  Optional<ConsumerOffset> get(Session session, GetConsumerOffset request) {
    Optional<Topic> found =
        state
            .catalog()
            .streams()
            .find(request.streamId())
            .flatMap(stream -> stream.topics().find(request.topicId()));
    found.ifPresent(topic -> authorize(state.access(session).poll(topic.streamId(), topic.id())));
    int partitionId = request.partitionId().orElse(0);
    if (found.isPresent() && rules.refusesOffsetsOfUnknownPartitions()) {
      state.partition(found.get(), partitionId);
    }
    return found
        .flatMap(topic -> topic.partition(partitionId))
        .flatMap(
            partition ->
                key(found.get(), request.consumer()).flatMap(key -> stored(partition, key)));
  }

  private static Optional<ConsumerKey> key(Topic topic, Consumer consumer) {
    return consumer.isGroup()
        ? topic.groups().find(consumer.id()).map(ConsumerGroup::consumerKey)
        : Optional.of(ResolvedConsumer.single(consumer.id(), OptionalInt.empty()).key());
  }

  private static Optional<ConsumerOffset> stored(Partition partition, ConsumerKey key) {
    OptionalLong stored = partition.offsets().get(key);
    return stored.isPresent()
        ? Optional.of(
            new ConsumerOffset(partition.id(), partition.log().currentOffset(), stored.getAsLong()))
        : Optional.empty();
  }

  Void store(Session session, StoreConsumerOffset request) {
    Topic topic = state.topicToPoll(session, request.streamId(), request.topicId());
    ResolvedConsumer consumer =
        rules.toStore(session, topic, request.consumer(), request.partitionId());
    Partition partition = state.partition(topic, consumer.partitionId());
    PartitionLog log = partition.log();
    boolean neverWritten = log.isEmpty() && log.currentOffset() == 0;
    require(
        !neverWritten && Long.compareUnsigned(request.offset(), log.currentOffset()) <= 0,
        IggyStatus.INVALID_OFFSET);
    consumer.commit(partition, request.offset());
    return null;
  }

  Void delete(Session session, DeleteConsumerOffset request) {
    Topic topic = state.topicToPoll(session, request.streamId(), request.topicId());
    ResolvedConsumer consumer =
        rules.toStore(session, topic, request.consumer(), request.partitionId());
    Partition partition = state.partition(topic, consumer.partitionId());
    require(partition.offsets().remove(consumer.key()), IggyStatus.CONSUMER_OFFSET_NOT_FOUND);
    return null;
  }
}
