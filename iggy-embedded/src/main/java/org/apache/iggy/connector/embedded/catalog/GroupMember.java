// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.embedded.session.GroupClient;

/** A client that has joined a consumer group. Guarded by its group. */
public final class GroupMember {
  /**
   * A partition that is to move to another member as soon as its messages are committed.
   *
   * @param partitionId the partition
   * @param target who gets it
   * @param createdAtMicros when the move was decided
   */
  record Revocation(int partitionId, GroupMember target, long createdAtMicros) {}

  private final long id;
  private final GroupClient client;
  final List<Integer> partitions = new ArrayList<>();
  final List<Revocation> revocations = new ArrayList<>();
  private int turn;

  GroupMember(long id, GroupClient client) {
    this.id = id;
    this.client = client;
  }

  /** Its id within the group. */
  public long id() {
    return id;
  }

  /** Who it is. */
  public GroupClient client() {
    return client;
  }

  boolean isRevoked(int partitionId) {
    return revocations.stream().anyMatch(revocation -> revocation.partitionId() == partitionId);
  }

  /** Partitions that are not about to move to another member. */
  List<Integer> keptPartitions() {
    return revocations.isEmpty()
        ? partitions
        : partitions.stream().filter(partition -> !isRevoked(partition)).toList();
  }

  /** The partition whose turn it is; only a poll passes the turn on. */
  Optional<Integer> partitionInTurn(boolean passOn) {
    List<Integer> kept = keptPartitions();
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    int current = turn % kept.size();
    if (passOn) {
      turn = (turn + 1) % kept.size();
    }
    return Optional.of(kept.get(current));
  }
}
