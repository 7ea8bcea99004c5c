// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import static org.apache.iggy.connector.embedded.command.CommandException.require;

import java.util.Optional;
import java.util.OptionalInt;
import org.apache.iggy.connector.embedded.catalog.ConsumerGroup;
import org.apache.iggy.connector.embedded.catalog.GroupMember;
import org.apache.iggy.connector.embedded.catalog.Topic;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.status.IggyStatus;

/** The rules of Iggy 0.9: members name the partition, and are told when it is not theirs. */
final class VsrConsumerRules implements ConsumerRules {
  @Override
  public PollTarget toPoll(Session session, Topic topic, PollMessages request) {
    Consumer consumer = request.consumer();
    if (!consumer.isGroup()) {
      return PollTarget.of(ResolvedConsumer.single(consumer.id(), request.partitionId()));
    }
    if (request.partitionId().isEmpty()) {
      return PollTarget.answeredBy(PolledBatch.NOTHING);
    }
    int partitionId = request.partitionId().getAsInt();
    return member(session, topic, consumer, partitionId)
        .filter(member -> member.group().mayPoll(member.member(), partitionId))
        .map(PollTarget::of)
        .orElseGet(() -> PollTarget.answeredBy(PolledBatch.ASK_FOR_ASSIGNMENT));
  }

  @Override
  public ResolvedConsumer toStore(
      Session session, Topic topic, Consumer consumer, OptionalInt partitionId) {
    require(partitionId.isPresent(), IggyStatus.RESOURCE_NOT_FOUND);
    if (!consumer.isGroup()) {
      return ResolvedConsumer.single(consumer.id(), partitionId);
    }
    int id = partitionId.getAsInt();
    return member(session, topic, consumer, id)
        .filter(member -> member.group().owns(member.member(), id))
        .orElseThrow(() -> new CommandException(IggyStatus.RESOURCE_NOT_FOUND));
  }

  private static Optional<ResolvedConsumer> member(
      Session session, Topic topic, Consumer consumer, int partitionId) {
    Optional<ConsumerGroup> group = topic.groups().find(consumer.id());
    Optional<GroupMember> member = group.flatMap(found -> found.member(session.groupClient()));
    return member.map(
        found -> new ResolvedConsumer(group.get().consumerKey(), partitionId, group.get(), found));
  }

  @Override
  public boolean autoCommitRewinds() {
    return false;
  }

  @Override
  public boolean refusesOffsetsOfUnknownPartitions() {
    return true;
  }
}
