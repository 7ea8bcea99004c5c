// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import org.apache.iggy.connector.protocol.message.MessageHeader;

/**
 * Writes what only the server knows into the headers of messages.
 *
 * <p>Ids are random UUIDs of version 4 from a fast generator: unlike keys they need not be
 * unpredictable, only different. Not thread-safe.
 */
final class MessageStamp {
  private static final SplittableRandom SEEDS = new SplittableRandom(new SecureRandom().nextLong());

  private final SplittableRandom ids;

  MessageStamp() {
    synchronized (SEEDS) {
      ids = SEEDS.split();
    }
  }

  /** Gives the message at {@code at} an id if it has none. */
  void giveId(ByteBuffer buffer, int at) {
    if ((MessageHeader.idLow(buffer, at) | MessageHeader.idHigh(buffer, at)) == 0) {
      long high = (ids.nextLong() & ~0xF000L) | 0x4000L;
      long low = (ids.nextLong() & Long.MAX_VALUE >>> 1) | Long.MIN_VALUE;
      MessageHeader.id(buffer, at, low, high);
    }
  }

  /** Sets offset, timestamp and checksum of the message at {@code at}. */
  static void stamp(ByteBuffer buffer, int at, int length, long offset, long timestampMicros) {
    MessageHeader.offset(buffer, at, offset);
    MessageHeader.timestampMicros(buffer, at, timestampMicros);
    MessageHeader.checksum(buffer, at, MessageWalk.checksumOf(buffer, at, length));
  }
}
