// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import org.apache.iggy.connector.protocol.message.MessageCursor;

/**
 * What tells one message from another that was given the same offset after the server had lost the
 * first: id, checksum and the time of the append. Mutable, one object for a reader's life.
 */
final class MessageIdentity {
  private long offset = -1;
  private long idLow;
  private long idHigh;
  private long checksum;
  private long timestampMicros;

  /** Takes the identity of the message the cursor stands on. */
  void set(MessageCursor message) {
    offset = message.offset();
    idLow = message.idLow();
    idHigh = message.idHigh();
    checksum = message.checksum();
    timestampMicros = message.timestampMicros();
  }

  /** Offset of the message; -1 when there has been none. */
  long offset() {
    return offset;
  }

  /** Whether the cursor stands on this very message. */
  boolean matches(MessageCursor message) {
    return offset == message.offset()
        && idLow == message.idLow()
        && idHigh == message.idHigh()
        && checksum == message.checksum()
        && timestampMicros == message.timestampMicros();
  }
}
