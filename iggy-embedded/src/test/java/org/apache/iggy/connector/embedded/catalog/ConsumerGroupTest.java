// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.embedded.session.GroupClient;
import org.apache.iggy.connector.protocol.group.ConsumerGroupMember;
import org.junit.jupiter.api.Test;

class ConsumerGroupTest {
  private final GroupClient a = new GroupClient();
  private final GroupClient b = new GroupClient();
  private final GroupClient c = new GroupClient();
  private final ConsumerGroup group = new ConsumerGroup(0, "group", 4);

  private void join(GroupClient client) {
    group.join(client, ConsumerGroup.Dealing.ONE, 0, partition -> null);
  }

  private List<List<Integer>> owned() {
    return group.describeMembers().stream().map(ConsumerGroupMember::partitionIds).toList();
  }

  @Test
  void shouldGiveTheFirstMemberEverything() {
    join(a);
    assertThat(owned()).containsExactly(List.of(0, 1, 2, 3));
  }

  @Test
  void shouldMoveOnePartitionToEachIdleMemberThatJoins() {
    join(a);
    join(b);
    assertThat(owned()).containsExactly(List.of(0, 1, 2), List.of(3));
    join(c);
    assertThat(owned()).containsExactly(List.of(0, 1), List.of(3), List.of(2));
  }

  @Test
  void shouldNotMoveAPartitionBeforeWhatWasPolledIsCommitted() {
    join(a);
    group.polled(3, 41);
    join(b);
    GroupMember first = group.member(a).orElseThrow();
    assertThat(owned()).containsExactly(List.of(0, 1, 2, 3), List.of());
    assertThat(group.owns(first, 3)).isTrue();
    group.committed(first, 3, 40);
    assertThat(owned()).containsExactly(List.of(0, 1, 2, 3), List.of());
    group.committed(first, 3, 41);
    assertThat(owned()).containsExactly(List.of(0, 1, 2), List.of(3));
  }

  @Test
  void shouldMoveAPartitionAtOnceWhenItIsCommittedAlready() {
    join(a);
    group.polled(3, 41);
    group.join(b, ConsumerGroup.Dealing.ONE, 0, partition -> 41L);
    assertThat(owned()).containsExactly(List.of(0, 1, 2), List.of(3));
  }

  @Test
  void shouldNotOfferARevokedPartitionInTurn() {
    join(a);
    group.polled(3, 0);
    join(b);
    GroupMember first = group.member(a).orElseThrow();
    List<Optional<Integer>> turns =
        List.of(
            group.partitionInTurn(first, true),
            group.partitionInTurn(first, true),
            group.partitionInTurn(first, true),
            group.partitionInTurn(first, true));
    assertThat(turns)
        .containsExactly(Optional.of(0), Optional.of(1), Optional.of(2), Optional.of(0));
    assertThat(group.partitionInTurn(group.member(b).orElseThrow(), true)).isEmpty();
  }

  @Test
  void shouldPassTheTurnOnOnlyWhenPolling() {
    join(a);
    GroupMember first = group.member(a).orElseThrow();
    assertThat(group.partitionInTurn(first, true)).contains(0);
    assertThat(group.partitionInTurn(first, false)).contains(1);
    assertThat(group.partitionInTurn(first, false)).contains(1);
  }

  @Test
  void shouldDealOutAnewWhenAMemberLeaves() {
    join(a);
    join(b);
    join(c);
    assertThat(group.leave(a)).isTrue();
    assertThat(group.leave(a)).isFalse();
    assertThat(owned()).containsExactly(List.of(0, 2), List.of(1, 3));
  }

  @Test
  void shouldDealOutAnewWhenPartitionsCome() {
    join(a);
    join(b);
    group.partitionsChanged(5);
    assertThat(owned()).containsExactly(List.of(0, 2, 4), List.of(1, 3));
    group.partitionsChanged(1);
    assertThat(owned()).containsExactly(List.of(0), List.of());
  }

  @Test
  void shouldPutAMemberWhereTheLastOneLeft() {
    join(a);
    join(b);
    join(c);
    group.leave(b);
    join(b);
    group.partitionsChanged(6);
    assertThat(group.describeMembers())
        .extracting(ConsumerGroupMember::id)
        .containsExactly(0L, 3L, 2L);
    assertThat(owned()).containsExactly(List.of(0, 3), List.of(1, 4), List.of(2, 5));
  }

  @Test
  void shouldKeepMembersThatFindNoPartition() {
    ConsumerGroup single = new ConsumerGroup(0, "single", 1);
    single.join(a, ConsumerGroup.Dealing.ONE, 0, partition -> null);
    single.join(b, ConsumerGroup.Dealing.ONE, 0, partition -> null);
    assertThat(single.describeMembers())
        .extracting(ConsumerGroupMember::partitionIds)
        .containsExactly(List.of(0), List.of());
  }
}
