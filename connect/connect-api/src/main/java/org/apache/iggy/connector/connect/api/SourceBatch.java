// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

import java.util.List;
import java.util.Objects;

/**
 * Records of a source, and where it stands behind them. Immutable but for the bytes of the state,
 * which are not to be changed.
 *
 * <p>The state becomes durable once Iggy has acknowledged the records, never before, and is what a
 * restarted source gets by {@link ConnectorContext#state}. A batch may have a state and no records.
 */
public final class SourceBatch {
  private static final SourceBatch EMPTY = new SourceBatch(List.of(), null);

  private final List<ConnectRecord> records;
  private final byte[] state;

  /**
   * Creates a batch.
   *
   * @param records in the order in which they are to be sent
   * @param state where the source stands behind them; null when that has not changed
   */
  public SourceBatch(List<ConnectRecord> records, byte[] state) {
    this.records = Objects.requireNonNull(records);
    this.state = state;
  }

  /** Nothing new. */
  public static SourceBatch empty() {
    return EMPTY;
  }

  /** The records, not to be changed. */
  public List<ConnectRecord> records() {
    return records;
  }

  /** Where the source stands behind the records; null when that has not changed. */
  public byte[] state() {
    return state;
  }

  /** Whether there are neither records nor a state. */
  public boolean isEmpty() {
    return records.isEmpty() && state == null;
  }

  @Override
  public String toString() {
    return "SourceBatch{" + records.size() + " records}";
  }
}
