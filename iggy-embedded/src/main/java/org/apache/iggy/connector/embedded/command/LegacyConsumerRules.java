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

/** The rules of Iggy 0.8: the server chooses a member's partition, unless told which one. */
final class LegacyConsumerRules implements ConsumerRules {
  private final ServerState state;

  LegacyConsumerRules(ServerState state) {
    this.state = state;
  }

  @Override
  public PollTarget toPoll(Session session, Topic topic, PollMessages request) {
    return resolve(session, topic, request.consumer(), request.partitionId(), true)
        .map(PollTarget::of)
        .orElseGet(() -> PollTarget.answeredBy(PolledBatch.NOTHING));
  }

  @Override
  public ResolvedConsumer toStore(
      Session session, Topic topic, Consumer consumer, OptionalInt partitionId) {
    return resolve(session, topic, consumer, partitionId, false)
        .orElseThrow(() -> new CommandException(IggyStatus.NOT_RESOLVED_CONSUMER));
  }

  @Override
  public boolean autoCommitRewinds() {
    return true;
  }

  @Override
  public boolean refusesOffsetsOfUnknownPartitions() {
    return false;
  }

  /**
   * Resolves a consumer.
   *
   * @param passTurnOn whether a group's member without a partition id takes its next one in turn
   * @return empty when a group's member does not own the partition, or none at all
   */
  private Optional<ResolvedConsumer> resolve(
      Session session,
      Topic topic,
      Consumer consumer,
      OptionalInt partitionId,
      boolean passTurnOn) {
    if (!consumer.isGroup()) {
      return Optional.of(ResolvedConsumer.single(consumer.id(), partitionId));
    }
    require(state.sessions().contains(session), IggyStatus.STALE_CLIENT);
    ConsumerGroup group = state.group(topic, consumer.id());
    GroupMember member =
        group
            .member(session.groupClient())
            .orElseThrow(() -> new CommandException(IggyStatus.CONSUMER_GROUP_MEMBER_NOT_FOUND));
    Optional<Integer> partition =
        partitionId.isPresent()
            ? Optional.of(partitionId.getAsInt()).filter(id -> group.owns(member, id))
            : group.partitionInTurn(member, passTurnOn);
    return partition.map(id -> new ResolvedConsumer(group.consumerKey(), id, group, member));
  }
}
