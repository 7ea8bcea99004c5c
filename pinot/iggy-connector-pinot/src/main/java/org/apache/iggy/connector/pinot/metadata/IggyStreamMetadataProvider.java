// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.metadata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.PartitionOffsets;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.iggy.connector.pinot.config.PartitionSubset;
import org.apache.iggy.connector.pinot.consumer.IggyStreamPartitionMsgOffset;
import org.apache.iggy.connector.pinot.spi.ConsumerFailure;
import org.apache.iggy.connector.pinot.spi.StreamPartition;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;
import org.apache.pinot.spi.stream.ConsumerPartitionState;
import org.apache.pinot.spi.stream.OffsetCriteria;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.apache.pinot.spi.stream.PartitionGroupMetadata;
import org.apache.pinot.spi.stream.PartitionLagState;
import org.apache.pinot.spi.stream.StreamConfig;
import org.apache.pinot.spi.stream.StreamMetadataProvider;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;

/**
 * Answers Pinot's questions about a topic: partitions, offsets, lag.
 *
 * <p>A partition that is missing from an answer means to Pinot that it has ended, so an answer is
 * whole or an exception. Thread-safe, and without a connection of its own.
 */
public final class IggyStreamMetadataProvider implements StreamMetadataProvider {
  private static final long DEFAULT_TIMEOUT_MILLIS = 10_000;

  private final int partitionId;
  private final PartitionSubset partitions;
  private final TopicMetadataReader topic;

  /** A provider for the whole topic. */
  public IggyStreamMetadataProvider(IggyStreamConfig config) {
    this(config, 0);
  }

  /** A provider for one partition, which answers the questions that name none. */
  public IggyStreamMetadataProvider(IggyStreamConfig config, int partitionId) {
    this.partitionId = partitionId;
    this.partitions = config.partitions();
    this.topic = new TopicMetadataReader(config);
  }

  @Override
  public int fetchPartitionCount(long timeoutMillis) {
    return ask(() -> topic.consumedPartitions(timeoutMillis).size());
  }

  @Override
  public Set<Integer> fetchPartitionIds(long timeoutMillis) {
    return ask(
        () ->
            topic.consumedPartitions(timeoutMillis).stream()
                .map(PartitionInfo::id)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Latest offsets of many partitions in one request. */
  @Override
  public Map<Integer, StreamPartitionMsgOffset> fetchLatestStreamOffset(
      Set<Integer> partitionIds, long timeoutMillis) {
    return ask(
        () -> {
          Map<Integer, StreamPartitionMsgOffset> latest = new HashMap<>();
          for (PartitionInfo partition : topic.partitions(timeoutMillis)) {
            if (partitionIds.contains(partition.id())) {
              latest.put(partition.id(), offset(PartitionOffsets.next(partition)));
            }
          }
          return latest;
        });
  }

  @Override
  public StreamPartitionMsgOffset fetchStreamPartitionOffset(
      OffsetCriteria criteria, long timeoutMillis) {
    return ask(() -> offset(topic.offset(partitionId, criteria, timeoutMillis)));
  }

  /**
   * The partitions that a table should consume, none but those it lists: those it has, each at the
   * end of what it has consumed, and those that are new, at the criteria of the configuration that
   * is handed in, which Pinot changes between calls.
   */
  @Override
  public List<PartitionGroupMetadata> computePartitionGroupMetadata(
      String clientId,
      StreamConfig streamConfig,
      List<PartitionGroupConsumptionStatus> statuses,
      int timeoutMillis) {
    return ask(
        () -> {
          Map<Integer, StreamPartitionMsgOffset> starts = new TreeMap<>();
          for (PartitionGroupConsumptionStatus status : statuses) {
            if (partitions.contains(StreamPartition.of(status))) {
              starts.put(StreamPartition.of(status), status.getEndOffset());
            }
          }
          for (PartitionInfo partition : topic.consumedPartitions(timeoutMillis)) {
            if (!starts.containsKey(partition.id())) {
              OffsetCriteria criteria = streamConfig.getOffsetCriteria();
              starts.put(
                  partition.id(), offset(topic.offset(partition.id(), criteria, timeoutMillis)));
            }
          }
          List<PartitionGroupMetadata> groups = new ArrayList<>();
          starts.forEach((id, start) -> groups.add(new PartitionGroupMetadata(id, start)));
          return groups;
        });
  }

  @Override
  public boolean supportsOffsetLag() {
    return true;
  }

  @Override
  public Map<String, PartitionLagState> getCurrentPartitionLagState(
      Map<String, ConsumerPartitionState> states) {
    Map<String, PartitionLagState> lag = new HashMap<>();
    states.forEach((partition, state) -> lag.put(partition, new IggyPartitionLagState(state)));
    return lag;
  }

  /** Offset of the first message that the server appended at that time or later. */
  @Override
  public StreamPartitionMsgOffset getOffsetAtTimestamp(
      int partition, long timestampMillis, long timeoutMillis) {
    return ask(() -> offset(topic.offsetAt(partition, timestampMillis, timeoutMillis)));
  }

  @Override
  public Map<String, StreamPartitionMsgOffset> getStreamStartOffsets() {
    return offsets(partition -> topic.earliest(partition.id(), DEFAULT_TIMEOUT_MILLIS));
  }

  @Override
  public Map<String, StreamPartitionMsgOffset> getStreamEndOffsets() {
    return offsets(PartitionOffsets::next);
  }

  private Map<String, StreamPartitionMsgOffset> offsets(Function<PartitionInfo, Long> offsetOf) {
    return ask(
        () -> {
          Map<String, StreamPartitionMsgOffset> offsets = new HashMap<>();
          for (PartitionInfo partition : topic.consumedPartitions(DEFAULT_TIMEOUT_MILLIS)) {
            offsets.put(Integer.toString(partition.id()), offset(offsetOf.apply(partition)));
          }
          return offsets;
        });
  }

  /** All topics of the stream. */
  @Override
  public List<TopicMetadata> getTopics() {
    return ask(
        () ->
            topic.topicNames(DEFAULT_TIMEOUT_MILLIS).stream()
                .map(IggyTopicMetadata::new)
                .collect(Collectors.toList()));
  }

  @Override
  public void close() {
    topic.close();
  }

  private static StreamPartitionMsgOffset offset(long offset) {
    return new IggyStreamPartitionMsgOffset(offset);
  }

  private static <T> T ask(java.util.function.Supplier<T> question) {
    try {
      return question.get();
    } catch (IggyException e) {
      throw ConsumerFailure.of(e);
    }
  }
}
