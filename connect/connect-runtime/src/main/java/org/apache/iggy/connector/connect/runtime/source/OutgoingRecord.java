// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.source;

import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;

/** A record as the message that it becomes, kept until the server has acknowledged it. */
final class OutgoingRecord {
  private final ConnectRecord original;
  private final MessageId id;
  private final long originTimestampMicros;
  private final Partitioning partitioning;
  private final UserHeaders headers;
  private final byte[] payload;

  /**
   * A message.
   *
   * @param original the record as the source gave it: what goes to the dead letters
   */
  OutgoingRecord(
      ConnectRecord original,
      MessageId id,
      long originTimestampMicros,
      Partitioning partitioning,
      UserHeaders headers,
      byte[] payload) {
    this.original = original;
    this.id = id;
    this.originTimestampMicros = originTimestampMicros;
    this.partitioning = partitioning;
    this.headers = headers;
    this.payload = payload;
  }

  ConnectRecord original() {
    return original;
  }

  MessageId id() {
    return id;
  }

  long originTimestampMicros() {
    return originTimestampMicros;
  }

  Partitioning partitioning() {
    return partitioning;
  }

  UserHeaders headers() {
    return headers;
  }

  byte[] payload() {
    return payload;
  }
}
