// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.identity;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.iggy.connector.protocol.user.GlobalPermission;
import org.apache.iggy.connector.protocol.user.Permissions;
import org.apache.iggy.connector.protocol.user.StreamPermission;
import org.apache.iggy.connector.protocol.user.StreamPermissions;
import org.apache.iggy.connector.protocol.user.TopicPermission;

/**
 * What a user may do, by the rules of Iggy 0.8.0: a permission on everything implies it on each
 * stream and topic, and managing implies reading, which implies polling.
 */
public final class Access {
  /** May do nothing. */
  public static final Access NONE = new Access(Optional.empty());

  private static final Set<GlobalPermission> GLOBAL_TOPIC_MANAGERS =
      EnumSet.of(GlobalPermission.MANAGE_STREAMS, GlobalPermission.MANAGE_TOPICS);
  private static final Set<GlobalPermission> GLOBAL_STREAM_READERS =
      EnumSet.of(GlobalPermission.MANAGE_STREAMS, GlobalPermission.READ_STREAMS);
  private static final Set<GlobalPermission> GLOBAL_TOPIC_READERS =
      EnumSet.of(
          GlobalPermission.MANAGE_STREAMS,
          GlobalPermission.READ_STREAMS,
          GlobalPermission.MANAGE_TOPICS,
          GlobalPermission.READ_TOPICS);
  private static final Set<StreamPermission> TOPIC_MANAGERS =
      EnumSet.of(StreamPermission.MANAGE_STREAM, StreamPermission.MANAGE_TOPICS);
  private static final Set<StreamPermission> TOPIC_READERS =
      EnumSet.of(
          StreamPermission.MANAGE_STREAM,
          StreamPermission.READ_STREAM,
          StreamPermission.MANAGE_TOPICS,
          StreamPermission.READ_TOPICS);

  private final Optional<Permissions> permissions;

  private Access(Optional<Permissions> permissions) {
    this.permissions = permissions;
  }

  /** The access of a user. */
  public static Access of(User user) {
    return new Access(user.permissions());
  }

  /** May see the server's state and its clients. */
  public boolean readServers() {
    return global(EnumSet.of(GlobalPermission.MANAGE_SERVERS, GlobalPermission.READ_SERVERS));
  }

  /** May see other users. */
  public boolean readUsers() {
    return global(EnumSet.of(GlobalPermission.MANAGE_USERS, GlobalPermission.READ_USERS));
  }

  /** May change users. */
  public boolean manageUsers() {
    return global(EnumSet.of(GlobalPermission.MANAGE_USERS));
  }

  /** May create streams. */
  public boolean manageStreams() {
    return global(EnumSet.of(GlobalPermission.MANAGE_STREAMS));
  }

  /** May list streams. */
  public boolean readStreams() {
    return global(GLOBAL_STREAM_READERS);
  }

  /** May change, purge or delete this stream. */
  public boolean manageStream(long streamId) {
    return manageStreams() || stream(streamId, EnumSet.of(StreamPermission.MANAGE_STREAM));
  }

  /** May see this stream. */
  public boolean readStream(long streamId) {
    return readStreams()
        || stream(
            streamId, EnumSet.of(StreamPermission.MANAGE_STREAM, StreamPermission.READ_STREAM));
  }

  /** May create topics in this stream. */
  public boolean manageTopics(long streamId) {
    return global(GLOBAL_TOPIC_MANAGERS) || stream(streamId, TOPIC_MANAGERS);
  }

  /** May list this stream's topics. */
  public boolean readTopics(long streamId) {
    return global(GLOBAL_TOPIC_READERS) || stream(streamId, TOPIC_READERS);
  }

  /** May change, purge or delete this topic. */
  public boolean manageTopic(long streamId, long topicId) {
    return manageTopics(streamId)
        || topic(streamId, topicId, EnumSet.of(TopicPermission.MANAGE_TOPIC));
  }

  /** May see this topic and its consumer groups, and join them. */
  public boolean readTopic(long streamId, long topicId) {
    return readTopics(streamId)
        || topic(
            streamId,
            topicId,
            EnumSet.of(TopicPermission.MANAGE_TOPIC, TopicPermission.READ_TOPIC));
  }

  /** May poll this topic and store offsets. */
  public boolean poll(long streamId, long topicId) {
    return readTopic(streamId, topicId)
        || global(EnumSet.of(GlobalPermission.POLL_MESSAGES))
        || stream(streamId, EnumSet.of(StreamPermission.POLL_MESSAGES))
        || topic(streamId, topicId, EnumSet.of(TopicPermission.POLL_MESSAGES));
  }

  /** May send to this topic. */
  public boolean send(long streamId, long topicId) {
    return manageTopic(streamId, topicId)
        || global(EnumSet.of(GlobalPermission.SEND_MESSAGES))
        || stream(streamId, EnumSet.of(StreamPermission.SEND_MESSAGES))
        || topic(streamId, topicId, EnumSet.of(TopicPermission.SEND_MESSAGES));
  }

  private boolean global(Set<GlobalPermission> anyOf) {
    return permissions.isPresent() && intersect(permissions.get().global(), anyOf);
  }

  private boolean stream(long streamId, Set<StreamPermission> anyOf) {
    StreamPermissions stream = streamPermissions(streamId);
    return stream != null && intersect(stream.granted(), anyOf);
  }

  private boolean topic(long streamId, long topicId, Set<TopicPermission> anyOf) {
    StreamPermissions stream = streamPermissions(streamId);
    Set<TopicPermission> granted = stream == null ? null : stream.topics().get(topicId);
    return granted != null && intersect(granted, anyOf);
  }

  private StreamPermissions streamPermissions(long streamId) {
    return permissions.map(all -> all.streams().get(streamId)).orElse(null);
  }

  private static <E> boolean intersect(Set<E> granted, Set<E> anyOf) {
    for (E permission : anyOf) {
      if (granted.contains(permission)) {
        return true;
      }
    }
    return false;
  }
}
