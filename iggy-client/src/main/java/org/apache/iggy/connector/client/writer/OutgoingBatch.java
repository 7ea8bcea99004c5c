// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.writer;

import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.PendingResponse;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.message.UserHeaders;

/** One batch from its first message to its settlement. */
final class OutgoingBatch {
  /** Iggy 0.9 has 32 bits for how far a message's time lies behind the batch's: 71 minutes. */
  private static final long MOST_SPANNED_MICROS = TimeUnit.HOURS.toMicros(1);

  private final MessageBatchEncoder encoder;
  private final BatchReceipt receipt;
  private long firstMicros;
  private long lastMicros;
  private PendingResponse<Void> pending;

  /** Collects into this encoder, which is this batch's until it is settled. */
  OutgoingBatch(MessageBatchEncoder encoder, Partitioning partitioning) {
    this.encoder = encoder;
    this.receipt = new BatchReceipt(partitioning);
  }

  void add(
      long idLow, long idHigh, byte[] payload, UserHeaders headers, long originTimestampMicros) {
    boolean first = encoder.count() == 0;
    firstMicros = first ? originTimestampMicros : Math.min(firstMicros, originTimestampMicros);
    lastMicros = first ? originTimestampMicros : Math.max(lastMicros, originTimestampMicros);
    encoder.add(idLow, idHigh, payload, 0, payload.length, headers, originTimestampMicros);
    receipt.added(encoder.count());
  }

  /** Whether a message of this time can share the batch with those it has. */
  boolean spans(long originTimestampMicros) {
    long first = Math.min(firstMicros, originTimestampMicros);
    return Math.max(lastMicros, originTimestampMicros) - first <= MOST_SPANNED_MICROS;
  }

  MessageBatchEncoder encoder() {
    return encoder;
  }

  BatchReceipt receipt() {
    return receipt;
  }

  int sizeBytes() {
    return encoder.sizeBytes();
  }

  SendMessages request(BatchWriterOptions options) {
    return new SendMessages(
        options.stream(), options.topic(), receipt.partitioning(), encoder.batch());
  }

  /** Its answer on the present connection; null when it has not been sent there. */
  PendingResponse<Void> pending() {
    return pending;
  }

  void pending(PendingResponse<Void> value) {
    pending = value;
  }
}
