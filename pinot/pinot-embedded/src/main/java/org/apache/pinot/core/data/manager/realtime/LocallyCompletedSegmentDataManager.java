// SPDX-License-Identifier: Apache-2.0
package org.apache.pinot.core.data.manager.realtime;

import java.util.function.BooleanSupplier;
import org.apache.pinot.common.metadata.segment.SegmentZKMetadata;
import org.apache.pinot.common.metrics.ServerMetrics;
import org.apache.pinot.common.protocols.SegmentCompletionProtocol;
import org.apache.pinot.common.protocols.SegmentCompletionProtocol.ControllerResponseStatus;
import org.apache.pinot.common.utils.LLCSegmentName;
import org.apache.pinot.segment.local.dedup.PartitionDedupMetadataManager;
import org.apache.pinot.segment.local.segment.index.loader.IndexLoadingConfig;
import org.apache.pinot.segment.local.upsert.PartitionUpsertMetadataManager;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.data.Schema;
import org.apache.pinot.spi.utils.retry.AttemptsExceededException;
import org.apache.pinot.spi.utils.retry.RetriableOperationException;

/**
 * Pinot's consuming segment, with its three messages to the controller answered in this process.
 *
 * <p>The only replica is always the one that commits, so every request to complete is answered with
 * COMMIT at the offset that the segment has reached.
 */
public final class LocallyCompletedSegmentDataManager extends RealtimeSegmentDataManager {
  private final SegmentCompletion completion;

  /** As the constructor of Pinot's class, plus the receiver of the completion messages. */
  public LocallyCompletedSegmentDataManager(
      SegmentCompletion completion,
      SegmentZKMetadata segmentMetadata,
      TableConfig tableConfig,
      RealtimeTableDataManager tableDataManager,
      String resourceDataDir,
      IndexLoadingConfig indexLoadingConfig,
      Schema schema,
      LLCSegmentName segmentName,
      ConsumerCoordinator consumerCoordinator,
      ServerMetrics serverMetrics,
      PartitionUpsertMetadataManager upsertMetadataManager,
      PartitionDedupMetadataManager dedupMetadataManager,
      BooleanSupplier isReadyToConsume)
      throws AttemptsExceededException, RetriableOperationException {
    super(
        segmentMetadata,
        tableConfig,
        tableDataManager,
        resourceDataDir,
        indexLoadingConfig,
        schema,
        segmentName,
        consumerCoordinator,
        serverMetrics,
        upsertMetadataManager,
        dedupMetadataManager,
        isReadyToConsume);
    this.completion = completion;
  }

  @Override
  protected SegmentCompletionProtocol.Response postSegmentConsumedMsg() {
    return response(ControllerResponseStatus.COMMIT);
  }

  @Override
  SegmentCompletionProtocol.Response commit(String controllerUrl) {
    boolean accepted = completion.commit(getSegmentName(), getCurrentOffset());
    return response(
        accepted ? ControllerResponseStatus.COMMIT_SUCCESS : ControllerResponseStatus.FAILED);
  }

  @Override
  protected void postStopConsumedMsg(String reason) {
    // Null when Pinot's constructor failed: it reports that 30 s later from a thread of its own,
    // long after the caller of the constructor has seen the exception.
    if (completion != null) {
      completion.stoppedConsuming(getSegmentName(), reason);
    }
  }

  private SegmentCompletionProtocol.Response response(ControllerResponseStatus status) {
    return new SegmentCompletionProtocol.Response(
        new SegmentCompletionProtocol.Response.Params()
            .withStatus(status)
            .withStreamPartitionMsgOffset(getCurrentOffset().toString()));
  }
}
