// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * Records of one partition in the order of their offsets, for a sink to write. Immutable.
 *
 * <p>Offsets rise but need not be without gaps: transforms may have dropped records. The records
 * are the sink's to keep.
 */
public final class SinkBatch implements Iterable<ConnectRecord> {
  private final String stream;
  private final String topic;
  private final int partition;
  private final List<ConnectRecord> records;

  /** Creates a batch. */
  public SinkBatch(String stream, String topic, int partition, List<ConnectRecord> records) {
    this.stream = Objects.requireNonNull(stream);
    this.topic = Objects.requireNonNull(topic);
    this.partition = partition;
    this.records = Objects.requireNonNull(records);
  }

  /** Name of the stream. */
  public String stream() {
    return stream;
  }

  /** Name of the topic. */
  public String topic() {
    return topic;
  }

  /** The partition, from 0. */
  public int partition() {
    return partition;
  }

  /** How many records there are; may be 0 after transforms that drop. */
  public int size() {
    return records.size();
  }

  /** The record at a place, from 0. */
  public ConnectRecord get(int index) {
    return records.get(index);
  }

  /** The records, not to be changed. */
  public List<ConnectRecord> records() {
    return records;
  }

  @Override
  public Iterator<ConnectRecord> iterator() {
    return records.iterator();
  }

  @Override
  public String toString() {
    return "SinkBatch{" + stream + "/" + topic + "/" + partition + ", " + size() + " records}";
  }
}
