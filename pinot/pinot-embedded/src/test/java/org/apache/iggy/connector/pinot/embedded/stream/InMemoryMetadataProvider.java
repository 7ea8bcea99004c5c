// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pinot.spi.stream.ConsumerPartitionState;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.OffsetCriteria;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.apache.pinot.spi.stream.PartitionGroupMetadata;
import org.apache.pinot.spi.stream.PartitionLagState;
import org.apache.pinot.spi.stream.StreamConfig;
import org.apache.pinot.spi.stream.StreamMetadataProvider;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;

/** Partitions, offsets and lag of the in-memory stream. */
final class InMemoryMetadataProvider implements StreamMetadataProvider {
  private final InMemoryTopic topic;
  private final int partition;

  InMemoryMetadataProvider(InMemoryTopic topic, int partition) {
    this.topic = topic;
    this.partition = partition;
    topic.providersChanged(1);
  }

  @Override
  public int fetchPartitionCount(long timeoutMillis) {
    return topic.partitionCount();
  }

  @Override
  public Set<Integer> fetchPartitionIds(long timeoutMillis) {
    topic.checkMetadataRequest();
    Set<Integer> ids = new HashSet<>();
    for (int id = 0; id < topic.partitionCount(); id++) {
      ids.add(id);
    }
    return ids;
  }

  // Exists from Pinot 1.5 on, hence no @Override.
  @SuppressWarnings("MissingOverride")
  public Map<Integer, StreamPartitionMsgOffset> fetchLatestStreamOffset(
      Set<Integer> partitionIds, long timeoutMillis) {
    Map<Integer, StreamPartitionMsgOffset> offsets = new HashMap<>();
    partitionIds.forEach(id -> offsets.put(id, new LongMsgOffset(topic.endOffset(id))));
    return offsets;
  }

  @Override
  public StreamPartitionMsgOffset fetchStreamPartitionOffset(
      OffsetCriteria criteria, long timeoutMillis) {
    return offset(partition, criteria);
  }

  @Override
  public List<PartitionGroupMetadata> computePartitionGroupMetadata(
      String clientId,
      StreamConfig streamConfig,
      List<PartitionGroupConsumptionStatus> known,
      int timeoutMillis) {
    topic.checkMetadataRequest();
    Map<Integer, StreamPartitionMsgOffset> starts = new HashMap<>();
    known.forEach(status -> starts.put(status.getPartitionGroupId(), status.getStartOffset()));
    List<PartitionGroupMetadata> groups = new ArrayList<>();
    for (int id = 0; id < topic.partitionCount(); id++) {
      StreamPartitionMsgOffset start = starts.get(id);
      groups.add(
          new PartitionGroupMetadata(
              id, start != null ? start : offset(id, streamConfig.getOffsetCriteria())));
    }
    return groups;
  }

  @Override
  public Map<String, PartitionLagState> getCurrentPartitionLagState(
      Map<String, ConsumerPartitionState> states) {
    Map<String, PartitionLagState> lags = new HashMap<>();
    states.forEach((id, state) -> lags.put(id, new Lag(state)));
    return lags;
  }

  // Exists from Pinot 1.5 on, hence no @Override.
  @SuppressWarnings("MissingOverride")
  public boolean supportsOffsetLag() {
    return true;
  }

  @Override
  public void close() {
    topic.providersChanged(-1);
  }

  private LongMsgOffset offset(int id, OffsetCriteria criteria) {
    return new LongMsgOffset(criteria.isSmallest() ? 0 : topic.endOffset(id));
  }

  private static final class Lag extends PartitionLagState {
    private final String recordsLag;

    Lag(ConsumerPartitionState state) {
      long current = ((LongMsgOffset) state.getCurrentOffset()).getOffset();
      long latest = ((LongMsgOffset) state.getUpstreamLatestOffset()).getOffset();
      recordsLag = Long.toString(latest - current);
    }

    @Override
    public String getRecordsLag() {
      return recordsLag;
    }
  }
}
