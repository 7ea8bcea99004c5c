// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.offset;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.iggy.connector.client.IggyConnection;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.command.ConsumerGroups;
import org.apache.iggy.connector.client.command.ConsumerOffsets;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.iggy.connector.pinot.connection.TopicResolver;
import org.apache.iggy.connector.protocol.group.JoinConsumerGroup;
import org.apache.iggy.connector.protocol.group.LeaveConsumerGroup;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/**
 * Stores for a consumer group: joins it on a connection of its own, stores what the member owns,
 * and leaves, so that between two segments the group has no member.
 *
 * <p>A member that is alone owns every partition. When another Pinot server is doing the same at
 * the time, the two have the partitions between them, and neither may wait for the other as a
 * member: so a partition that is not owned is tried again as a new member, a moment after leaving.
 * A member that stays keeps its partitions: they are refused.
 */
final class GroupOffsetWriter implements OffsetWriter {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final int MAX_PAUSE_MILLIS = 100;

  private final IggyStreamConfig config;
  private final Identifier group;

  GroupOffsetWriter(IggyStreamConfig config) {
    this.config = config;
    this.group = Identifier.named(config.consumerName().orElseThrow());
  }

  @Override
  public Map<Integer, IggyException> store(Map<Integer, Long> offsets) {
    try (IggyConnection connection =
        IggyConnection.open(config.connection().within(MAX_REQUEST_TIMEOUT_MILLIS))) {
      Identifier stream = TopicResolver.stream(connection, config.topic());
      Identifier topic = TopicResolver.topic(connection, stream, config.topic());
      new ConsumerGroups(connection).createIfAbsent(stream, topic, group);
      Deadline patience = Deadline.inMillis(PATIENCE_MILLIS);
      Map<Integer, Long> left = new TreeMap<>(offsets);
      Map<Integer, IggyException> refused;
      do {
        connection.execute(new JoinConsumerGroup(stream, topic, group));
        refused = storeOwned(connection, stream, topic, left);
        connection.execute(new LeaveConsumerGroup(stream, topic, group));
        left.keySet().retainAll(refused.keySet());
      } while (isOwnedByAnother(refused) && pause(patience));
      return refused;
    }
  }

  private Map<Integer, IggyException> storeOwned(
      IggyConnection connection, Identifier stream, Identifier topic, Map<Integer, Long> offsets) {
    ConsumerOffsets stored = new ConsumerOffsets(connection);
    Map<Integer, IggyException> refused = new TreeMap<>();
    offsets.forEach(
        (partitionId, offset) -> {
          try {
            stored.store(Consumer.group(group), stream, topic, partitionId, offset);
          } catch (IggyServerException e) {
            refused.put(partitionId, e);
          }
        });
    return refused;
  }

  private static boolean isOwnedByAnother(Map<Integer, IggyException> refused) {
    return refused.values().stream()
        .anyMatch(refusal -> ((IggyServerException) refusal).isOfAnotherMember());
  }

  /** Waits for a random moment, so that two do not meet again; false when time is up. */
  private static boolean pause(Deadline patience) {
    if (patience.hasPassed()) {
      return false;
    }
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(1, MAX_PAUSE_MILLIS));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
