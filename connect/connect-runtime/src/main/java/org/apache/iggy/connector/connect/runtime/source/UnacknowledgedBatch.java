// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.client.writer.BatchReceipt;
import org.apache.iggy.connector.connect.api.SourceBatch;
import org.apache.iggy.connector.connect.runtime.pipeline.Rejections;

/** A batch of a source from the poll to the acknowledgement. Not thread-safe. */
final class UnacknowledgedBatch {
  private final SourceBatch batch;
  private final Rejections rejections;
  private final long begunNanos;
  private final List<SentRecords> sent = new ArrayList<>();

  UnacknowledgedBatch(SourceBatch batch, Rejections rejections, long begunNanos) {
    this.batch = batch;
    this.rejections = rejections;
    this.begunNanos = begunNanos;
  }

  SourceBatch batch() {
    return batch;
  }

  /** Its records that could not be processed. */
  Rejections rejections() {
    return rejections;
  }

  long begunNanos() {
    return begunNanos;
  }

  /** A record has gone into the batch of this receipt. */
  void sent(TopicWriter writer, BatchReceipt receipt, OutgoingRecord record) {
    SentRecords last = sent.isEmpty() ? null : sent.get(sent.size() - 1);
    if (last == null || last.receipt() != receipt) {
      last = new SentRecords(writer, receipt);
      sent.add(last);
    }
    last.add(record);
  }

  /** What was sent, by batches of topics. */
  List<SentRecords> sent() {
    return sent;
  }

  /** The first writer that has not been told of everything; empty when all is settled. */
  Optional<TopicWriter> unsettled() {
    return sent.stream()
        .filter(part -> !part.receipt().isSettled())
        .map(SentRecords::writer)
        .findFirst();
  }

  /** How many messages were sent. */
  long messages() {
    return sent.stream().mapToLong(part -> part.records().size()).sum();
  }
}
