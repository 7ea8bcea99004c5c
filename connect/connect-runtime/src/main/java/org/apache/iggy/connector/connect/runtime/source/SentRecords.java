// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.source;

import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.client.writer.BatchReceipt;

/** Records of one source batch that went into one batch of a topic. Not thread-safe. */
final class SentRecords {
  private final TopicWriter writer;
  private final BatchReceipt receipt;
  private final List<OutgoingRecord> records = new ArrayList<>();

  SentRecords(TopicWriter writer, BatchReceipt receipt) {
    this.writer = writer;
    this.receipt = receipt;
  }

  TopicWriter writer() {
    return writer;
  }

  BatchReceipt receipt() {
    return receipt;
  }

  List<OutgoingRecord> records() {
    return records;
  }

  void add(OutgoingRecord record) {
    records.add(record);
  }
}
