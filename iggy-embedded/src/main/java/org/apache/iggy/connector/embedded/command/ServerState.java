// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import static org.apache.iggy.connector.embedded.command.CommandException.require;

import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.iggy.connector.embedded.catalog.Catalog;
import org.apache.iggy.connector.embedded.catalog.ConsumerGroup;
import org.apache.iggy.connector.embedded.catalog.Partition;
import org.apache.iggy.connector.embedded.catalog.Stream;
import org.apache.iggy.connector.embedded.catalog.Topic;
import org.apache.iggy.connector.embedded.identity.Access;
import org.apache.iggy.connector.embedded.identity.UserDirectory;
import org.apache.iggy.connector.embedded.log.LogStore;
import org.apache.iggy.connector.embedded.session.GroupClient;
import org.apache.iggy.connector.embedded.session.GroupKey;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.embedded.session.SessionRegistry;
import org.apache.iggy.connector.embedded.vsr.VsrClients;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;

/**
 * All that commands work on.
 *
 * <p>Streams, topics, groups and users change only under the write lock; everything else, sending
 * and polling among it, holds the read lock.
 */
public final class ServerState {
  private final Catalog catalog = new Catalog();
  private final UserDirectory users = new UserDirectory();
  private final SessionRegistry sessions = new SessionRegistry();
  private final VsrClients vsrClients = new VsrClients();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final LogStore store;
  private final LongSupplier clockMicros;

  /** Creates the state of a server without streams and users. */
  public ServerState(LogStore store, LongSupplier clockMicros) {
    this.store = store;
    this.clockMicros = clockMicros;
  }

  /** The streams. */
  public Catalog catalog() {
    return catalog;
  }

  /** The users. */
  public UserDirectory users() {
    return users;
  }

  /** The connections. */
  public SessionRegistry sessions() {
    return sessions;
  }

  /** The clients that have registered in VSR. */
  public VsrClients vsrClients() {
    return vsrClients;
  }

  /** Takes groups that are gone out of all that joined them. */
  void forgetGroups(Predicate<GroupKey> gone) {
    sessions.forgetGroups(gone);
    vsrClients.forgetGroups(gone);
  }

  /** Where partitions are stored. */
  public LogStore store() {
    return store;
  }

  /** What guards the catalog and the users. */
  public ReadWriteLock lock() {
    return lock;
  }

  /** Microseconds since the epoch. */
  public long nowMicros() {
    return clockMicros.getAsLong();
  }

  /** Closes all partitions and the store; nothing is used again. */
  public void close() {
    lock.writeLock().lock();
    try (store) {
      catalog.topics().forEach(topic -> topic.partitions().forEach(Partition::close));
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Ends a session: its connection is gone, or given up. */
  public void disconnect(Session session) {
    lock.writeLock().lock();
    try {
      leaveAllGroups(session.groupClient());
      sessions.remove(session);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Ends a client's memberships; the write lock is taken. */
  public void leaveGroups(GroupClient client) {
    lock.writeLock().lock();
    try {
      leaveAllGroups(client);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void leaveAllGroups(GroupClient client) {
    for (GroupKey key : List.copyOf(client.groups())) {
      catalog.group(key).ifPresent(group -> group.leave(client));
    }
    client.groups().clear();
  }

  Access access(Session session) {
    return users.access(session.userId());
  }

  Stream stream(Identifier streamId) {
    return catalog
        .streams()
        .find(streamId)
        .orElseThrow(() -> new CommandException(IggyStatus.STREAM_ID_NOT_FOUND));
  }

  Topic topic(Identifier streamId, Identifier topicId) {
    return stream(streamId)
        .topics()
        .find(topicId)
        .orElseThrow(() -> new CommandException(IggyStatus.TOPIC_ID_NOT_FOUND));
  }

  Partition partition(Topic topic, int partitionId) {
    return topic
        .partition(partitionId)
        .orElseThrow(() -> new CommandException(IggyStatus.PARTITION_NOT_FOUND));
  }

  ConsumerGroup group(Topic topic, Identifier groupId) {
    return topic
        .groups()
        .find(groupId)
        .orElseThrow(() -> new CommandException(IggyStatus.CONSUMER_GROUP_ID_NOT_FOUND));
  }

  Topic topicToManage(Session session, Identifier streamId, Identifier topicId) {
    Topic topic = topic(streamId, topicId);
    authorize(access(session).manageTopic(topic.streamId(), topic.id()));
    return topic;
  }

  Topic topicToRead(Session session, Identifier streamId, Identifier topicId) {
    Topic topic = topic(streamId, topicId);
    authorize(access(session).readTopic(topic.streamId(), topic.id()));
    return topic;
  }

  Topic topicToPoll(Session session, Identifier streamId, Identifier topicId) {
    Topic topic = topic(streamId, topicId);
    authorize(access(session).poll(topic.streamId(), topic.id()));
    return topic;
  }

  Topic topicToSend(Session session, Identifier streamId, Identifier topicId) {
    Topic topic = topic(streamId, topicId);
    authorize(access(session).send(topic.streamId(), topic.id()));
    return topic;
  }

  static void authorize(boolean allowed) {
    require(allowed, IggyStatus.UNAUTHORIZED);
  }
}
