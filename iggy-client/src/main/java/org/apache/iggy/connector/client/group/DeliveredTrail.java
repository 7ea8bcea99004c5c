// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.group;

import org.apache.iggy.connector.protocol.message.MessageCursor;

/**
 * By what the last messages of the batches can be known again that were delivered of a partition:
 * offsets do not tell, because a server that was killed gives those of unflushed messages to new
 * ones. The last {@value #MOST} batches are remembered.
 */
final class DeliveredTrail {
  static final int MOST = 256;

  private final long[] offsets = new long[MOST];
  private final long[] fingerprints = new long[MOST];
  private int first;
  private int size;

  /** What tells the message the cursor stands on from any other. */
  static long fingerprint(MessageCursor message) {
    long mixed =
        message.checksum()
            + message.idLow() * 0x9E3779B97F4A7C15L
            + message.idHigh() * 0xC2B2AE3D27D4EB4FL
            + message.timestampMicros() * 0x165667B19E3779F9L;
    return mixed ^ (mixed >>> 32);
  }

  /** A batch was delivered that ends with this message. */
  void add(long offset, long fingerprint) {
    if (size > 0 && offset <= offset(size - 1)) {
      clear();
    }
    int slot = (first + size) % MOST;
    offsets[slot] = offset;
    fingerprints[slot] = fingerprint;
    if (size < MOST) {
      size++;
    } else {
      first = (first + 1) % MOST;
    }
  }

  /** How many batches are remembered. */
  int size() {
    return size;
  }

  /** Offset of a batch's last message, the oldest batch first. */
  long offset(int index) {
    return offsets[(first + index) % MOST];
  }

  /** Fingerprint of a batch's last message. */
  long fingerprint(int index) {
    return fingerprints[(first + index) % MOST];
  }

  /** Forgets the batches from one on. */
  void forgetFrom(int index) {
    size = index;
  }

  void clear() {
    size = 0;
  }
}
