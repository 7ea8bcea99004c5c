// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import static org.apache.iggy.connector.embedded.command.CommandException.require;
import static org.apache.iggy.connector.embedded.command.ServerState.authorize;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iggy.connector.embedded.catalog.ConsumerGroup;
import org.apache.iggy.connector.embedded.catalog.ConsumerGroup.Dealing;
import org.apache.iggy.connector.embedded.catalog.Topic;
import org.apache.iggy.connector.embedded.release.IggyRelease;
import org.apache.iggy.connector.embedded.session.GroupKey;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.protocol.group.ConsumerGroupDetails;
import org.apache.iggy.connector.protocol.group.ConsumerGroupInfo;
import org.apache.iggy.connector.protocol.group.CreateConsumerGroup;
import org.apache.iggy.connector.protocol.group.DeleteConsumerGroup;
import org.apache.iggy.connector.protocol.group.GetConsumerGroup;
import org.apache.iggy.connector.protocol.group.GetConsumerGroups;
import org.apache.iggy.connector.protocol.group.GroupAssignment;
import org.apache.iggy.connector.protocol.group.JoinConsumerGroup;
import org.apache.iggy.connector.protocol.group.LeaveConsumerGroup;
import org.apache.iggy.connector.protocol.group.SyncConsumerGroup;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;

/** Commands about consumer groups. */
final class GroupCommands {
  private final ServerState state;
  private final IggyRelease release;

  GroupCommands(ServerState state, IggyRelease release) {
    this.state = state;
    this.release = release;
  }

  Optional<ConsumerGroupDetails> get(Session session, GetConsumerGroup request) {
    Optional<Topic> topic = findTopic(request.streamId(), request.topicId());
    Optional<ConsumerGroup> group = topic.flatMap(t -> t.groups().find(request.groupId()));
    group.ifPresent(found -> authorizeReading(session, topic.get()));
    return group.map(GroupCommands::details);
  }

  List<ConsumerGroupInfo> list(Session session, GetConsumerGroups request) {
    Optional<Topic> topic = findTopic(request.streamId(), request.topicId());
    topic.ifPresent(found -> authorizeReading(session, found));
    return topic.stream()
        .flatMap(found -> found.groups().all().stream())
        .map(GroupCommands::info)
        .toList();
  }

  ConsumerGroupDetails create(Session session, CreateConsumerGroup request) {
    Topic topic = state.topicToRead(session, request.streamId(), request.topicId());
    require(
        topic.groups().find(request.name()).isEmpty(),
        IggyStatus.CONSUMER_GROUP_NAME_ALREADY_EXISTS);
    int partitions = topic.partitions().size();
    return details(topic.groups().add(id -> new ConsumerGroup(id, request.name(), partitions)));
  }

  Void delete(Session session, DeleteConsumerGroup request) {
    Topic topic = state.topic(request.streamId(), request.topicId());
    ConsumerGroup group = state.group(topic, request.groupId());
    authorizeReading(session, topic);
    GroupKey deleted = key(topic, group);
    topic.groups().remove(group);
    topic.partitions().forEach(partition -> partition.offsets().remove(group.consumerKey()));
    state.forgetGroups(deleted::equals);
    return null;
  }

  Void join(Session session, JoinConsumerGroup request) {
    Topic topic = state.topic(request.streamId(), request.topicId());
    ConsumerGroup group = state.group(topic, request.groupId());
    authorizeReading(session, topic);
    require(state.sessions().contains(session), IggyStatus.STALE_CLIENT);
    group.join(
        session.groupClient(),
        release.speaksVsr() ? Dealing.FAIR_SHARE : Dealing.ONE,
        state.nowMicros(),
        partitionId -> committed(topic, group, partitionId));
    GroupKey joined = key(topic, group);
    List<GroupKey> groups = session.groupClient().groups();
    if (!groups.contains(joined)) {
      groups.add(joined);
    }
    return null;
  }

  Void leave(Session session, LeaveConsumerGroup request) {
    Topic topic = state.topic(request.streamId(), request.topicId());
    ConsumerGroup group = state.group(topic, request.groupId());
    authorizeReading(session, topic);
    require(group.leave(session.groupClient()), IggyStatus.CONSUMER_GROUP_MEMBER_NOT_FOUND);
    session.groupClient().groups().remove(key(topic, group));
    return null;
  }

  /** What the member may poll; empty when it is none. */
  Optional<GroupAssignment> sync(Session session, SyncConsumerGroup request) {
    return findTopic(request.streamId(), request.topicId())
        .flatMap(topic -> topic.groups().find(request.groupId()))
        .flatMap(group -> group.assignment(session.groupClient()));
  }

  private Optional<Topic> findTopic(Identifier streamId, Identifier topicId) {
    return state
        .catalog()
        .streams()
        .find(streamId)
        .flatMap(stream -> stream.topics().find(topicId));
  }

  private void authorizeReading(Session session, Topic topic) {
    authorize(state.access(session).readTopic(topic.streamId(), topic.id()));
  }

  private static Long committed(Topic topic, ConsumerGroup group, int partitionId) {
    OptionalLong offset =
        topic
            .partition(partitionId)
            .map(partition -> partition.offsets().get(group.consumerKey()))
            .orElse(OptionalLong.empty());
    return offset.isPresent() ? offset.getAsLong() : null;
  }

  private static GroupKey key(Topic topic, ConsumerGroup group) {
    return new GroupKey(topic.streamId(), topic.id(), group.id());
  }

  private static ConsumerGroupDetails details(ConsumerGroup group) {
    return new ConsumerGroupDetails(info(group), group.describeMembers());
  }

  private static ConsumerGroupInfo info(ConsumerGroup group) {
    return new ConsumerGroupInfo(
        group.id(), group.partitionsCount(), group.membersCount(), group.name());
  }
}
