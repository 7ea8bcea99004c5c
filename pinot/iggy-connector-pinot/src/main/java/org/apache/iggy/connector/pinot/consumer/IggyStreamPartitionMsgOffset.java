// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.consumer;

import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;

/**
 * An offset in a partition of an Iggy topic: that of the next message to read.
 *
 * <p>Pinot makes {@link LongMsgOffset}s of its own at each new segment and, from 1.5 on, casts what
 * it is given to that type, so this is one, compares with one, and {@link #valueOf} takes one.
 */
public final class IggyStreamPartitionMsgOffset extends LongMsgOffset {
  /** An offset, 0 or more. */
  public IggyStreamPartitionMsgOffset(long offset) {
    super(offset);
  }

  /** The number in any offset that Pinot hands to the plugin. */
  public static long valueOf(StreamPartitionMsgOffset offset) {
    return offset instanceof LongMsgOffset
        ? ((LongMsgOffset) offset).getOffset()
        : Long.parseLong(offset.toString());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IggyStreamPartitionMsgOffset
        && getOffset() == ((IggyStreamPartitionMsgOffset) other).getOffset();
  }

  @Override
  public int hashCode() {
    return Long.hashCode(getOffset());
  }
}
