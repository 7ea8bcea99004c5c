// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import static org.apache.iggy.connector.embedded.command.CommandException.require;

import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iggy.connector.embedded.catalog.Partition;
import org.apache.iggy.connector.embedded.catalog.Topic;
import org.apache.iggy.connector.embedded.log.BatchValidator;
import org.apache.iggy.connector.embedded.log.LogSlice;
import org.apache.iggy.connector.embedded.log.PartitionLog;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.protocol.hash.XxHash32;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.status.IggyStatus;

/** Sending and polling. */
final class MessageCommands {
  private final ServerState state;
  private final ConsumerRules rules;

  MessageCommands(ServerState state, ConsumerRules rules) {
    this.state = state;
    this.rules = rules;
  }

  Void send(Session session, SendMessages request) {
    BatchValidator.violation(request.batch())
        .ifPresent(
            broken -> {
              throw new CommandException(broken);
            });
    Topic topic = state.topicToSend(session, request.streamId(), request.topicId());
    Partition partition = state.partition(topic, route(topic, request.partitioning()));
    partition.log().append(request.batch(), state.nowMicros());
    return null;
  }

  /**
   * Appends a batch in the VSR layout.
   *
   * @return where; empty when the guard did not let it pass
   */
  Optional<SentBatch> send(Session session, SendMessages request, WriteGuard guard) {
    Topic topic = state.topicToSend(session, request.streamId(), request.topicId());
    Partition partition = state.partition(topic, route(topic, request.partitioning()));
    return guard.once(
        partition.key(),
        () -> {
          long first = partition.log().append(request.batch(), state.nowMicros()).firstOffset();
          return new SentBatch(partition.key(), first);
        });
  }

  private static int route(Topic topic, Partitioning partitioning) {
    int partitions = topic.partitions().size();
    return switch (partitioning.kind()) {
      case PARTITION_ID -> partitioning.partitionId();
      case BALANCED -> {
        require(partitions > 0, IggyStatus.TOPIC_ID_NOT_FOUND);
        yield topic.nextBalancedPartition();
      }
      case KEY -> {
        require(partitions > 0, IggyStatus.NO_PARTITIONS);
        yield Integer.remainderUnsigned(XxHash32.hash32(partitioning.key()), partitions);
      }
    };
  }

  PolledBatch poll(Session session, PollMessages request) {
    Topic topic = state.topicToPoll(session, request.streamId(), request.topicId());
    ConsumerRules.PollTarget target = rules.toPoll(session, topic, request);
    ResolvedConsumer consumer = target.consumer();
    if (consumer == null) {
      return target.answer();
    }
    Partition partition = state.partition(topic, consumer.partitionId());
    boolean readsOrWritesOffset =
        request.autoCommit() || request.strategy().kind() == PollingStrategy.Kind.NEXT;
    if (!readsOrWritesOffset) {
      return poll(consumer, partition, request);
    }
    // Two connections of the same consumer must not be given the same messages.
    synchronized (partition.offsets()) {
      return poll(consumer, partition, request);
    }
  }

  private PolledBatch poll(ResolvedConsumer consumer, Partition partition, PollMessages request) {
    // First: an answer must not tell of messages that came too late for it.
    long currentOffset = partition.log().currentOffset();
    LogSlice messages = read(consumer, partition, request);
    if (messages.count() > 0) {
      if (request.autoCommit()) {
        commit(consumer, partition, messages.lastOffset());
      }
      consumer.polled(messages.lastOffset());
      currentOffset = Math.max(currentOffset, messages.lastOffset());
    }
    return new PolledBatch(partition.id(), currentOffset, messages, partition.log());
  }

  private void commit(ResolvedConsumer consumer, Partition partition, long offset) {
    OptionalLong stored = partition.offsets().get(consumer.key());
    if (rules.autoCommitRewinds() || stored.isEmpty() || stored.getAsLong() < offset) {
      consumer.commit(partition, offset);
    }
  }

  private static LogSlice read(
      ResolvedConsumer consumer, Partition partition, PollMessages request) {
    PartitionLog log = partition.log();
    int count = request.count();
    return switch (request.strategy().kind()) {
      case OFFSET -> log.read(request.strategy().value(), count);
      case TIMESTAMP -> log.readFromTimestamp(request.strategy().value(), count);
      case FIRST -> log.read(log.earliestOffset(), count);
      case LAST -> log.read(Math.max(0, log.nextOffset() - count), count);
      case NEXT -> {
        OptionalLong stored = partition.offsets().get(consumer.key());
        yield log.read(stored.isPresent() ? stored.getAsLong() + 1 : log.earliestOffset(), count);
      }
    };
  }
}
