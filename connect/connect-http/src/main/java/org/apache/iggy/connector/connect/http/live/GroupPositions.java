// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyConnection;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.PartitionOffsets;
import org.apache.iggy.connector.client.command.ConsumerOffsets;
import org.apache.iggy.connector.connect.api.config.ConfigProblem;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.StreamSettings;
import org.apache.iggy.connector.connect.http.view.OperationException;
import org.apache.iggy.connector.connect.http.view.OperationException.Reason;
import org.apache.iggy.connector.connect.http.view.PositionReset;
import org.apache.iggy.connector.connect.runtime.PartitionProgress;
import org.apache.iggy.connector.protocol.group.JoinConsumerGroup;
import org.apache.iggy.connector.protocol.group.LeaveConsumerGroup;
import org.apache.iggy.connector.protocol.offset.ConsumerOffset;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;

/** How far a sink's consumer groups are, as the Iggy server has it; and setting them elsewhere. */
final class GroupPositions {
  private static final long JOIN_NANOS = Duration.ofSeconds(15).toNanos();
  private static final long RETRY_NANOS = Duration.ofMillis(100).toNanos();

  private final IggyClient client;

  GroupPositions(IggyClient client) {
    this.client = client;
  }

  /** A topic that a sink reads. */
  private record GroupTopic(StreamSettings settings, String name) {
    Identifier streamId() {
      return Identifier.named(settings.stream());
    }

    Identifier id() {
      return Identifier.named(name);
    }

    Identifier groupId() {
      return Identifier.named(settings.consumerGroup());
    }

    boolean isWanted(PositionReset reset) {
      return reset.stream().orElse(settings.stream()).equals(settings.stream())
          && reset.topic().orElse(name).equals(name);
    }

    @Override
    public String toString() {
      return settings.stream() + "/" + name;
    }
  }

  private static List<GroupTopic> topics(ConnectorSettings sink) {
    List<GroupTopic> topics = new ArrayList<>();
    for (StreamSettings stream : sink.streams()) {
      stream.topics().forEach(topic -> topics.add(new GroupTopic(stream, topic)));
    }
    return topics;
  }

  /** Every partition of the sink's topics; none of a topic that is missing. */
  List<PartitionProgress> read(ConnectorSettings sink) {
    List<PartitionProgress> all = new ArrayList<>();
    for (GroupTopic topic : topics(sink)) {
      for (PartitionInfo partition : partitions(topic)) {
        all.add(
            new PartitionProgress(
                topic.settings().stream(),
                topic.name(),
                partition.id(),
                stored(topic, partition.id()).orElse(-1L),
                PartitionOffsets.next(partition) - 1));
      }
    }
    return all;
  }

  private List<PartitionInfo> partitions(GroupTopic topic) {
    return client
        .topics()
        .find(topic.streamId(), topic.id())
        .map(details -> details.partitions())
        .orElse(List.of());
  }

  private Optional<Long> stored(GroupTopic topic, int partition) {
    return client
        .consumerOffsets()
        .find(Consumer.group(topic.groupId()), topic.streamId(), topic.id(), partition)
        .map(ConsumerOffset::storedOffset);
  }

  /**
   * Has the groups go on elsewhere. The sink has to stand still.
   *
   * @throws OperationException CONFLICT when others are members of a group
   */
  void reset(ConnectorSettings sink, PositionReset reset) {
    Map<GroupTopic, Map<Integer, Long>> firsts = new LinkedHashMap<>();
    for (GroupTopic topic : topics(sink)) {
      if (topic.isWanted(reset)) {
        Map<Integer, Long> ofTopic = firsts(topic, reset);
        if (!ofTopic.isEmpty()) {
          requireNobodyElse(topic);
          firsts.put(topic, ofTopic);
        }
      }
    }
    if (firsts.isEmpty()) {
      throw new OperationException(
          List.of(new ConfigProblem("partition_id", "there is no such partition to reset")));
    }
    firsts.forEach(this::store);
  }

  /** The offset of the first message to read, by partition. */
  private Map<Integer, Long> firsts(GroupTopic topic, PositionReset reset) {
    PartitionOffsets offsets = client.partitionOffsets(topic.streamId(), topic.id());
    Map<Integer, Long> firsts = new LinkedHashMap<>();
    for (PartitionInfo partition : partitions(topic)) {
      int id = partition.id();
      if (reset.partitionId().orElse(id) == id) {
        long next = PartitionOffsets.next(partition);
        long first =
            switch (reset.target()) {
              case EARLIEST -> offsets.earliest(id);
              case LATEST -> next;
              case OFFSET -> reset.value().orElseThrow();
              case TIMESTAMP -> offsets.atTimestamp(id, reset.value().orElseThrow());
            };
        requireReachable(topic, id, first, next);
        firsts.put(id, first);
      }
    }
    return firsts;
  }

  private static void requireReachable(GroupTopic topic, int partition, long first, long next) {
    if (first > next) {
      throw new OperationException(
          List.of(
              new ConfigProblem(
                  "offset",
                  "partition " + partition + " of " + topic + " ends before; at most " + next)));
    }
    // The group then has nothing stored, and goes where the configuration sends such groups.
    if (first == 0 && next > 0 && topic.settings().start() != StreamSettings.Start.EARLIEST) {
      throw new OperationException(
          Reason.CONFLICT,
          "set start = \"earliest\" in the streams of the configuration to read "
              + topic
              + " from its beginning");
    }
  }

  /** Members read on from where they are, whatever is stored. */
  private void requireNobodyElse(GroupTopic topic) {
    int members =
        client
            .consumerGroups()
            .find(topic.streamId(), topic.id(), topic.groupId())
            .map(group -> group.members().size())
            .orElse(0);
    if (members > 0) {
      throw new OperationException(
          Reason.CONFLICT,
          "the consumer group "
              + topic.settings().consumerGroup()
              + " of "
              + topic
              + " has "
              + members
              + " other members; stop the connector in all runtimes first");
    }
  }

  /** The server takes a group's offsets from its members only. */
  private void store(GroupTopic topic, Map<Integer, Long> firsts) {
    client.consumerGroups().createIfAbsent(topic.streamId(), topic.id(), topic.groupId());
    try (IggyConnection member = IggyConnection.open(client.options())) {
      firsts.forEach((partition, first) -> storeAsMember(member, topic, partition, first));
      member.execute(new LeaveConsumerGroup(topic.streamId(), topic.id(), topic.groupId()));
    }
  }

  /** A new member may have to wait for its partitions. */
  private void storeAsMember(IggyConnection member, GroupTopic topic, int partition, long first) {
    long end = System.nanoTime() + JOIN_NANOS;
    while (true) {
      try {
        member.execute(new JoinConsumerGroup(topic.streamId(), topic.id(), topic.groupId()));
        store(member, topic, partition, first);
        return;
      } catch (IggyServerException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private void store(IggyConnection member, GroupTopic topic, int partition, long first) {
    ConsumerOffsets offsets = new ConsumerOffsets(member);
    Consumer group = Consumer.group(topic.groupId());
    if (first > 0) {
      offsets.store(group, topic.streamId(), topic.id(), partition, first - 1);
    } else if (stored(topic, partition).isPresent()) {
      offsets.delete(group, topic.streamId(), topic.id(), partition);
    }
  }
}
