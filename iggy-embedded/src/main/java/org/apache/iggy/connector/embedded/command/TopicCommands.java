// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import static org.apache.iggy.connector.embedded.command.CommandException.require;
import static org.apache.iggy.connector.embedded.command.ServerState.authorize;

import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.embedded.catalog.Directory;
import org.apache.iggy.connector.embedded.catalog.Stream;
import org.apache.iggy.connector.embedded.catalog.Topic;
import org.apache.iggy.connector.embedded.catalog.TopicSettings;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.topic.CreateTopic;
import org.apache.iggy.connector.protocol.topic.DeleteTopic;
import org.apache.iggy.connector.protocol.topic.GetTopic;
import org.apache.iggy.connector.protocol.topic.GetTopics;
import org.apache.iggy.connector.protocol.topic.PurgeTopic;
import org.apache.iggy.connector.protocol.topic.TopicDetails;
import org.apache.iggy.connector.protocol.topic.TopicInfo;
import org.apache.iggy.connector.protocol.topic.UpdateTopic;

/** Commands about topics. */
final class TopicCommands {
  private final ServerState state;
  private final TopicSettingsReader reader;
  private final TopicReport report;

  TopicCommands(ServerState state, TopicSettingsReader reader, TopicReport report) {
    this.state = state;
    this.reader = reader;
    this.report = report;
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
                report.info(topic), topic.partitions().stream().map(TopicReport::info).toList()));
  }

  List<TopicInfo> list(Session session, GetTopics request) {
    Optional<Stream> found = state.catalog().streams().find(request.streamId());
    found.ifPresent(stream -> authorize(state.access(session).readTopics(stream.id())));
    return found.stream()
        .flatMap(stream -> stream.topics().all().stream())
        .map(report::info)
        .toList();
  }

  TopicDetails create(Session session, CreateTopic request) {
    require(
        request.partitionsCount() <= PartitionCommands.MAX_PARTITIONS_PER_REQUEST,
        IggyStatus.TOO_MANY_PARTITIONS);
    Stream stream = state.stream(request.streamId());
    authorize(state.access(session).manageTopics(stream.id()));
    TopicSettings settings = reader.of(request);
    requireFree(stream.topics(), request.name());
    long now = state.nowMicros();
    Topic topic =
        stream.topics().add(id -> new Topic(stream.id(), id, now, request.name(), settings));
    topic.addPartitions(request.partitionsCount(), now, state.store());
    return new TopicDetails(
        report.info(topic), topic.partitions().stream().map(TopicReport::infoOfNew).toList());
  }

  Void update(Session session, UpdateTopic request) {
    Topic topic = state.topicToManage(session, request.streamId(), request.topicId());
    TopicSettings settings = reader.of(topic.settings(), request);
    Directory<Topic> topics = state.stream(request.streamId()).topics();
    String oldName = topic.name();
    if (!oldName.equals(request.name())) {
      requireFree(topics, request.name());
      topic.rename(request.name());
      topics.renamed(oldName, topic);
    }
    topic.settings(settings);
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
    state.forgetGroups(key -> key.streamId() == topic.streamId() && key.topicId() == topic.id());
    return null;
  }

  private static void requireFree(Directory<Topic> topics, String name) {
    require(topics.find(name).isEmpty(), IggyStatus.TOPIC_NAME_ALREADY_EXISTS);
  }
}
