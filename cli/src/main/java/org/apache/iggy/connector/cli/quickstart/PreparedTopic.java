// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.quickstart;

import org.apache.iggy.connector.cli.schema.PinotTable;
import org.apache.iggy.connector.cli.topic.IggyTopic;

/**
 * A topic that a table can be made over.
 *
 * @param topic where it is
 * @param table the table to make
 * @param server what runs the topic, in words
 * @param content what is in the topic, in words
 * @param meanEventBytes how large an event is, about
 */
record PreparedTopic(
    IggyTopic topic, PinotTable table, String server, String content, long meanEventBytes) {
  /** What a consuming segment of one partition may hold in memory, in bytes of events. */
  private static final long SEGMENT_BYTES = 64L * 1024 * 1024;

  private static final long MIN_SEGMENT_ROWS = 10_000;
  private static final long MAX_SEGMENT_ROWS = 500_000;

  /** Rows after which a segment is committed: the fewer, the larger they are. */
  int segmentRows() {
    long rows = SEGMENT_BYTES / Math.max(1, meanEventBytes);
    return (int) Math.max(MIN_SEGMENT_ROWS, Math.min(MAX_SEGMENT_ROWS, rows));
  }
}
