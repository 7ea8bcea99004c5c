// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.pinot.common.metadata.segment.SegmentZKMetadata;
import org.apache.pinot.common.utils.LLCSegmentName;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.stream.OffsetCriteria;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.apache.pinot.spi.stream.PartitionGroupMetadata;
import org.apache.pinot.spi.stream.StreamConfig;
import org.apache.pinot.spi.stream.StreamConsumerFactory;
import org.apache.pinot.spi.stream.StreamConsumerFactoryProvider;
import org.apache.pinot.spi.stream.StreamMetadataProvider;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffsetFactory;
import org.apache.pinot.spi.stream.TransientConsumerException;
import org.apache.pinot.spi.utils.IngestionConfigUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a table's stream plugin which partitions there are and where they start, with the calls,
 * timeouts and retries of Pinot's controller: 15 s, three attempts, and only a {@link
 * TransientConsumerException} is tried again.
 *
 * <p>Partitions are Pinot's: for a table with several streams the stream's number is padded into
 * the id. Thread-safe.
 */
final class StreamPartitionDiscovery {
  private static final Logger LOGGER = LoggerFactory.getLogger(StreamPartitionDiscovery.class);
  private static final int METADATA_TIMEOUT_MILLIS = 15_000;
  private static final int PARTITION_IDS_TIMEOUT_MILLIS = 5_000;
  private static final int ATTEMPTS = 3;
  private static final int RETRY_DELAY_MILLIS = 150;

  private final TableConfig tableConfig;

  StreamPartitionDiscovery(TableConfig tableConfig) {
    this.tableConfig = tableConfig;
  }

  /** The partitions of a new table, each with the start offset that the table config asks for. */
  Map<Integer, StreamPartitionMsgOffset> initialOffsets() {
    return startOffsets(streamConfigs(), List.of());
  }

  /**
   * All partitions there are now, with start offsets: a partition that the table does not know yet
   * starts at the smallest one.
   *
   * @param latestSegments the newest segment of each partition that the table knows
   */
  Map<Integer, StreamPartitionMsgOffset> currentOffsets(
      Collection<SegmentZKMetadata> latestSegments) {
    List<StreamConfig> streams = streamConfigs();
    streams.forEach(s -> s.setOffsetCriteria(OffsetCriteria.SMALLEST_OFFSET_CRITERIA));
    return startOffsets(streams, latestSegments);
  }

  /** The ids of the partitions there are now, the cheap way when the plugin offers one. */
  Set<Integer> partitionIds(Collection<SegmentZKMetadata> latestSegments) {
    try {
      return partitionIdsFromStream();
    } catch (Exception e) {
      LOGGER.info("The stream gives no partition ids, computing partition metadata instead", e);
      return currentOffsets(latestSegments).keySet();
    }
  }

  private Set<Integer> partitionIdsFromStream() throws Exception {
    List<StreamConfig> streams = streamConfigs();
    Set<Integer> ids = new HashSet<>();
    for (int stream = 0; stream < streams.size(); stream++) {
      try (StreamMetadataProvider provider = openProvider(streams.get(stream))) {
        for (int id : provider.fetchPartitionIds(PARTITION_IDS_TIMEOUT_MILLIS)) {
          ids.add(toPinotPartition(streams.size(), stream, id));
        }
      }
    }
    return ids;
  }

  private Map<Integer, StreamPartitionMsgOffset> startOffsets(
      List<StreamConfig> streams, Collection<SegmentZKMetadata> latestSegments) {
    for (int attempt = 1; ; attempt++) {
      try {
        return startOffsetsOnce(streams, latestSegments);
      } catch (TransientConsumerException e) {
        if (attempt == ATTEMPTS) {
          throw failure(e);
        }
        LOGGER.warn("Cannot read the partitions of {}, trying again", topics(), e);
        pauseBeforeRetry();
      } catch (Exception e) {
        throw failure(e);
      }
    }
  }

  private Map<Integer, StreamPartitionMsgOffset> startOffsetsOnce(
      List<StreamConfig> streams, Collection<SegmentZKMetadata> latestSegments) throws Exception {
    Map<Integer, StreamPartitionMsgOffset> offsets = new TreeMap<>();
    for (int stream = 0; stream < streams.size(); stream++) {
      StreamConfig config = streams.get(stream);
      List<PartitionGroupConsumptionStatus> known =
          consumptionStatuses(config, streams.size(), stream, latestSegments);
      try (StreamMetadataProvider provider = openProvider(config)) {
        List<PartitionGroupMetadata> groups =
            provider.computePartitionGroupMetadata(
                clientId(config), config, known, METADATA_TIMEOUT_MILLIS, false);
        for (PartitionGroupMetadata group : groups) {
          int partition = toPinotPartition(streams.size(), stream, group.getPartitionGroupId());
          offsets.put(partition, group.getStartOffset());
        }
      }
    }
    return offsets;
  }

  private static List<PartitionGroupConsumptionStatus> consumptionStatuses(
      StreamConfig config,
      int streamCount,
      int stream,
      Collection<SegmentZKMetadata> latestSegments) {
    StreamPartitionMsgOffsetFactory offsets =
        StreamConsumerFactoryProvider.create(config).createStreamMsgOffsetFactory();
    return latestSegments.stream()
        .filter(segment -> streamIndexOf(streamCount, segment) == stream)
        .map(segment -> consumptionStatus(streamCount, segment, offsets))
        .collect(Collectors.toList());
  }

  private static PartitionGroupConsumptionStatus consumptionStatus(
      int streamCount, SegmentZKMetadata segment, StreamPartitionMsgOffsetFactory offsets) {
    LLCSegmentName name = new LLCSegmentName(segment.getSegmentName());
    int partition = name.getPartitionGroupId();
    return new PartitionGroupConsumptionStatus(
        partition,
        streamCount == 1
            ? partition
            : IngestionConfigUtils.getStreamPartitionIdFromPinotPartitionId(partition),
        name.getSequenceNumber(),
        offsets.create(segment.getStartOffset()),
        segment.getEndOffset() == null ? null : offsets.create(segment.getEndOffset()),
        segment.getStatus().toString());
  }

  private List<StreamConfig> streamConfigs() {
    return IngestionConfigUtils.getStreamConfigs(tableConfig);
  }

  private StreamMetadataProvider openProvider(StreamConfig config) {
    StreamConsumerFactory factory = StreamConsumerFactoryProvider.create(config);
    return factory.createStreamMetadataProvider(
        StreamConsumerFactory.getUniqueClientId(clientId(config)));
  }

  private static String clientId(StreamConfig config) {
    return "PartitionGroupMetadataFetcher-"
        + config.getTableNameWithType()
        + "-"
        + config.getTopicName();
  }

  /** A table with one stream keeps the stream's ids, as in Pinot. */
  private static int toPinotPartition(int streamCount, int stream, int streamPartition) {
    return streamCount == 1
        ? streamPartition
        : IngestionConfigUtils.getPinotPartitionIdFromStreamPartitionId(streamPartition, stream);
  }

  private static int streamIndexOf(int streamCount, SegmentZKMetadata segment) {
    return streamCount == 1
        ? 0
        : IngestionConfigUtils.getStreamConfigIndexFromPinotPartitionId(
            SegmentMetadataStore.partitionOf(segment));
  }

  private String topics() {
    return streamConfigs().stream()
        .map(StreamConfig::getTopicName)
        .collect(Collectors.joining(", "));
  }

  private EmbeddedPinotException failure(Exception cause) {
    return new EmbeddedPinotException(
        "cannot read the partitions of topic " + topics() + ": " + cause.getMessage(), cause);
  }

  private static void pauseBeforeRetry() {
    try {
      Thread.sleep(RETRY_DELAY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPinotException("interrupted while reading the partitions", e);
    }
  }
}
