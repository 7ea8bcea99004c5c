// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.pinot.common.metadata.segment.SegmentZKMetadata;
import org.apache.pinot.common.utils.LLCSegmentName;
import org.apache.pinot.core.data.manager.realtime.RealtimeSegmentDataManager;
import org.apache.pinot.spi.stream.PartitionLagState;
import org.apache.pinot.spi.utils.CommonConstants.ConsumerState;
import org.apache.pinot.spi.utils.builder.TableNameBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A realtime table of an {@link EmbeddedPinot} that consumes its stream. Thread-safe.
 *
 * <p>Every wait has a deadline and fails with an {@link EmbeddedPinotException} that shows the
 * state of the partitions.
 */
public final class EmbeddedTable {
  private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedTable.class);
  private static final int POLL_INTERVAL_MILLIS = 10;

  private final EmbeddedTableDataManager table;
  private final SegmentMetadataStore metadataStore;
  private final TableController controller;
  private final QueryEngine queryEngine;

  EmbeddedTable(
      EmbeddedTableDataManager table,
      SegmentMetadataStore metadataStore,
      TableController controller,
      QueryEngine queryEngine) {
    this.table = table;
    this.metadataStore = metadataStore;
    this.controller = controller;
    this.queryEngine = queryEngine;
  }

  /** The name for SQL, without {@code _REALTIME}. */
  public String name() {
    return TableNameBuilder.extractRawTableName(table.tableConfig().getTableName());
  }

  /**
   * Waits until the table has at least so many rows.
   *
   * @return how many it has, by {@code SELECT COUNT(*)}
   * @throws EmbeddedPinotException when the deadline passes, or at once when all partitions have
   *     stopped
   */
  public long awaitRows(long rows, Duration deadline) {
    await(
        deadline,
        () -> countRows() >= rows,
        this::allPartitionsStopped,
        () -> rows + " rows in table " + name() + ", which has " + countRows());
    return countRows();
  }

  /**
   * Makes the consuming segments commit now, as Pinot's force-commit API does, and waits until
   * their rows are served from immutable segments and the next consuming segments are open. A
   * partition that has consumed nothing since its last commit is left as it is. A consumer notices
   * the request between two fetches.
   *
   * @throws EmbeddedPinotException when the deadline passes, or at once when a partition that has
   *     something to commit has stopped
   */
  public void commitSegment(Duration deadline) {
    List<String> committing = new ArrayList<>();
    table.forEachConsuming(
        segment -> {
          if (hasConsumed(segment)) {
            committing.add(segment.getSegmentName());
            segment.forceCommit();
          }
        });
    await(
        deadline,
        () -> committing.stream().allMatch(this::isReplaced),
        () -> committing.stream().anyMatch(segment -> stopError(segment).isPresent()),
        () -> "the commit of " + committing);
  }

  /** Starts to consume partitions that the stream has gained, from their smallest offset. */
  public void refreshPartitions() {
    controller.refreshPartitions();
  }

  /** How many segments each partition has committed, by partition. */
  public Map<Integer, Integer> committedSegments() {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int partition : metadataStore.latestByPartition().keySet()) {
      counts.put(partition, metadataStore.committedCount(partition));
    }
    return counts;
  }

  /** The state of each partition, in their order. */
  public List<PartitionStatus> partitions() {
    List<PartitionStatus> statuses = new ArrayList<>();
    metadataStore
        .latestByPartition()
        .forEach((partition, latest) -> statuses.add(statusOf(partition, latest)));
    return statuses;
  }

  /**
   * What Pinot last recorded against each segment that it has something against, by segment: a loss
   * of messages, for example, which does not stop the partition.
   */
  public Map<String, String> segmentErrors() {
    Map<String, String> errors = new TreeMap<>();
    for (String segment : table.getSegmentErrors().keySet()) {
      table.errorOf(segment).ifPresent(error -> errors.put(segment, error));
    }
    return errors;
  }

  /**
   * The lag of each consuming partition, in their order. Asks the stream, so it may take as long as
   * the plugin's metadata calls do.
   */
  public List<PartitionLag> lags() {
    Map<Integer, PartitionLag> lags = new TreeMap<>();
    table.forEachConsuming(
        segment -> {
          int partition = new LLCSegmentName(segment.getSegmentName()).getPartitionGroupId();
          PartitionLagState state = PinotReleaseBridge.lagOf(table, segment);
          lags.put(
              partition,
              new PartitionLag(
                  partition,
                  parseLag(state.getRecordsLag()),
                  parseLag(state.getAvailabilityLagMs())));
        });
    return new ArrayList<>(lags.values());
  }

  /**
   * Stops consuming and releases the segments; abandons a consumer that does not stop in time,
   * since Pinot itself would wait for it without end.
   */
  void close(Duration timeout) {
    Thread shutDown = new Thread(this::shutDown, "embedded-pinot-close-" + name());
    shutDown.setDaemon(true);
    shutDown.start();
    try {
      shutDown.join(Math.max(1, timeout.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (shutDown.isAlive()) {
      LOGGER.warn("A consumer of table {} did not stop within {}, leaving it", name(), timeout);
    }
  }

  private void shutDown() {
    controller.close();
    table.shutDown();
    PinotReleaseBridge.closeMetadataProviders(table);
  }

  private long countRows() {
    String sql = "SELECT COUNT(*) FROM \"" + name() + "\"";
    return queryEngine.execute(sql, Duration.ofSeconds(30).toMillis()).longAt(0, 0);
  }

  private boolean hasConsumed(RealtimeSegmentDataManager segment) {
    String startOffset = metadataStore.get(segment.getSegmentName()).getStartOffset();
    return !segment.getCurrentOffset().toString().equals(startOffset);
  }

  private boolean isReplaced(String segmentName) {
    int partition = new LLCSegmentName(segmentName).getPartitionGroupId();
    SegmentZKMetadata latest = metadataStore.latestByPartition().get(partition);
    boolean successorIsOpen =
        latest.getStatus().isCompleted() || table.hasSegment(latest.getSegmentName());
    return table.isImmutable(segmentName) && successorIsOpen;
  }

  private PartitionStatus statusOf(int partition, SegmentZKMetadata latest) {
    String name = latest.getSegmentName();
    int committed = metadataStore.committedCount(partition);
    Optional<String> error = stopError(name);
    if (error.isPresent()) {
      return status(partition, PartitionStatus.State.STOPPED, error, committed, latest);
    }
    boolean ended = latest.getStatus().isCompleted();
    PartitionStatus.State state =
        ended ? PartitionStatus.State.ENDED : PartitionStatus.State.CONSUMING;
    return status(partition, state, error, committed, latest);
  }

  private PartitionStatus status(
      int partition,
      PartitionStatus.State state,
      Optional<String> error,
      int committed,
      SegmentZKMetadata latest) {
    String stored = latest.getEndOffset() == null ? latest.getStartOffset() : latest.getEndOffset();
    String nextOffset =
        table.askConsuming(
            latest.getSegmentName(), segment -> segment.getCurrentOffset().toString(), stored);
    long ingestionTimeMillis = table.getPartitionIngestionTimeMs(latest.getSegmentName());
    return new PartitionStatus(partition, state, error, committed, nextOffset, ingestionTimeMillis);
  }

  /** Why consuming failed; empty while Pinot has marked the failure but not yet reported it. */
  private Optional<String> stopError(String segmentName) {
    Optional<String> reason = controller.stopReason(segmentName);
    boolean failed =
        table.askConsuming(
            segmentName,
            segment -> segment.getConsumerState() == ConsumerState.NOT_CONSUMING,
            false);
    return failed ? reason.or(() -> table.errorOf(segmentName)) : reason;
  }

  private boolean allPartitionsStopped() {
    List<PartitionStatus> partitions = partitions();
    return !partitions.isEmpty()
        && partitions.stream().allMatch(p -> p.state() == PartitionStatus.State.STOPPED);
  }

  private void await(
      Duration deadline,
      BooleanSupplier condition,
      BooleanSupplier hopeless,
      Supplier<String> expectation) {
    long deadlineNanos = System.nanoTime() + deadline.toNanos();
    while (!condition.getAsBoolean()) {
      boolean inVain = hopeless.getAsBoolean() && !condition.getAsBoolean();
      if (inVain || System.nanoTime() > deadlineNanos) {
        String wait =
            inVain ? "consuming has stopped, in vain waited for " : "waited " + deadline + " for ";
        throw new EmbeddedPinotException(
            wait + expectation.get() + "; partitions: " + partitions());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_INTERVAL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPinotException("interrupted while waiting", e);
    }
  }

  private static OptionalLong parseLag(String lag) {
    try {
      return OptionalLong.of(Long.parseLong(lag));
    } catch (NumberFormatException e) {
      // Pinot writes words such as UNKNOWN when there is no number.
      return OptionalLong.empty();
    }
  }
}
