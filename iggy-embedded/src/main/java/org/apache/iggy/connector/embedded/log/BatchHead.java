// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

/**
 * Where a batch begins. The log does not store how its messages were sent; neighbours that were
 * appended at the same time are taken for one batch, but a message of an earlier origin than the
 * batch's first, or of one more than 71 minutes later, begins another.
 *
 * @param baseOffset offset of the first message
 * @param timestampMicros when all of it was appended, microseconds since the epoch
 * @param originTimestampMicros when the producer made the first message
 */
public record BatchHead(long baseOffset, long timestampMicros, long originTimestampMicros) {
  private static final long MAX_ORIGIN_DISTANCE_MICROS = 0xFFFF_FFFFL;

  /** Whether the message behind those of the batch belongs to it too. */
  public boolean continuesWith(long timestamp, long originTimestamp) {
    long distance = originTimestamp - originTimestampMicros;
    return timestamp == timestampMicros && distance >= 0 && distance <= MAX_ORIGIN_DISTANCE_MICROS;
  }

  /** Whether a message at or behind the first can belong to the batch. */
  public boolean continuesWith(BatchHead message) {
    return message.baseOffset >= baseOffset
        && continuesWith(message.timestampMicros, message.originTimestampMicros);
  }
}
