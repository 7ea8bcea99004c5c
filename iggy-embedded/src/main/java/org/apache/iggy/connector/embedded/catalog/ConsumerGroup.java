// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.catalog;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.iggy.connector.embedded.log.ConsumerKey;
import org.apache.iggy.connector.embedded.session.GroupClient;
import org.apache.iggy.connector.protocol.group.ConsumerGroupMember;
import org.apache.iggy.connector.protocol.group.GroupAssignment;

/**
 * A consumer group and who of its members owns which partition. Thread-safe.
 *
 * <p>The rules are those of Iggy. When a member leaves or the number of partitions changes, all
 * partitions are dealt out anew, in turn. When one joins, partitions move to it cooperatively:
 * those beyond the fair share of the others are revoked, and each one moves once what was polled
 * from it is committed, or after a timeout.
 */
public final class ConsumerGroup implements Directory.Entry {
  /** How partitions move to a client that joins. */
  public enum Dealing {
    /** One, as in Iggy 0.8. */
    ONE,
    /** What is over the fair share of the others, as in Iggy 0.9. */
    FAIR_SHARE
  }

  private final long id;
  private final String name;
  private final Slots<GroupMember> members = new Slots<>();
  private final Map<Integer, Long> polled = new HashMap<>();
  private int partitionsCount;
  private long generation;

  /** Creates a group without members. */
  public ConsumerGroup(long id, String name, int partitionsCount) {
    this.id = id;
    this.name = name;
    this.partitionsCount = partitionsCount;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public String name() {
    return name;
  }

  /** Whose offsets it stores. */
  public ConsumerKey consumerKey() {
    return new ConsumerKey(true, id);
  }

  /** How many partitions it deals out. */
  public synchronized int partitionsCount() {
    return partitionsCount;
  }

  /** How many members it has. */
  public synchronized int membersCount() {
    return members.all().size();
  }

  /** Its members and what they own. */
  public synchronized List<ConsumerGroupMember> describeMembers() {
    return members.all().stream()
        .map(member -> new ConsumerGroupMember(member.id(), member.partitions))
        .toList();
  }

  /** The membership of a client. */
  public synchronized Optional<GroupMember> member(GroupClient client) {
    return members.all().stream().filter(member -> member.client() == client).findFirst();
  }

  /**
   * Makes a client a member; nothing happens if it is one.
   *
   * @param dealing how many partitions it gets
   * @param committed the group's stored offset of a partition, or null
   */
  public synchronized void join(
      GroupClient client, Dealing dealing, long nowMicros, IntFunction<Long> committed) {
    if (member(client).isEmpty()) {
      long memberId = members.all().stream().mapToLong(member -> member.id() + 1).max().orElse(0);
      members.add(new GroupMember(memberId, client));
      dealOutFree();
      revokeExcess(dealing, nowMicros);
      generation++;
    }
    for (GroupMember member : members.all()) {
      for (GroupMember.Revocation revocation : List.copyOf(member.revocations)) {
        completeIfCommitted(member, revocation, committed.apply(revocation.partitionId()));
      }
    }
  }

  /**
   * Ends a client's membership.
   *
   * @return whether it was a member
   */
  public synchronized boolean leave(GroupClient client) {
    Optional<GroupMember> leaving = member(client);
    leaving.ifPresent(
        member -> {
          members.remove(member);
          member.partitions.forEach(polled::remove);
          dealOutAnew();
        });
    return leaving.isPresent();
  }

  /** Deals out another number of partitions. */
  public synchronized void partitionsChanged(int count) {
    partitionsCount = count;
    polled.clear();
    dealOutAnew();
  }

  /** Whether the member may use this partition. */
  public synchronized boolean owns(GroupMember member, int partitionId) {
    return member.partitions.contains(partitionId);
  }

  /** Whether the member may poll this partition: it is its own and not about to move away. */
  public synchronized boolean mayPoll(GroupMember member, int partitionId) {
    return owns(member, partitionId) && !member.isRevoked(partitionId);
  }

  /** What a client may poll as of now; empty when it is no member. */
  public synchronized Optional<GroupAssignment> assignment(GroupClient client) {
    return member(client)
        .map(member -> new GroupAssignment(generation, List.copyOf(member.keptPartitions())));
  }

  /** The member's partition whose turn it is; only a poll passes the turn on. */
  public synchronized Optional<Integer> partitionInTurn(GroupMember member, boolean passOn) {
    return member.partitionInTurn(passOn);
  }

  /** Notes the last offset that a member was given. */
  public synchronized void polled(int partitionId, long offset) {
    polled.put(partitionId, offset);
  }

  /** Forgets what was polled, because the messages are gone. */
  public synchronized void forgetPolled() {
    polled.clear();
  }

  /** Notes that the member has stored an offset, which may let the partition move. */
  public synchronized void committed(GroupMember member, int partitionId, long offset) {
    for (GroupMember.Revocation revocation : List.copyOf(member.revocations)) {
      if (revocation.partitionId() == partitionId) {
        completeIfCommitted(member, revocation, offset);
      }
    }
  }

  /** Moves partitions whose revocation was decided at this time or earlier, committed or not. */
  public synchronized void completeRevocations(long decidedByMicros) {
    for (GroupMember member : members.all()) {
      for (GroupMember.Revocation revocation : List.copyOf(member.revocations)) {
        if (revocation.createdAtMicros() <= decidedByMicros) {
          complete(member, revocation);
        }
      }
    }
  }

  private void dealOutAnew() {
    generation++;
    List<GroupMember> all = members.all();
    all.forEach(
        member -> {
          member.partitions.clear();
          member.revocations.clear();
        });
    for (int partition = 0; partition < partitionsCount && !all.isEmpty(); partition++) {
      all.get(partition % all.size()).partitions.add(partition);
    }
  }

  private void dealOutFree() {
    List<GroupMember> idle = members.all().stream().filter(m -> m.partitions.isEmpty()).toList();
    int dealt = 0;
    for (int partition = 0; partition < partitionsCount && !idle.isEmpty(); partition++) {
      int candidate = partition;
      if (members.all().stream().noneMatch(member -> member.partitions.contains(candidate))) {
        idle.get(dealt++ % idle.size()).partitions.add(partition);
      }
    }
  }

  private void revokeExcess(Dealing dealing, long nowMicros) {
    Deque<GroupMember> idle = new ArrayDeque<>(membersWithNothingComing());
    int fairShare = partitionsCount / membersCount();
    int withOneMore = partitionsCount % membersCount();
    for (GroupMember member : members.all()) {
      List<Integer> kept = List.copyOf(member.keptPartitions());
      int allowed = fairShare + (withOneMore > 0 ? 1 : 0);
      if (kept.size() > fairShare && withOneMore > 0) {
        withOneMore--;
      }
      for (int i = kept.size() - 1; i >= allowed && !idle.isEmpty(); i--) {
        GroupMember target = idle.removeFirst();
        member.revocations.add(new GroupMember.Revocation(kept.get(i), target, nowMicros));
        if (dealing == Dealing.FAIR_SHARE) {
          idle.addLast(target);
        }
      }
    }
  }

  private List<GroupMember> membersWithNothingComing() {
    List<GroupMember> targets =
        members.all().stream()
            .flatMap(member -> member.revocations.stream())
            .map(GroupMember.Revocation::target)
            .toList();
    return members.all().stream()
        .filter(member -> member.partitions.isEmpty() && !targets.contains(member))
        .toList();
  }

  private void completeIfCommitted(
      GroupMember member, GroupMember.Revocation revocation, Long committed) {
    Long lastPolled = polled.get(revocation.partitionId());
    if (lastPolled == null || (committed != null && committed >= lastPolled)) {
      complete(member, revocation);
    }
  }

  private void complete(GroupMember member, GroupMember.Revocation revocation) {
    member.revocations.remove(revocation);
    member.partitions.remove(Integer.valueOf(revocation.partitionId()));
    if (members.all().contains(revocation.target())) {
      revocation.target().partitions.add(revocation.partitionId());
      generation++;
    } else {
      dealOutAnew();
    }
  }
}
