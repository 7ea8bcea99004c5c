// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Collects messages into a {@link MessageBatch}; made once and cleared between batches.
 *
 * <p>Not thread-safe.
 */
public final class MessageBatchEncoder {
  /** The largest payload the server takes, bytes. */
  public static final int MAX_PAYLOAD_BYTES = 64_000_000;

  /** The most user header bytes the server takes. */
  public static final int MAX_USER_HEADERS_BYTES = UserHeaders.MAX_ENCODED_LENGTH;

  /** Bytes that a message takes in a batch beside its payload and headers. */
  public static final int OVERHEAD_BYTES = MessageBatch.INDEX_LENGTH + MessageHeader.LENGTH;

  private final WireWriter indexes = new WireWriter();
  private final WireWriter messages = new WireWriter();
  private int count;

  /**
   * Adds a message whose id the server makes.
   *
   * @param originTimestampMicros when it was made, microseconds since the epoch
   */
  public void add(byte[] payload, UserHeaders headers, long originTimestampMicros) {
    add(0, 0, payload, 0, payload.length, headers, originTimestampMicros);
  }

  /**
   * Adds a message.
   *
   * @param idLow low half of its id; both halves 0 let the server make one
   * @param idHigh high half of its id
   * @param originTimestampMicros when it was made, microseconds since the epoch
   * @throws IllegalArgumentException when payload or headers are larger than the server takes
   */
  public void add(
      long idLow,
      long idHigh,
      byte[] payload,
      int payloadOffset,
      int payloadLength,
      UserHeaders headers,
      long originTimestampMicros) {
    int headersLength = headers.encodedLength();
    requireSizes(payloadLength, headersLength);
    messages.u64(0);
    messages.u64(idLow);
    messages.u64(idHigh);
    messages.u64(0);
    messages.u64(0);
    messages.u64(originTimestampMicros);
    messages.u32(headersLength);
    messages.u32(payloadLength);
    messages.u64(0);
    messages.bytes(payload, payloadOffset, payloadLength);
    if (headersLength > 0) {
      headers.encode(messages.reserve(headersLength));
    }
    indexes.u32(0);
    indexes.u32(messages.position());
    indexes.u64(0);
    count++;
  }

  /** How many messages it has. */
  public int count() {
    return count;
  }

  /** Bytes the batch takes on the wire, index included. */
  public int sizeBytes() {
    return indexes.position() + messages.position();
  }

  /** Forgets all messages and keeps the memory. */
  public void clear() {
    indexes.clear();
    messages.clear();
    count = 0;
  }

  /** What was added, as a view that is valid until the next {@link #add} or {@link #clear}. */
  public MessageBatch batch() {
    return new MessageBatch(count, indexes.view(), messages.view());
  }

  /**
   * Fails when payload or headers are larger than the server takes.
   *
   * @throws IllegalArgumentException with the size and its limit
   */
  public static void requireSizes(int payloadLength, int headersLength) {
    if (payloadLength > MAX_PAYLOAD_BYTES) {
      throw new IllegalArgumentException(
          "payload of " + payloadLength + " bytes is over the limit of " + MAX_PAYLOAD_BYTES);
    }
    if (headersLength > MAX_USER_HEADERS_BYTES) {
      throw new IllegalArgumentException(
          "user headers of "
              + headersLength
              + " bytes are over the limit of "
              + MAX_USER_HEADERS_BYTES);
    }
  }
}
