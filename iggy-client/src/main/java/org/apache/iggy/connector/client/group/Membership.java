// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.group;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.RequestExecutor;
import org.apache.iggy.connector.client.command.ConsumerGroups;
import org.apache.iggy.connector.protocol.group.ConsumerGroupDetails;
import org.apache.iggy.connector.protocol.group.ConsumerGroupMember;
import org.apache.iggy.connector.protocol.group.JoinConsumerGroup;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.offset.StoreConsumerOffset;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.status.IggyStatus;

/**
 * What the server knows about the group, and which partitions are this member's.
 *
 * <p>The server does not tell a connection which of the group's members it is. It tells by its
 * answers which partitions are its own: a poll of another's is answered with nothing for partition
 * 0, and storing for another's with status 3022. Both are asked beyond the end of the partition,
 * where there is nothing to read and nothing can be stored.
 */
final class Membership {
  /** Beyond every offset. */
  private static final long BEYOND = Long.MAX_VALUE;

  private final GroupReaderOptions options;
  private final RequestExecutor executor;
  private final Identifier groupId;
  private final Consumer consumer;
  private ConsumerGroupDetails details;
  private Set<Integer> owned = Collections.emptySet();

  Membership(GroupReaderOptions options, RequestExecutor executor) {
    this.options = options;
    this.executor = executor;
    this.groupId = Identifier.named(options.group());
    this.consumer = Consumer.group(groupId);
  }

  /** The group as who polls and stores. */
  Consumer consumer() {
    return consumer;
  }

  /** Joins, making the group first if that is wanted. */
  void join() {
    details = null;
    if (options.groupCreated()) {
      new ConsumerGroups(executor).createIfAbsent(options.stream(), options.topic(), groupId);
    }
    executor.execute(new JoinConsumerGroup(options.stream(), options.topic(), groupId));
  }

  /**
   * Looks whether the group has changed, and if so which partitions are owned now.
   *
   * @return whether something has changed
   */
  boolean refresh() {
    ConsumerGroupDetails present =
        new ConsumerGroups(executor)
            .find(options.stream(), options.topic(), groupId)
            .orElseThrow(
                () ->
                    new IggyException(
                        ErrorCategory.CONFIGURATION, options + ": the group does not exist"));
    if (present.equals(details)) {
      return false;
    }
    Set<Integer> found = new TreeSet<>();
    for (ConsumerGroupMember member : present.members()) {
      // Assignments are disjoint, so that one partition tells about all of its member's.
      if (!member.partitionIds().isEmpty() && owns(member.partitionIds().get(0))) {
        found.addAll(member.partitionIds());
      }
    }
    details = present;
    owned = Collections.unmodifiableSet(found);
    return true;
  }

  /** Forgets what the group looked like, so that the next {@link #refresh} asks for everything. */
  void invalidate() {
    details = null;
  }

  /** The partitions that are this member's as of the last refresh. */
  Set<Integer> owned() {
    return owned;
  }

  /**
   * How many of the owned partitions, the last of the server's list first, another member waits
   * for. The server hands such a one over when everything polled of it is stored, or after half a
   * minute; it does not say so to the one who has it.
   */
  Set<Integer> awaitedByOthers() {
    for (ConsumerGroupMember member : details.members()) {
      List<Integer> partitions = member.partitionIds();
      if (!partitions.isEmpty() && owned.contains(partitions.get(0))) {
        return excess(partitions);
      }
    }
    return Collections.emptySet();
  }

  private Set<Integer> excess(List<Integer> partitions) {
    long idle =
        details.members().stream().filter(member -> member.partitionIds().isEmpty()).count();
    int members = details.members().size();
    int fairShare = (details.info().partitionsCount() + members - 1) / members;
    int excess = (int) Math.min(idle, Math.max(0, partitions.size() - fairShare));
    return new TreeSet<>(partitions.subList(partitions.size() - excess, partitions.size()));
  }

  private boolean owns(int partitionId) {
    PolledMessages answer =
        executor.execute(
            new PollMessages(
                consumer,
                options.stream(),
                options.topic(),
                OptionalInt.of(partitionId),
                PollingStrategy.offset(BEYOND),
                1,
                false));
    if (answer.partitionId() != partitionId) {
      return false;
    }
    return partitionId != 0 || answer.currentOffset() > 0 || mayStore(partitionId);
  }

  private boolean mayStore(int partitionId) {
    try {
      executor.execute(
          new StoreConsumerOffset(
              consumer, options.stream(), options.topic(), OptionalInt.of(partitionId), BEYOND));
      return true;
    } catch (IggyServerException e) {
      if (e.status() == IggyStatus.INVALID_OFFSET) {
        return true;
      }
      if (e.status() == IggyStatus.NOT_RESOLVED_CONSUMER) {
        return false;
      }
      throw e;
    }
  }
}
