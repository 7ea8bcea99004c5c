// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.metadata;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.PartitionOffsets;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.iggy.connector.pinot.config.TopicReference;
import org.apache.iggy.connector.pinot.connection.SharedIggyClient;
import org.apache.iggy.connector.pinot.connection.TopicResolver;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;
import org.apache.iggy.connector.protocol.topic.TopicDetails;
import org.apache.iggy.connector.protocol.topic.TopicInfo;
import org.apache.pinot.spi.stream.OffsetCriteria;
import org.apache.pinot.spi.utils.TimeUtils;

/**
 * Asks the server about one topic. A topic or stream that does not exist is a permanent failure
 * that names it; every request ends within the timeout given. Thread-safe.
 */
final class TopicMetadataReader implements AutoCloseable {
  private static final long MAX_SNAPSHOT_AGE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final IggyStreamConfig config;
  private final SharedIggyClient clients;
  private volatile Snapshot latest;

  TopicMetadataReader(IggyStreamConfig config) {
    this.config = config;
    this.clients = SharedIggyClient.acquire(config);
  }

  /**
   * The partitions that the table consumes, by id. One that the table lists and the topic does not
   * have is a permanent failure: leaving it out would tell Pinot that it has ended.
   */
  List<PartitionInfo> consumedPartitions(long timeoutMillis) {
    List<PartitionInfo> partitions = partitions(timeoutMillis);
    Set<Integer> ids =
        partitions.stream().map(PartitionInfo::id).collect(Collectors.toCollection(TreeSet::new));
    Set<Integer> missing = config.partitions().missingFrom(ids);
    if (!missing.isEmpty()) {
      throw new IggyException(
          ErrorCategory.PERMANENT,
          "stream.iggy.partition.ids lists partitions "
              + missing
              + " of topic "
              + config.topic()
              + ", which has "
              + ids
              + "; add them to the topic, or change the key");
    }
    return partitions.stream()
        .filter(partition -> config.partitions().contains(partition.id()))
        .collect(Collectors.toList());
  }

  /** The topic's partitions, by id. */
  List<PartitionInfo> partitions(long timeoutMillis) {
    IggyClient client = clients.within(timeoutMillis);
    Identifier stream = TopicResolver.stream(client, config.topic());
    Identifier topic = TopicResolver.topic(client, stream, config.topic());
    List<PartitionInfo> partitions =
        client
            .topics()
            .find(stream, topic)
            .map(TopicDetails::partitions)
            .orElseThrow(this::missing);
    latest = new Snapshot(partitions);
    return partitions;
  }

  /** Names of all topics of the stream. */
  List<String> topicNames(long timeoutMillis) {
    IggyClient client = clients.within(timeoutMillis);
    Identifier stream = TopicResolver.stream(client, config.topic());
    return client.topics().list(stream).stream().map(TopicInfo::name).collect(Collectors.toList());
  }

  /**
   * The offset at which consumption starts: smallest, largest, a period ago, at a time, or the
   * offset itself.
   */
  long offset(int partitionId, OffsetCriteria criteria, long timeoutMillis) {
    if (criteria.isLargest()) {
      return next(partitionId, timeoutMillis);
    }
    if (criteria.isSmallest()) {
      return earliest(partitionId, timeoutMillis);
    }
    if (criteria.isPeriod()) {
      long ago = TimeUtils.convertPeriodToMillis(criteria.getOffsetString());
      return offsetAt(partitionId, System.currentTimeMillis() - ago, timeoutMillis);
    }
    if (criteria.isTimestamp()) {
      long at = TimeUtils.convertTimestampToMillis(criteria.getOffsetString());
      return offsetAt(partitionId, at, timeoutMillis);
    }
    return explicitOffset(criteria.getOffsetString());
  }

  long earliest(int partitionId, long timeoutMillis) {
    return offsets(timeoutMillis).earliest(partitionId);
  }

  long offsetAt(int partitionId, long timestampMillis, long timeoutMillis) {
    return offsets(timeoutMillis).atTimestamp(partitionId, Math.max(0, timestampMillis) * 1000);
  }

  /**
   * The end of a partition. Pinot up to 1.4 asks for it with every batch, on the thread that
   * consumes, so a recent answer is used again.
   */
  private long next(int partitionId, long timeoutMillis) {
    Snapshot snapshot = latest;
    if (snapshot == null || System.nanoTime() - snapshot.takenNanos > MAX_SNAPSHOT_AGE_NANOS) {
      partitions(timeoutMillis);
      snapshot = latest;
    }
    return snapshot.partitions.stream()
        .filter(partition -> partition.id() == partitionId)
        .findFirst()
        .map(PartitionOffsets::next)
        .orElseThrow(
            () ->
                new IggyException(
                    ErrorCategory.PERMANENT,
                    "topic " + config.topic() + " has no partition " + partitionId));
  }

  private PartitionOffsets offsets(long timeoutMillis) {
    IggyClient client = clients.within(timeoutMillis);
    Identifier stream = TopicResolver.stream(client, config.topic());
    return client.partitionOffsets(stream, TopicResolver.topic(client, stream, config.topic()));
  }

  private static long explicitOffset(String text) {
    try {
      long offset = Long.parseLong(text.trim());
      if (offset >= 0) {
        return offset;
      }
    } catch (NumberFormatException e) {
      // Said below, together with negative numbers.
    }
    throw new IggyException(
        ErrorCategory.CONFIGURATION,
        "stream.iggy.consumer.prop.auto.offset.reset is '"
            + text
            + "' but must be smallest, largest,"
            + " a period such as 2d, a time such as 2026-01-31T12:00:00.000Z, or an offset");
  }

  private IggyException missing() {
    TopicReference topic = config.topic();
    return new IggyException(
        ErrorCategory.PERMANENT,
        "topic '"
            + topic.topic()
            + "' of stream '"
            + topic.stream()
            + "' does not exist on "
            + config.connection().address()
            + "; create it, or change stream.iggy.stream.id or stream.iggy.topic.id");
  }

  @Override
  public void close() {
    clients.close();
  }

  private static final class Snapshot {
    private final List<PartitionInfo> partitions;
    private final long takenNanos = System.nanoTime();

    private Snapshot(List<PartitionInfo> partitions) {
      this.partitions = partitions;
    }
  }
}
