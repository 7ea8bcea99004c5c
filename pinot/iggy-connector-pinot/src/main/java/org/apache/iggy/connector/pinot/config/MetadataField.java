// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.config;

/**
 * Something about a message, other than its payload, that a table can have as a column. Names
 * follow Pinot's Kafka plugin where it has them, so that a schema can move.
 */
public enum MetadataField {
  /** Offset of the message in its partition. */
  OFFSET("offset"),
  /** The topic's partition. */
  PARTITION("partition"),
  /** When the server appended the message, Unix milliseconds. */
  RECORD_TIMESTAMP("recordTimestamp"),
  /** When the producer made the message, Unix milliseconds; 0 when it did not say. */
  ORIGIN_TIMESTAMP("originTimestamp"),
  /** Id of the message, as a UUID. */
  MESSAGE_ID("messageId"),
  /** The stream, as the table's configuration names it. */
  STREAM("stream"),
  /** The topic, as the table's configuration names it. */
  TOPIC("topic"),
  /** All user headers, as {@code __header$<name>}; the others are {@code __metadata$<field>}. */
  HEADERS("headers");

  private final String key;

  MetadataField(String key) {
    this.key = key;
  }

  /** The name behind {@code __metadata$}, and in {@code metadata.fields}. */
  public String key() {
    return key;
  }
}
