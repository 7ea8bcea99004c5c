// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import static org.apache.iggy.connector.embedded.command.CommandException.require;
import static org.apache.iggy.connector.embedded.command.ServerState.authorize;

import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.embedded.catalog.Directory;
import org.apache.iggy.connector.embedded.catalog.Stream;
import org.apache.iggy.connector.embedded.catalog.Topic;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.stream.CreateStream;
import org.apache.iggy.connector.protocol.stream.DeleteStream;
import org.apache.iggy.connector.protocol.stream.GetStream;
import org.apache.iggy.connector.protocol.stream.GetStreams;
import org.apache.iggy.connector.protocol.stream.PurgeStream;
import org.apache.iggy.connector.protocol.stream.StreamDetails;
import org.apache.iggy.connector.protocol.stream.StreamInfo;
import org.apache.iggy.connector.protocol.stream.UpdateStream;

/** Commands about streams. */
final class StreamCommands {
  private final ServerState state;
  private final Directory<Stream> streams;
  private final TopicReport report;

  StreamCommands(ServerState state, TopicReport report) {
    this.state = state;
    this.report = report;
    this.streams = state.catalog().streams();
  }

  Optional<StreamDetails> get(Session session, GetStream request) {
    Optional<Stream> found = streams.find(request.streamId());
    found.ifPresent(stream -> authorize(state.access(session).readStream(stream.id())));
    return found.map(this::details);
  }

  List<StreamInfo> list(Session session, GetStreams request) {
    authorize(state.access(session).readStreams());
    return streams.all().stream().map(StreamCommands::info).toList();
  }

  StreamDetails create(Session session, CreateStream request) {
    authorize(state.access(session).manageStreams());
    requireFree(request.name());
    long now = state.nowMicros();
    return details(streams.add(id -> new Stream(id, now, request.name())));
  }

  Void update(Session session, UpdateStream request) {
    Stream stream = streamToManage(session, request.streamId());
    String oldName = stream.name();
    if (!oldName.equals(request.name())) {
      requireFree(request.name());
      stream.rename(request.name());
      streams.renamed(oldName, stream);
    }
    return null;
  }

  Void purge(Session session, PurgeStream request) {
    streamToManage(session, request.streamId()).topics().all().forEach(Topic::purge);
    return null;
  }

  Void delete(Session session, DeleteStream request) {
    Stream stream = streamToManage(session, request.streamId());
    streams.remove(stream);
    stream.topics().all().forEach(topic -> topic.delete(state.store()));
    state.forgetGroups(key -> key.streamId() == stream.id());
    state.users().forgetStream(stream.id());
    return null;
  }

  private Stream streamToManage(Session session, Identifier streamId) {
    Stream stream = state.stream(streamId);
    authorize(state.access(session).manageStream(stream.id()));
    return stream;
  }

  private void requireFree(String name) {
    require(streams.find(name).isEmpty(), IggyStatus.STREAM_NAME_ALREADY_EXISTS);
  }

  private StreamDetails details(Stream stream) {
    return new StreamDetails(
        info(stream), stream.topics().all().stream().map(report::info).toList());
  }

  private static StreamInfo info(Stream stream) {
    return new StreamInfo(
        stream.id(),
        stream.createdAtMicros(),
        stream.topics().size(),
        stream.sizeBytes(),
        stream.messagesCount(),
        stream.name());
  }
}
