// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.PartitionOffsets;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.iggy.connector.pinot.config.OffsetStoreMode;
import org.apache.iggy.connector.pinot.config.PartitionSubset;
import org.apache.iggy.connector.pinot.config.TopicReference;
import org.apache.iggy.connector.pinot.connection.SharedIggyClient;
import org.apache.iggy.connector.pinot.connection.TopicResolver;
import org.apache.iggy.connector.protocol.group.ConsumerGroupDetails;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.offset.ConsumerOffset;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;
import org.apache.iggy.connector.protocol.topic.TopicDetails;

/**
 * The offsets that a table has left on the server, for tools: to look at and to delete.
 *
 * <p>A stored offset outlives the table, and the server deletes no segment that reaches beyond the
 * lowest one of all a partition's consumers and groups. Those of a table that is gone therefore
 * stop retention for good.
 *
 * <p>It asks the server about everything anew, and is for one thread at a time.
 */
public final class StoredOffsets implements AutoCloseable {
  private static final Consumer NOBODY = Consumer.single(Identifier.numeric(0));

  private final TopicReference reference;
  private final PartitionSubset consumed;
  private final Optional<Identifier> name;
  private final SharedIggyClient clients;
  private final IggyClient client;
  private Identifier stream;
  private Identifier topic;

  /** Those of the table with this configuration; connects when it is asked for something. */
  public StoredOffsets(IggyStreamConfig config) {
    this.reference = config.topic();
    this.consumed = config.partitions();
    this.name = config.consumerName().map(Identifier::named);
    this.clients = SharedIggyClient.acquire(config);
    this.client = clients.within(config.connection().requestTimeoutMillis());
  }

  /**
   * Every partition that the table consumes, by id, with what is stored in this way; a table
   * without a {@code consumer.group}, and the mode NONE, have nothing stored.
   *
   * @throws IggyException when the server cannot be asked, or the topic does not exist
   */
  public List<StoredOffset> read(OffsetStoreMode mode) {
    List<StoredOffset> offsets = new ArrayList<>();
    PartitionOffsets positions = null;
    for (PartitionInfo partition : partitions()) {
      positions = positions == null ? client.partitionOffsets(stream, topic) : positions;
      long earliest = positions.earliest(partition.id());
      OptionalLong stored = stored(mode, partition.id());
      long from = stored.isPresent() ? Math.max(earliest, stored.getAsLong() + 1) : earliest;
      offsets.add(
          new StoredOffset(
              partition.id(),
              earliest,
              PartitionOffsets.next(partition),
              stored,
              appendedAtMillis(partition.id(), from)));
    }
    return offsets;
  }

  /**
   * Deletes what is stored in this way. A group is deleted as a whole, which it survives only while
   * it has members.
   *
   * @return how many partitions had something stored
   * @throws IggyException when the server cannot be asked or refuses, or the group has members
   */
  public int delete(OffsetStoreMode mode) {
    int deleted = 0;
    List<PartitionInfo> partitions = partitions();
    if (name.isEmpty() || mode == OffsetStoreMode.NONE) {
      return deleted;
    }
    for (PartitionInfo partition : partitions) {
      boolean stored = stored(mode, partition.id()).isPresent();
      deleted += stored && (mode == OffsetStoreMode.GROUP || delete(partition.id())) ? 1 : 0;
    }
    if (mode == OffsetStoreMode.GROUP) {
      deleteGroup();
    }
    return deleted;
  }

  private boolean delete(int partitionId) {
    try {
      client
          .consumerOffsets()
          .delete(Consumer.single(name.orElseThrow()), stream, topic, partitionId);
      return true;
    } catch (IggyServerException e) {
      if (e.status() == IggyStatus.CONSUMER_OFFSET_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private void deleteGroup() {
    Identifier group = name.orElseThrow();
    Optional<ConsumerGroupDetails> found = client.consumerGroups().find(stream, topic, group);
    if (found.isEmpty()) {
      return;
    }
    int members = found.get().info().membersCount();
    if (members > 0) {
      throw new IggyException(
          ErrorCategory.PERMANENT,
          "consumer group '"
              + group.name()
              + "' of topic "
              + reference
              + " has "
              + members
              + (members == 1 ? " member" : " members")
              + ", so that its offsets are in use; stop what reads for it first");
    }
    client.consumerGroups().delete(stream, topic, group);
  }

  private List<PartitionInfo> partitions() {
    stream = TopicResolver.stream(client, reference);
    topic = TopicResolver.topic(client, stream, reference);
    return client
        .topics()
        .find(stream, topic)
        .map(TopicDetails::partitions)
        .map(this::consumed)
        .orElseThrow(
            () ->
                new IggyException(
                    ErrorCategory.CONFIGURATION,
                    "topic '"
                        + reference.topic()
                        + "' of stream '"
                        + reference.stream()
                        + "' does not exist; check stream.iggy.stream.id and"
                        + " stream.iggy.topic.id"));
  }

  private List<PartitionInfo> consumed(List<PartitionInfo> all) {
    return all.stream()
        .filter(partition -> consumed.contains(partition.id()))
        .collect(Collectors.toList());
  }

  private OptionalLong stored(OffsetStoreMode mode, int partitionId) {
    if (name.isEmpty() || mode == OffsetStoreMode.NONE) {
      return OptionalLong.empty();
    }
    Identifier identifier = name.get();
    Consumer consumer =
        mode == OffsetStoreMode.GROUP ? Consumer.group(identifier) : Consumer.single(identifier);
    Optional<ConsumerOffset> found =
        client.consumerOffsets().find(consumer, stream, topic, partitionId);
    return found.isPresent() ? OptionalLong.of(found.get().storedOffset()) : OptionalLong.empty();
  }

  private OptionalLong appendedAtMillis(int partitionId, long offset) {
    PollMessages one =
        new PollMessages(
            NOBODY,
            stream,
            topic,
            OptionalInt.of(partitionId),
            PollingStrategy.offset(offset),
            1,
            false);
    return client.execute(
        one,
        answer -> {
          MessageCursor message = answer.cursor();
          return message.next()
              ? OptionalLong.of(message.timestampMicros() / 1000)
              : OptionalLong.empty();
        });
  }

  @Override
  public void close() {
    clients.close();
  }
}
