// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.consumer;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.iggy.connector.pinot.config.MetadataField;
import org.apache.iggy.connector.pinot.config.MetadataFields;
import org.apache.iggy.connector.pinot.config.TopicReference;
import org.apache.iggy.connector.pinot.spi.SpiFeature;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.pinot.spi.data.readers.GenericRow;
import org.apache.pinot.spi.stream.StreamMessage;
import org.apache.pinot.spi.stream.StreamMessageMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes Pinot's messages out of Iggy's: payload, key, timestamps and, when asked for, headers.
 *
 * <p>Stateless but for its configuration, and thread-safe.
 */
final class MessageMapper {
  private static final Logger LOGGER = LoggerFactory.getLogger(MessageMapper.class);
  private static final boolean HAS_SERIALIZED_VALUE_SIZE =
      SpiFeature.hasMethod(
          StreamMessageMetadata.Builder.class, "setSerializedValueSize", int.class);

  private final MetadataFields fields;
  private final TopicReference topic;
  private final String keyHeader;
  private final String partition;

  MessageMapper(IggyStreamConfig config, int partitionId) {
    this.fields = config.metadataFields();
    this.topic = config.topic();
    this.keyHeader = config.keyHeader().orElse(null);
    this.partition = Integer.toString(partitionId);
  }

  /** The message that the cursor stands on, with its payload in the form given. */
  StreamMessage<Object> message(
      MessageCursor cursor,
      Object payload,
      IggyStreamPartitionMsgOffset offset,
      IggyStreamPartitionMsgOffset nextOffset) {
    UserHeaders headers = headers(cursor);
    StreamMessageMetadata metadata = metadata(cursor, headers, offset, nextOffset);
    return new StreamMessage<>(key(headers), payload, cursor.payloadLength(), metadata);
  }

  /** The metadata of the message that the cursor stands on. */
  StreamMessageMetadata metadata(MessageCursor cursor) {
    long offset = cursor.offset();
    return metadata(
        cursor,
        headers(cursor),
        new IggyStreamPartitionMsgOffset(offset),
        new IggyStreamPartitionMsgOffset(offset + 1));
  }

  private StreamMessageMetadata metadata(
      MessageCursor cursor,
      UserHeaders headers,
      IggyStreamPartitionMsgOffset offset,
      IggyStreamPartitionMsgOffset nextOffset) {
    long timestampMillis = cursor.timestampMicros() / 1000;
    long originMillis = cursor.originTimestampMicros() / 1000;
    StreamMessageMetadata.Builder builder =
        new StreamMessageMetadata.Builder()
            .setRecordIngestionTimeMs(timestampMillis)
            .setFirstStreamRecordIngestionTimeMs(originMillis > 0 ? originMillis : timestampMillis)
            .setOffset(offset, nextOffset);
    if (HAS_SERIALIZED_VALUE_SIZE) {
      builder.setSerializedValueSize(cursor.payloadLength());
    }
    if (fields.contains(MetadataField.HEADERS)) {
      builder.setHeaders(headerRow(headers));
    }
    if (!fields.isEmpty()) {
      builder.setMetadata(recordMetadata(cursor, timestampMillis, originMillis));
    }
    return builder.build();
  }

  private Map<String, String> recordMetadata(
      MessageCursor cursor, long timestampMillis, long originMillis) {
    Map<String, String> metadata = new HashMap<>();
    put(metadata, MetadataField.OFFSET, () -> Long.toString(cursor.offset()));
    put(metadata, MetadataField.PARTITION, () -> partition);
    put(metadata, MetadataField.RECORD_TIMESTAMP, () -> Long.toString(timestampMillis));
    put(metadata, MetadataField.ORIGIN_TIMESTAMP, () -> Long.toString(originMillis));
    put(
        metadata,
        MetadataField.MESSAGE_ID,
        () -> new UUID(cursor.idHigh(), cursor.idLow()).toString());
    put(metadata, MetadataField.STREAM, topic::stream);
    put(metadata, MetadataField.TOPIC, topic::topic);
    return metadata;
  }

  private void put(Map<String, String> metadata, MetadataField field, Supplier<String> value) {
    if (fields.contains(field)) {
      metadata.put(field.key(), value.get());
    }
  }

  private UserHeaders headers(MessageCursor cursor) {
    boolean needed = fields.contains(MetadataField.HEADERS) || keyHeader != null;
    if (!needed || cursor.userHeadersLength() == 0) {
      return UserHeaders.empty();
    }
    try {
      return cursor.userHeaders();
    } catch (MalformedFrameException e) {
      // A producer's broken headers must not stop the partition: the row goes in without them.
      LOGGER.warn(
          "Partition {}: user headers of the message at offset {} are damaged and left out: {}",
          partition,
          cursor.offset(),
          e.getMessage());
      return UserHeaders.empty();
    }
  }

  private byte[] key(UserHeaders headers) {
    if (keyHeader == null) {
      return null;
    }
    return headers.get(keyHeader).map(MessageMapper::keyBytes).orElse(null);
  }

  /** Pinot reads {@code __key} as UTF-8, so numbers become their digits. */
  private static byte[] keyBytes(HeaderField value) {
    return value.asObject() instanceof byte[]
        ? value.bytes()
        : value.asText().getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static GenericRow headerRow(UserHeaders headers) {
    GenericRow row = new GenericRow();
    for (Map.Entry<HeaderField, HeaderField> header : headers) {
      row.putValue(header.getKey().asText(), pinotValue(header.getValue().asObject()));
    }
    return row;
  }

  /** Pinot's rows know Integer, Long and BigDecimal, but no smaller or unbounded integers. */
  private static Object pinotValue(Object value) {
    if (value instanceof Byte || value instanceof Short) {
      return ((Number) value).intValue();
    }
    return value instanceof BigInteger ? new BigDecimal((BigInteger) value) : value;
  }
}
