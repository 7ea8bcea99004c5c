// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Header;
import org.apache.iggy.connector.connect.api.Headers;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.runtime.message.IggyHeaders;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;

/** Makes messages of records, in the format of their topic. Immutable. */
final class RecordEncoder {
  private static final int MOST_KEY_BYTES = 255;

  private final Codec codec;
  private final Optional<String> keyHeader;

  /**
   * Makes messages of this format.
   *
   * @param keyHeader the header that the key is written to; empty for none
   */
  RecordEncoder(Codec codec, Optional<String> keyHeader) {
    this.codec = codec;
    this.keyHeader = keyHeader;
  }

  /**
   * The message of a record.
   *
   * @param original what a source gave and transforms made the record of
   * @throws ConnectException of category PERMANENT when the format or Iggy has no room for it
   */
  OutgoingRecord encode(ConnectRecord record, ConnectRecord original) {
    byte[] payload = payload(record.payload());
    try {
      UserHeaders headers = IggyHeaders.toIggy(headers(record));
      MessageBatchEncoder.requireSizes(payload.length, headers.encodedLength());
      return new OutgoingRecord(
          original,
          record.id(),
          record.originTimestampMicros() == 0 ? nowMicros() : record.originTimestampMicros(),
          partitioning(record.key()),
          headers,
          payload);
    } catch (IllegalArgumentException e) {
      throw new ConnectException(ErrorCategory.PERMANENT, "Iggy cannot hold it: " + e.getMessage());
    }
  }

  private byte[] payload(Payload payload) {
    Schema schema = payload.schema();
    boolean alike =
        payload.codec() == codec
            || codec.schema() == Schema.RAW
            || (schema == codec.schema() && (schema == Schema.JSON || schema == Schema.TEXT));
    return alike ? payload.bytes() : codec.encode(payload.value());
  }

  private Headers headers(ConnectRecord record) {
    byte[] key = record.key();
    if (key == null || key.length == 0 || keyHeader.isEmpty()) {
      return record.headers();
    }
    return record.headers().with(keyHeader(keyHeader.get(), key));
  }

  private static Header keyHeader(String name, byte[] key) {
    try {
      return Header.of(
          name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString());
    } catch (CharacterCodingException e) {
      return Header.of(name, key);
    }
  }

  /** Records of one key go to one partition; a key that is too long for Iggy by its digest. */
  private static Partitioning partitioning(byte[] key) {
    if (key == null || key.length == 0) {
      return Partitioning.balanced();
    }
    return Partitioning.key(key.length <= MOST_KEY_BYTES ? key : sha256(key));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static long nowMicros() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toMicros(now.getEpochSecond())
        + TimeUnit.NANOSECONDS.toMicros(now.getNano());
  }
}
