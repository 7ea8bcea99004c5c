// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.pinot.common.metadata.segment.SegmentZKMetadata;
import org.apache.pinot.common.utils.LLCSegmentName;
import org.apache.pinot.core.data.manager.realtime.SegmentCompletion;
import org.apache.pinot.segment.spi.index.metadata.SegmentMetadataImpl;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;
import org.apache.pinot.spi.utils.CommonConstants.Segment.Realtime.Status;
import org.apache.pinot.spi.utils.builder.TableNameBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides over the segments of one table: which exist, which commit, which come next.
 *
 * <p>Stands in for Pinot's controller, its segment-completion protocol and Helix. In the order of
 * the real one, a commit first marks the segment DONE with its end offset, then writes the metadata
 * of the next consuming segment, and then has the table open that segment, on a thread of this
 * class as Helix does on one of its own. Thread-safe; holds no lock while it calls Pinot.
 */
final class TableController implements SegmentCompletion {
  private static final Logger LOGGER = LoggerFactory.getLogger(TableController.class);
  private static final int OPENING_TIMEOUT_SECONDS = 60;

  private final EmbeddedTableDataManager table;
  private final SegmentMetadataStore metadataStore;
  private final StreamPartitionDiscovery discovery;
  private final ExecutorService transitions;
  private final Map<String, String> stopReasons = new ConcurrentHashMap<>();

  TableController(
      EmbeddedTableDataManager table,
      SegmentMetadataStore metadataStore,
      StreamPartitionDiscovery discovery) {
    this.table = table;
    this.metadataStore = metadataStore;
    this.discovery = discovery;
    String threadName = "embedded-pinot-controller-" + table.tableConfig().getTableName();
    this.transitions = Executors.newSingleThreadExecutor(task -> daemon(task, threadName));
  }

  /**
   * Gives a new table its first consuming segments, at the offsets that its stream tells; does
   * nothing for a stored table. The table itself need not be initialised yet.
   */
  void setUpNewTable() {
    if (metadataStore.latestByPartition().isEmpty()) {
      createFirstSegments(discovery.initialOffsets());
    }
  }

  /** Loads the committed segments and starts to consume where each partition was left. */
  void start() {
    loadCommittedSegments();
    Map<Integer, SegmentZKMetadata> latest = metadataStore.latestByPartition();
    for (SegmentZKMetadata segment : latest.values()) {
      if (segment.getStatus() == Status.IN_PROGRESS) {
        openConsumingSegment(segment.getSegmentName());
      } else if (isInStream(segment, latest)) {
        openConsumingSegment(createSuccessor(segment, latest.size()));
      }
    }
  }

  /** Starts consuming partitions that the stream has and the table does not know yet. */
  void refreshPartitions() {
    Map<Integer, SegmentZKMetadata> known = metadataStore.latestByPartition();
    Map<Integer, StreamPartitionMsgOffset> found = discovery.currentOffsets(known.values());
    found.keySet().removeAll(known.keySet());
    createFirstSegments(found).forEach(this::openConsumingSegment);
  }

  /** Why the consumer of a segment was reported to have stopped; empty when it was not. */
  Optional<String> stopReason(String segmentName) {
    return Optional.ofNullable(stopReasons.get(segmentName));
  }

  /**
   * Opens no more segments and waits for one that is being opened, since the table must not get it
   * after its shutdown.
   */
  void close() {
    transitions.shutdown();
    try {
      if (!transitions.awaitTermination(OPENING_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        transitions.shutdownNow();
      }
    } catch (InterruptedException e) {
      transitions.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean commit(String segmentName, StreamPartitionMsgOffset endOffset) {
    try {
      Map<Integer, SegmentZKMetadata> known = metadataStore.latestByPartition();
      boolean goesOn = isInStream(metadataStore.get(segmentName), known);
      SegmentZKMetadata committed = markDone(segmentName, endOffset);
      if (goesOn) {
        submitOpening(createSuccessor(committed, known.size()));
      }
      return true;
    } catch (IOException | RuntimeException e) {
      LOGGER.warn("Cannot commit segment {}, it will try again", segmentName, e);
      return false;
    }
  }

  @Override
  public void stoppedConsuming(String segmentName, String reason) {
    stopReasons.put(segmentName, table.errorOf(segmentName).orElse(reason));
  }

  private List<String> createFirstSegments(Map<Integer, StreamPartitionMsgOffset> startOffsets) {
    int partitionCount = metadataStore.latestByPartition().size() + startOffsets.size();
    List<String> created = new ArrayList<>();
    startOffsets.forEach(
        (partition, offset) ->
            created.add(createConsuming(partition, 0, offset.toString(), partitionCount)));
    return created;
  }

  private boolean isInStream(SegmentZKMetadata segment, Map<Integer, SegmentZKMetadata> latest) {
    int partition = SegmentMetadataStore.partitionOf(segment);
    return discovery.partitionIds(latest.values()).contains(partition);
  }

  private void loadCommittedSegments() {
    for (SegmentZKMetadata segment : metadataStore.all()) {
      if (segment.getStatus() == Status.DONE) {
        try {
          table.addOnlineSegment(segment.getSegmentName());
        } catch (Exception e) {
          throw new EmbeddedPinotException(
              "cannot load committed segment "
                  + segment.getSegmentName()
                  + " from "
                  + table.indexDirectory(segment.getSegmentName())
                  + ": "
                  + e.getMessage(),
              e);
        }
      }
    }
  }

  private SegmentZKMetadata markDone(String segmentName, StreamPartitionMsgOffset endOffset)
      throws IOException {
    File indexDirectory = table.indexDirectory(segmentName);
    SegmentMetadataImpl built;
    try {
      built = new SegmentMetadataImpl(indexDirectory);
    } catch (Exception e) {
      throw new IOException("cannot read the metadata of the segment in " + indexDirectory, e);
    }
    SegmentZKMetadata metadata = metadataStore.get(segmentName);
    metadata.setEndOffset(endOffset.toString());
    metadata.setCrc(Long.parseLong(built.getCrc()));
    metadata.setTotalDocs(built.getTotalDocs());
    metadata.setStatus(Status.DONE);
    metadataStore.put(metadata);
    return metadata;
  }

  private String createSuccessor(SegmentZKMetadata committed, int partitionCount) {
    return createConsuming(
        SegmentMetadataStore.partitionOf(committed),
        SegmentMetadataStore.sequenceOf(committed) + 1,
        committed.getEndOffset(),
        partitionCount);
  }

  private String createConsuming(
      int partition, int sequence, String startOffset, int partitionCount) {
    long now = System.currentTimeMillis();
    String rawTableName = TableNameBuilder.extractRawTableName(table.tableConfig().getTableName());
    String name = new LLCSegmentName(rawTableName, partition, sequence, now).getSegmentName();
    SegmentZKMetadata metadata = new SegmentZKMetadata(name);
    metadata.setStartOffset(startOffset);
    metadata.setCreationTime(now);
    metadata.setNumReplicas(1);
    metadata.setSizeThresholdToFlushSegment(
        FlushThreshold.rowsPerSegment(table.tableConfig(), partitionCount));
    metadata.setStatus(Status.IN_PROGRESS);
    metadataStore.put(metadata);
    return name;
  }

  private void submitOpening(String segmentName) {
    try {
      transitions.execute(() -> openConsumingSegment(segmentName));
    } catch (RejectedExecutionException e) {
      LOGGER.info("Closing: segment {} will be opened by the next start", segmentName);
    }
  }

  private void openConsumingSegment(String segmentName) {
    try {
      table.addConsumingSegment(segmentName);
    } catch (Exception e) {
      LOGGER.warn("Cannot open consuming segment {}", segmentName, e);
      stopReasons.put(segmentName, PinotErrorText.of(e));
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
