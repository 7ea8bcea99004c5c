// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.group;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.RequestExecutor;
import org.apache.iggy.connector.protocol.group.GroupAssignment;
import org.apache.iggy.connector.protocol.group.SyncConsumerGroup;
import org.apache.iggy.connector.protocol.status.ErrorCategory;

/**
 * Membership in a group of a 0.9 server, which tells each member its partitions when asked.
 *
 * <p>A partition that was read of, and goes to another member, is no longer told at once; the
 * server hands it over when what was read of it is stored, or after half a minute, and until then
 * takes offsets for it from the one who had it.
 */
final class VsrMembership extends Membership {
  private GroupAssignment assignment;
  private Set<Integer> owned = Collections.emptySet();

  VsrMembership(GroupReaderOptions options, RequestExecutor executor) {
    super(options, executor);
  }

  @Override
  boolean refresh() {
    Optional<GroupAssignment> told = sync();
    if (told.isEmpty()) {
      // Evicted, or the group was deleted and made anew.
      joinAgain();
      told = sync();
    }
    GroupAssignment present =
        told.orElseThrow(
            () ->
                new IggyException(
                    ErrorCategory.TRANSIENT, options() + ": joined and is no member all the same"));
    if (present.equals(assignment)) {
      return false;
    }
    assignment = present;
    owned = Collections.unmodifiableSet(new TreeSet<>(present.partitions()));
    return true;
  }

  private Optional<GroupAssignment> sync() {
    return executor()
        .execute(new SyncConsumerGroup(options().stream(), options().topic(), groupId()));
  }

  @Override
  void invalidate() {
    assignment = null;
  }

  @Override
  Set<Integer> owned() {
    return owned;
  }

  @Override
  Set<Integer> awaitedByOthers() {
    return Collections.emptySet();
  }

  @Override
  boolean storesWhatItHasLost() {
    return true;
  }

  @Override
  boolean isOthers(IggyServerException refusal) {
    return refusal.isOfAnotherMember();
  }
}
