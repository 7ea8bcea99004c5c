// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.ingest;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.OffsetCriteria;
import org.apache.pinot.spi.stream.StreamMetadataProvider;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;

/** What Pinot asks about a topic whose partitions all begin at 0 and hold so many messages. */
record PartitionMetadata(int partitions, long messages) implements StreamMetadataProvider {
  @Override
  public int fetchPartitionCount(long timeoutMillis) {
    return partitions;
  }

  @Override
  public Set<Integer> fetchPartitionIds(long timeoutMillis) {
    Set<Integer> ids = new HashSet<>();
    for (int id = 0; id < partitions; id++) {
      ids.add(id);
    }
    return ids;
  }

  @Override
  public Map<Integer, StreamPartitionMsgOffset> fetchLatestStreamOffset(
      Set<Integer> partitionIds, long timeoutMillis) {
    Map<Integer, StreamPartitionMsgOffset> offsets = new TreeMap<>();
    partitionIds.forEach(id -> offsets.put(id, new LongMsgOffset(messages)));
    return offsets;
  }

  @Override
  public StreamPartitionMsgOffset fetchStreamPartitionOffset(
      OffsetCriteria criteria, long timeoutMillis) {
    return new LongMsgOffset(criteria.isSmallest() ? 0 : messages);
  }

  @Override
  public boolean supportsOffsetLag() {
    return false;
  }

  @Override
  public void close() {}
}
