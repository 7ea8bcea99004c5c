// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

/**
 * Where a message lies in Iggy, and what the server knows of it.
 *
 * <p>Stream, topic, partition and offset are the key for idempotent writes. The same key with
 * another checksum means that the server lost its unflushed tail in a crash and gave the offset to
 * another message.
 *
 * @param stream name of the stream
 * @param topic name of the topic
 * @param partition the partition, from 0
 * @param offset the offset in the partition
 * @param timestampMicros when the server took it, in microseconds since 1970
 * @param checksum the checksum that the server or the producer computed
 */
public record Coordinates(
    String stream, String topic, int partition, long offset, long timestampMicros, long checksum) {

  /** Such as {@code logs/nginx/0@42}. */
  @Override
  public String toString() {
    return stream + "/" + topic + "/" + partition + "@" + offset;
  }
}
