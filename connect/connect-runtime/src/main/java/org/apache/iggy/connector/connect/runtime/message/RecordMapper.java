// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.client.group.GroupBatch;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.api.Header;
import org.apache.iggy.connector.connect.api.Headers;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/**
 * Makes records of a topic's messages. A record has bytes of its own, of which nothing is decoded.
 * Immutable.
 */
public final class RecordMapper {
  /** Header that stands in for headers which are damaged: their bytes as the message has them. */
  public static final String DAMAGED_HEADERS = "iggy_connect.damaged_headers";

  private final String stream;
  private final String topic;
  private final Codec codec;
  private final String keyHeader;

  /**
   * Maps the messages of this topic.
   *
   * @param codec their format
   * @param keyHeader name of the header that is the key; null for none
   */
  public RecordMapper(String stream, String topic, Codec codec, String keyHeader) {
    this.stream = stream;
    this.topic = topic;
    this.codec = codec;
    this.keyHeader = keyHeader;
  }

  /** Name of the stream. */
  public String stream() {
    return stream;
  }

  /** Name of the topic. */
  public String topic() {
    return topic;
  }

  /** All messages of a batch, added to a list. */
  public void addAll(GroupBatch batch, List<ConnectRecord> records) {
    MessageCursor cursor = batch.cursor();
    int partition = batch.partitionId();
    while (cursor.next()) {
      records.add(record(cursor, partition));
    }
  }

  /** All messages of a batch. */
  public List<ConnectRecord> records(GroupBatch batch) {
    List<ConnectRecord> records = new ArrayList<>(batch.count());
    addAll(batch, records);
    return records;
  }

  /** The first message of a batch. */
  public ConnectRecord first(GroupBatch batch) {
    MessageCursor cursor = batch.cursor();
    cursor.next();
    return record(cursor, batch.partitionId());
  }

  /** The message at which a cursor stands. */
  public ConnectRecord record(MessageCursor message, int partition) {
    long high = message.idHigh();
    long low = message.idLow();
    Headers headers = message.userHeadersLength() == 0 ? Headers.empty() : headers(message);
    return new ConnectRecord(
        new Coordinates(
            stream,
            topic,
            partition,
            message.offset(),
            message.timestampMicros(),
            message.checksum()),
        high == 0 && low == 0 ? MessageId.NONE : new MessageId(high, low),
        message.originTimestampMicros(),
        keyHeader == null ? null : key(headers),
        headers,
        Payload.ofBytes(codec, message.payload()));
  }

  /** The server does not check what a producer wrote: the payload may be fine all the same. */
  private static Headers headers(MessageCursor message) {
    try {
      return IggyHeaders.fromIggy(message.userHeaders());
    } catch (MalformedFrameException e) {
      byte[] bytes = new byte[message.userHeadersLength()];
      message.buffer().duplicate().position(message.userHeadersPosition()).get(bytes);
      return Headers.of(List.of(Header.of(DAMAGED_HEADERS, bytes)));
    }
  }

  private byte[] key(Headers headers) {
    return headers
        .get(keyHeader)
        .map(
            header ->
                header.value() instanceof byte[] bytes
                    ? bytes
                    : header.asText().getBytes(StandardCharsets.UTF_8))
        .orElse(null);
  }
}
