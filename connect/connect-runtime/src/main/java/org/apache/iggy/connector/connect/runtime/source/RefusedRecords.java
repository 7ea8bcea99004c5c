// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.source;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.writer.BatchReceipt;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.apache.iggy.connector.connect.runtime.pipeline.Rejections;
import org.apache.iggy.connector.connect.runtime.task.Attempts;
import org.apache.iggy.connector.connect.runtime.task.RejectedException;
import org.apache.iggy.connector.protocol.status.IggyStatus;

/**
 * Sends records again whose batch the server has refused.
 *
 * <p>A refusal for a message's own sake is one message's fault: each is sent alone, and who is
 * refused then is rejected. Any other refusal is the topic's, and follows the policy of sending.
 * The records come behind those that were sent in the meantime.
 */
final class RefusedRecords {
  private static final Set<IggyStatus> OF_A_MESSAGE =
      EnumSet.of(
          IggyStatus.TOO_BIG_USER_HEADERS,
          IggyStatus.TOO_BIG_MESSAGE_PAYLOAD,
          IggyStatus.EMPTY_MESSAGE_PAYLOAD,
          IggyStatus.INVALID_MESSAGE_PAYLOAD_LENGTH,
          IggyStatus.INVALID_HEADER_KEY,
          IggyStatus.INVALID_HEADER_VALUE,
          IggyStatus.INVALID_HEADER_KIND,
          IggyStatus.INVALID_MESSAGE_TIMESTAMP_DELTA);

  private final Attempts attempts;

  RefusedRecords(Attempts attempts) {
    this.attempts = attempts;
  }

  /** Returns when each record is acknowledged or among the rejections. */
  void sendAgain(SentRecords refused, Rejections rejections) throws InterruptedException {
    IggyServerException refusal = refused.receipt().refusal().orElseThrow();
    if (OF_A_MESSAGE.contains(refusal.status())) {
      for (OutgoingRecord record : refused.records()) {
        sendAlone(refused.writer(), record, rejections);
      }
      return;
    }
    attempts.runWholeAgain(
        Stage.SEND,
        refusal,
        () -> {
          send(refused.writer(), refused.records());
          return null;
        });
  }

  private void sendAlone(TopicWriter writer, OutgoingRecord record, Rejections rejections)
      throws InterruptedException {
    try {
      attempts.run(
          Stage.WRITE,
          null,
          () -> {
            send(writer, List.of(record));
            return null;
          });
    } catch (RejectedException e) {
      rejections.add(record.original(), e.stage(), e.getCause(), e.attempts());
    }
  }

  private static void send(TopicWriter writer, List<OutgoingRecord> records) {
    writer.flush();
    List<BatchReceipt> receipts = records.stream().map(writer::write).distinct().toList();
    writer.flush();
    for (BatchReceipt receipt : receipts) {
      if (receipt.refusal().isPresent()) {
        throw receipt.refusal().get();
      }
    }
  }
}
