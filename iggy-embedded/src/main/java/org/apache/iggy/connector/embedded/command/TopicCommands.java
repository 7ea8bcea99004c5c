// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import static org.apache.iggy.connector.embedded.command.CommandException.require;
import static org.apache.iggy.connector.embedded.command.ServerState.authorize;

import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.embedded.catalog.Directory;
import org.apache.iggy.connector.embedded.catalog.Partition;
import org.apache.iggy.connector.embedded.catalog.Stream;
import org.apache.iggy.connector.embedded.catalog.Topic;
import org.apache.iggy.connector.embedded.catalog.TopicSettings;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.topic.CreateTopic;
import org.apache.iggy.connector.protocol.topic.DeleteTopic;
import org.apache.iggy.connector.protocol.topic.GetTopic;
import org.apache.iggy.connector.protocol.topic.GetTopics;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;
import org.apache.iggy.connector.protocol.topic.PurgeTopic;
import org.apache.iggy.connector.protocol.topic.TopicDetails;
import org.apache.iggy.connector.protocol.topic.TopicInfo;
import org.apache.iggy.connector.protocol.topic.UpdateTopic;

/** Commands about topics. */
final class TopicCommands {
  private final ServerState state;
  private final long segmentSizeBytes;

  TopicCommands(ServerState state, long segmentSizeBytes) {
    this.state = state;
    this.segmentSizeBytes = segmentSizeBytes;
  }

  Optional<TopicDetails> get(Session session, GetTopic request) {
    Optional<Topic> found =
        state
            .catalog()
            .streams()
            .find(request.streamId())
            .flatMap(stream -> stream.topics().find(request.topicId()));
    found.ifPresent(
        topic -> authorize(state.access(session).readTopic(topic.streamId(), topic.id())));
    return found.map(
        topic ->
            new TopicDetails(
                info(topic), topic.partitions().stream().map(TopicCommands::info).toList()));
  }

  List<TopicInfo> list(Session session, GetTopics request) {
    Optional<Stream> found = state.catalog().streams().find(request.streamId());
    found.ifPresent(stream -> authorize(state.access(session).readTopics(stream.id())));
    return found.stream()
        .flatMap(stream -> stream.topics().all().stream())
        .map(TopicCommands::info)
        .toList();
  }

  TopicDetails create(Session session, CreateTopic request) {
    require(
        request.partitionsCount() <= PartitionCommands.MAX_PARTITIONS_PER_REQUEST,
        IggyStatus.TOO_MANY_PARTITIONS);
    Stream stream = state.stream(request.streamId());
    authorize(state.access(session).manageTopics(stream.id()));
    TopicSettings settings =
        new TopicSettings(
            request.compression(),
            request.messageExpiryMicros() == 0
                ? TopicSettings.NEVER
                : request.messageExpiryMicros(),
            request.maxTopicSizeBytes() == 0
                ? TopicSettings.UNLIMITED
                : request.maxTopicSizeBytes(),
            request.replicationFactor());
    require(
        Long.compareUnsigned(settings.maxSizeBytes(), segmentSizeBytes) >= 0,
        IggyStatus.INVALID_TOPIC_SIZE);
    requireFree(stream.topics(), request.name());
    long now = state.nowMicros();
    Topic topic =
        stream.topics().add(id -> new Topic(stream.id(), id, now, request.name(), settings));
    topic.addPartitions(request.partitionsCount(), now, state.store());
    return new TopicDetails(
        info(topic), topic.partitions().stream().map(TopicCommands::infoOfNew).toList());
  }

  Void update(Session session, UpdateTopic request) {
    Topic topic = state.topicToManage(session, request.streamId(), request.topicId());
    Directory<Topic> topics = state.stream(request.streamId()).topics();
    String oldName = topic.name();
    if (!oldName.equals(request.name())) {
      requireFree(topics, request.name());
      topic.rename(request.name());
      topics.renamed(oldName, topic);
    }
    topic.settings(
        new TopicSettings(
            request.compression(),
            request.messageExpiryMicros(),
            request.maxTopicSizeBytes(),
            request.replicationFactor()));
    return null;
  }

  Void purge(Session session, PurgeTopic request) {
    state.topicToManage(session, request.streamId(), request.topicId()).purge();
    return null;
  }

  Void delete(Session session, DeleteTopic request) {
    Topic topic = state.topicToManage(session, request.streamId(), request.topicId());
    state.stream(request.streamId()).topics().remove(topic);
    topic.delete(state.store());
    state
        .sessions()
        .forgetGroups(key -> key.streamId() == topic.streamId() && key.topicId() == topic.id());
    return null;
  }

  private static void requireFree(Directory<Topic> topics, String name) {
    require(topics.find(name).isEmpty(), IggyStatus.TOPIC_NAME_ALREADY_EXISTS);
  }

  static TopicInfo info(Topic topic) {
    TopicSettings settings = topic.settings();
    return new TopicInfo(
        topic.id(),
        topic.createdAtMicros(),
        topic.partitions().size(),
        settings.messageExpiryMicros(),
        settings.compression(),
        settings.maxSizeBytes(),
        settings.replicationFactor(),
        topic.sizeBytes(),
        topic.messagesCount(),
        topic.name());
  }

  private static PartitionInfo info(Partition partition) {
    return new PartitionInfo(
        partition.id(),
        partition.createdAtMicros(),
        partition.log().segmentsCount(),
        partition.log().currentOffset(),
        partition.log().sizeBytes(),
        partition.log().messagesCount());
  }

  /** The answer to a creation says that there is no segment yet, as the real server's does. */
  private static PartitionInfo infoOfNew(Partition partition) {
    return new PartitionInfo(partition.id(), partition.createdAtMicros(), 0, 0, 0, 0);
  }
}
