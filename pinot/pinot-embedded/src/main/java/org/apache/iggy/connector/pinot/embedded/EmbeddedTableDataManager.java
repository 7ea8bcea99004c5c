// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pinot.common.metadata.segment.SegmentZKMetadata;
import org.apache.pinot.common.utils.LLCSegmentName;
import org.apache.pinot.core.data.manager.realtime.ConsumerCoordinator;
import org.apache.pinot.core.data.manager.realtime.LocallyCompletedSegmentDataManager;
import org.apache.pinot.core.data.manager.realtime.RealtimeSegmentDataManager;
import org.apache.pinot.core.data.manager.realtime.RealtimeTableDataManager;
import org.apache.pinot.core.data.manager.realtime.SegmentCompletion;
import org.apache.pinot.segment.local.data.manager.SegmentDataManager;
import org.apache.pinot.segment.local.dedup.PartitionDedupMetadataManager;
import org.apache.pinot.segment.local.segment.index.loader.IndexLoadingConfig;
import org.apache.pinot.segment.local.upsert.PartitionUpsertMetadataManager;
import org.apache.pinot.spi.config.instance.InstanceDataManagerConfig;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.data.Schema;
import org.apache.pinot.spi.utils.retry.AttemptsExceededException;
import org.apache.pinot.spi.utils.retry.RetriableOperationException;

/**
 * Pinot's realtime table, with what it would read from ZooKeeper taken from this process: the table
 * config, the schema and the segment metadata.
 */
final class EmbeddedTableDataManager extends RealtimeTableDataManager {
  private final InstanceDataManagerConfig instanceConfig;
  private final TableConfig tableConfig;
  private final Schema schema;
  private final SegmentMetadataStore metadataStore;
  private volatile SegmentCompletion completion;

  EmbeddedTableDataManager(
      InstanceDataManagerConfig instanceConfig,
      TableConfig tableConfig,
      Schema schema,
      SegmentMetadataStore metadataStore) {
    super(null);
    this.instanceConfig = instanceConfig;
    this.tableConfig = tableConfig;
    this.schema = schema;
    this.metadataStore = metadataStore;
  }

  /** Sets who hears of commits and stops; before the first consuming segment is added. */
  void completeWith(SegmentCompletion receiver) {
    completion = receiver;
  }

  TableConfig tableConfig() {
    return tableConfig;
  }

  Schema schema() {
    return schema;
  }

  /** Where the index of a committed segment lies. */
  File indexDirectory(String segmentName) {
    return new File(_indexDir, segmentName);
  }

  /** The segments that can be queried now, committed and consuming. */
  List<String> queryableSegments() {
    return new ArrayList<>(_segmentDataManagerMap.keySet());
  }

  /** The last error that Pinot recorded for a segment. */
  Optional<String> errorOf(String segmentName) {
    return Optional.ofNullable(getSegmentErrors().get(segmentName)).map(PinotErrorText::of);
  }

  /** Whether a segment is served as an immutable one. */
  boolean isImmutable(String segmentName) {
    SegmentDataManager segment = _segmentDataManagerMap.get(segmentName);
    return segment != null && !(segment instanceof RealtimeSegmentDataManager);
  }

  /**
   * Asks a consuming segment, which cannot go away meanwhile.
   *
   * @return the answer, or the alternative when the segment is not (or no longer) consuming
   */
  <T> T askConsuming(
      String segmentName, Function<RealtimeSegmentDataManager, T> question, T otherwise) {
    SegmentDataManager segment = acquireSegment(segmentName);
    if (segment == null) {
      return otherwise;
    }
    try {
      return segment instanceof RealtimeSegmentDataManager consuming
          ? question.apply(consuming)
          : otherwise;
    } finally {
      releaseSegment(segment);
    }
  }

  /** Does something with every consuming segment. */
  void forEachConsuming(Consumer<RealtimeSegmentDataManager> action) {
    for (String segmentName : queryableSegments()) {
      askConsuming(
          segmentName,
          consuming -> {
            action.accept(consuming);
            return null;
          },
          null);
    }
  }

  @Override
  public SegmentZKMetadata fetchZKMetadata(String segmentName) {
    SegmentZKMetadata metadata = fetchZKMetadataNullable(segmentName);
    if (metadata == null) {
      throw new IllegalStateException("no metadata for segment " + segmentName);
    }
    return metadata;
  }

  @Override
  public SegmentZKMetadata fetchZKMetadataNullable(String segmentName) {
    return metadataStore.get(segmentName);
  }

  @Override
  public IndexLoadingConfig fetchIndexLoadingConfig() {
    IndexLoadingConfig config = new IndexLoadingConfig(instanceConfig, tableConfig, schema);
    config.setTableDataDir(_tableDataDir);
    return config;
  }

  @Override
  public Set<Integer> getHostedPartitionsGroupIds() {
    Set<Integer> partitions = new TreeSet<>();
    forEachConsuming(
        segment ->
            partitions.add(new LLCSegmentName(segment.getSegmentName()).getPartitionGroupId()));
    return partitions;
  }

  @Override
  protected RealtimeSegmentDataManager createRealtimeSegmentDataManager(
      SegmentZKMetadata metadata,
      TableConfig config,
      IndexLoadingConfig indexLoadingConfig,
      Schema segmentSchema,
      LLCSegmentName segmentName,
      ConsumerCoordinator consumerCoordinator,
      PartitionUpsertMetadataManager upsertMetadataManager,
      PartitionDedupMetadataManager dedupMetadataManager,
      BooleanSupplier isReadyToConsume)
      throws AttemptsExceededException, RetriableOperationException {
    return new LocallyCompletedSegmentDataManager(
        completion,
        metadata,
        config,
        this,
        _indexDir.getAbsolutePath(),
        indexLoadingConfig,
        segmentSchema,
        segmentName,
        consumerCoordinator,
        _serverMetrics,
        upsertMetadataManager,
        dedupMetadataManager,
        isReadyToConsume);
  }
}
