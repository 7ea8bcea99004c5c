// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.metadata;

import java.lang.reflect.Method;
import org.apache.pinot.spi.stream.ConsumerPartitionState;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.PartitionLagState;

/** How far a partition's consumption is behind, in messages and in time. Immutable. */
final class IggyPartitionLagState extends PartitionLagState {
  private static final String UNKNOWN = "UNKNOWN";

  private final String recordsLag;
  private final String availabilityLagMillis;

  IggyPartitionLagState(ConsumerPartitionState state) {
    this.recordsLag = recordsLag(state);
    this.availabilityLagMillis = availabilityLag(state);
  }

  private static String recordsLag(ConsumerPartitionState state) {
    boolean known =
        state.getCurrentOffset() instanceof LongMsgOffset
            && state.getUpstreamLatestOffset() instanceof LongMsgOffset;
    if (!known) {
      return UNKNOWN;
    }
    long latest = ((LongMsgOffset) state.getUpstreamLatestOffset()).getOffset();
    long current = ((LongMsgOffset) state.getCurrentOffset()).getOffset();
    return Long.toString(Math.max(0, latest - current));
  }

  private static String availabilityLag(ConsumerPartitionState state) {
    long ingestedAtMillis = lastIngestionTimeMillis(state);
    return ingestedAtMillis > 0 && state.getLastProcessedTimeMs() > 0
        ? Long.toString(state.getLastProcessedTimeMs() - ingestedAtMillis)
        : UNKNOWN;
  }

  /**
   * By reflection, because the type that {@code getLastProcessedRowMetadata} returns is another in
   * Pinot 1.4 than in 1.5, and one jar serves both.
   */
  private static long lastIngestionTimeMillis(ConsumerPartitionState state) {
    try {
      Method accessor = ConsumerPartitionState.class.getMethod("getLastProcessedRowMetadata");
      Object metadata = accessor.invoke(state);
      if (metadata == null) {
        return 0;
      }
      return (Long) accessor.getReturnType().getMethod("getRecordIngestionTimeMs").invoke(metadata);
    } catch (ReflectiveOperationException e) {
      return 0;
    }
  }

  @Override
  public String getRecordsLag() {
    return recordsLag;
  }

  @Override
  public String getAvailabilityLagMs() {
    return availabilityLagMillis;
  }
}
