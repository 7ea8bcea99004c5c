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
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.offset.StoreConsumerOffset;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.status.IggyStatus;

/**
 * Membership in a group of a server up to 0.8.
 *
 * <p>The server does not tell a connection which of the group's members it is. It tells by its
 * answers which partitions are its own: a poll of another's is answered with nothing for partition
 * 0, and storing for another's with status 3022. Both are asked beyond the end of the partition,
 * where there is nothing to read and nothing can be stored.
 */
final class LegacyMembership extends Membership {
  /** Beyond every offset. */
  private static final long BEYOND = Long.MAX_VALUE;

  private ConsumerGroupDetails details;
  private Set<Integer> owned = Collections.emptySet();

  LegacyMembership(GroupReaderOptions options, RequestExecutor executor) {
    super(options, executor);
  }

  @Override
  boolean refresh() {
    ConsumerGroupDetails present =
        new ConsumerGroups(executor())
            .find(options().stream(), options().topic(), groupId())
            .orElseThrow(
                () ->
                    new IggyException(
                        ErrorCategory.CONFIGURATION, options() + ": the group does not exist"));
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

  @Override
  void invalidate() {
    details = null;
  }

  @Override
  Set<Integer> owned() {
    return owned;
  }

  /**
   * How many of the owned partitions, the last of the server's list first, another member waits
   * for. The server hands such a one over when everything polled of it is stored, or after half a
   * minute; it does not say so to the one who has it.
   */
  @Override
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

  @Override
  boolean storesWhatItHasLost() {
    return false;
  }

  @Override
  boolean isOthers(IggyServerException refusal) {
    return refusal.status() == IggyStatus.NOT_RESOLVED_CONSUMER;
  }

  private boolean owns(int partitionId) {
    PolledMessages answer =
        executor()
            .execute(
                new PollMessages(
                    consumer(),
                    options().stream(),
                    options().topic(),
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
      executor()
          .execute(
              new StoreConsumerOffset(
                  consumer(),
                  options().stream(),
                  options().topic(),
                  OptionalInt.of(partitionId),
                  BEYOND));
      return true;
    } catch (IggyServerException e) {
      if (e.status() == IggyStatus.INVALID_OFFSET) {
        return true;
      }
      if (isOthers(e)) {
        return false;
      }
      throw e;
    }
  }
}
