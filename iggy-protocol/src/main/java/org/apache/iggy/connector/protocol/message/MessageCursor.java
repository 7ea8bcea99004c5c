// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;

/**
 * Walks the messages of one batch in place, without an object per message.
 *
 * <p>It starts before the first message; {@link #next} moves it. The other methods speak of the
 * message it stands on. Everything is a view of the batch's buffer and valid as long as that is.
 * Not thread-safe.
 */
public interface MessageCursor {
  /**
   * Moves to the next message.
   *
   * @return whether there is one
   * @throws org.apache.iggy.connector.protocol.wire.MalformedFrameException when the message leaves
   *     the batch
   */
  boolean next();

  /** Where the message starts in {@link #buffer}: what {@link #moveTo} takes. */
  int position();

  /**
   * Moves to the message that starts at a position which {@link #position} told for a message of
   * this batch; {@link #next} goes on with the one behind it.
   *
   * @throws org.apache.iggy.connector.protocol.wire.MalformedFrameException when no message of the
   *     batch can start there
   */
  void moveTo(int position);

  /** Offset in the partition. */
  long offset();

  /** When the server appended it, microseconds since the epoch. */
  long timestampMicros();

  /** When the producer made it, microseconds since the epoch. */
  long originTimestampMicros();

  /** Low half of the u128 id. */
  long idLow();

  /** High half of the u128 id. */
  long idHigh();

  /** Checksum as the server stored it. */
  long checksum();

  /** Whether the stored checksum is that of the bytes here. */
  boolean checksumMatches();

  /** The buffer that holds the batch, little-endian. */
  ByteBuffer buffer();

  /** Where the payload starts in {@link #buffer}. */
  int payloadPosition();

  /** Bytes of the payload. */
  int payloadLength();

  /** Where the user headers start in {@link #buffer}. */
  int userHeadersPosition();

  /** Bytes of the user headers. */
  int userHeadersLength();

  /** Bytes that the whole message takes, header included. */
  int length();

  /** The payload, copied. */
  default byte[] payload() {
    byte[] payload = new byte[payloadLength()];
    ByteBuffer view = buffer().duplicate();
    view.position(payloadPosition());
    view.get(payload);
    return payload;
  }

  /**
   * The user headers, decoded.
   *
   * @throws org.apache.iggy.connector.protocol.wire.MalformedFrameException when they are damaged
   */
  default UserHeaders userHeaders() {
    return UserHeaders.decode(buffer(), userHeadersPosition(), userHeadersLength());
  }
}
