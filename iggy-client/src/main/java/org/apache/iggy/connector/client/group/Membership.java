// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.group;

import java.util.Set;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.RequestExecutor;
import org.apache.iggy.connector.client.command.ConsumerGroups;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.group.JoinConsumerGroup;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/**
 * What one connection knows of its membership in a group, and which partitions are its own. How it
 * learns that differs between the generations of the protocol.
 */
abstract class Membership {
  private final GroupReaderOptions options;
  private final RequestExecutor executor;
  private final Identifier groupId;
  private final Consumer consumer;

  Membership(GroupReaderOptions options, RequestExecutor executor) {
    this.options = options;
    this.executor = executor;
    this.groupId = Identifier.named(options.group());
    this.consumer = Consumer.group(groupId);
  }

  /** The membership of a new connection, which has yet to join. */
  static Membership of(
      ProtocolGeneration generation, GroupReaderOptions options, RequestExecutor executor) {
    return generation == ProtocolGeneration.LEGACY
        ? new LegacyMembership(options, executor)
        : new VsrMembership(options, executor);
  }

  GroupReaderOptions options() {
    return options;
  }

  RequestExecutor executor() {
    return executor;
  }

  Identifier groupId() {
    return groupId;
  }

  /** The group as who polls and stores. */
  Consumer consumer() {
    return consumer;
  }

  /** Joins, making the group first if that is wanted. */
  void join() {
    invalidate();
    if (options.groupCreated()) {
      new ConsumerGroups(executor).createIfAbsent(options.stream(), options.topic(), groupId);
    }
    joinAgain();
  }

  /** Joins a group that was there before; nothing changes for one who is a member. */
  final void joinAgain() {
    executor.execute(new JoinConsumerGroup(options.stream(), options.topic(), groupId));
  }

  /**
   * Looks whether the group has changed, and if so which partitions are owned now.
   *
   * @return whether something has changed
   */
  abstract boolean refresh();

  /** Forgets what the group looked like, so that the next {@link #refresh} asks for everything. */
  abstract void invalidate();

  /** The partitions that are this member's to poll as of the last refresh. */
  abstract Set<Integer> owned();

  /** Those of the owned ones that another member waits for, to be polled no more. */
  abstract Set<Integer> awaitedByOthers();

  /**
   * Whether a partition that is no longer owned may still be this member's to store for, until
   * everything read of it is stored.
   */
  abstract boolean storesWhatItHasLost();

  /** Whether the server refused to store because the partition is another member's, or nobody's. */
  abstract boolean isOthers(IggyServerException refusal);
}
