// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.sink;

import java.util.List;
import org.apache.iggy.connector.client.group.GroupBatch;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Coordinates;

/** Records of one partition that were read and are still to be written. Not thread-safe. */
final class PendingBatch {
  private final TopicInput input;
  private final int partition;
  private final List<ConnectRecord> records;
  private final long bornNanos;
  private long bytes;
  private long lastOffset;
  private long endOffset;
  private long lastTimestampMicros;

  PendingBatch(TopicInput input, int partition, List<ConnectRecord> records, long bornNanos) {
    this.input = input;
    this.partition = partition;
    this.records = records;
    this.bornNanos = bornNanos;
  }

  /** The messages of an answer have become a part of it. */
  void grown(GroupBatch answer) {
    bytes += answer.sizeBytes();
    lastOffset = answer.lastOffset();
    endOffset = answer.currentOffset();
    lastTimestampMicros = answer.lastTimestampMicros();
  }

  /** Takes some records of an answer, which it was made with, for all of it. */
  PendingBatch of(GroupBatch answer, long payloadBytes) {
    Coordinates last = records.get(records.size() - 1).origin();
    bytes = payloadBytes;
    lastOffset = last.offset();
    endOffset = answer.currentOffset();
    lastTimestampMicros = last.timestampMicros();
    return this;
  }

  TopicInput input() {
    return input;
  }

  int partition() {
    return partition;
  }

  List<ConnectRecord> records() {
    return records;
  }

  long bytes() {
    return bytes;
  }

  long bornNanos() {
    return bornNanos;
  }

  /** Offset of the last message: what is stored when all are done. */
  long lastOffset() {
    return lastOffset;
  }

  /** When the server took the last message, microseconds since 1970. */
  long lastTimestampMicros() {
    return lastTimestampMicros;
  }

  /** Offset of the partition's last message when it was read. */
  long endOffset() {
    return endOffset;
  }
}
