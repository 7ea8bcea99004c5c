// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.nio.ByteBuffer;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.apache.iggy.connector.protocol.message.MessageLayout;

/** Messages that are to be appended to a log, in whatever layout they came. */
interface IncomingBatch {
  /** How many messages it has. */
  int count();

  /** Bytes that they take in the log, headers included. */
  int sizeBytes();

  /**
   * Writes the messages back to back in the log's layout, which is the legacy one. Offset,
   * timestamp and checksum are written over by the log.
   *
   * @param target little-endian, with exactly {@link #sizeBytes} remaining from its position 0
   */
  void writeTo(ByteBuffer target);

  /** Whether messages with an id of 0 are given one. */
  boolean givesIds();

  /** A batch of either layout. */
  static IncomingBatch of(MessageBatch batch) {
    return batch.layout() == MessageLayout.VSR
        ? new IncomingVsrBatch(batch)
        : new IncomingLegacyBatch(batch);
  }
}
