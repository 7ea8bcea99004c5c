// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.pipeline;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.api.Header;
import org.apache.iggy.connector.connect.api.HeaderKind;
import org.apache.iggy.connector.connect.api.Headers;
import org.apache.iggy.connector.connect.config.ConnectorId;

/**
 * The user headers that a dead letter has beside those of its message: why it is one, and where the
 * message lies.
 */
public final class DeadLetterHeaders {
  /** All of their names start with this. */
  public static final String PREFIX = "iggy_connect.";

  /** Type and key of the connector, such as {@code sink orders}; text. */
  public static final String CONNECTOR = PREFIX + "connector";

  /** The stage in which it failed, such as {@code write}; text. */
  public static final String STAGE = PREFIX + "stage";

  /** The exception's class; text. */
  public static final String ERROR_CLASS = PREFIX + "error_class";

  /** What went wrong, cut off at 255 bytes; text. */
  public static final String ERROR_MESSAGE = PREFIX + "error_message";

  /** How often it was tried; u32. */
  public static final String ATTEMPTS = PREFIX + "attempts";

  /**
   * How many bytes the payload had; u32. Only where the letter could not carry it as it came: it
   * was cut, or there was nothing in it.
   */
  public static final String ORIGINAL_SIZE = PREFIX + "original_size";

  /** Name of the message's stream; text. Absent for records of sources, as those that follow. */
  public static final String STREAM = PREFIX + "stream";

  /** Name of the message's topic; text. */
  public static final String TOPIC = PREFIX + "topic";

  /** The message's partition; u32. */
  public static final String PARTITION = PREFIX + "partition";

  /** The message's offset; u64. */
  public static final String OFFSET = PREFIX + "offset";

  /** When the server took the message, microseconds since 1970; u64. */
  public static final String TIMESTAMP = PREFIX + "timestamp";

  private static final int MOST_BYTES = 255;

  private DeadLetterHeaders() {}

  /**
   * The headers of a dead letter.
   *
   * @param message what went wrong, without secrets
   */
  static Headers of(
      ConnectorId connector, Rejection rejection, DeadLetterPayload payload, String message) {
    ConnectRecord record = rejection.record();
    List<Header> all = new ArrayList<>();
    record.headers().forEach(all::add);
    addReason(all, connector, rejection, message);
    payload
        .originalSizeBytes()
        .ifPresent(size -> all.add(new Header(ORIGINAL_SIZE, HeaderKind.UINT32, (long) size)));
    if (record.origin() != null) {
      addOrigin(all, record.origin());
    }
    return Headers.of(all);
  }

  /** The same without the message's own headers, for messages whose headers leave no room. */
  static Headers withoutOwn(
      ConnectorId connector, Rejection rejection, DeadLetterPayload payload, String message) {
    ConnectRecord bare = rejection.record().withHeaders(Headers.empty());
    return of(
        connector,
        new Rejection(bare, rejection.stage(), rejection.failure(), rejection.attempts()),
        payload,
        message);
  }

  private static void addReason(
      List<Header> all, ConnectorId connector, Rejection rejection, String message) {
    all.add(text(CONNECTOR, connector.toString()));
    all.add(text(STAGE, rejection.stage().toString()));
    all.add(text(ERROR_CLASS, rejection.failure().getClass().getName()));
    all.add(text(ERROR_MESSAGE, message));
    all.add(new Header(ATTEMPTS, HeaderKind.UINT32, (long) rejection.attempts()));
  }

  private static void addOrigin(List<Header> all, Coordinates origin) {
    all.add(text(STREAM, origin.stream()));
    all.add(text(TOPIC, origin.topic()));
    all.add(new Header(PARTITION, HeaderKind.UINT32, (long) origin.partition()));
    all.add(new Header(OFFSET, HeaderKind.UINT64, BigInteger.valueOf(origin.offset())));
    all.add(new Header(TIMESTAMP, HeaderKind.UINT64, BigInteger.valueOf(origin.timestampMicros())));
  }

  private static Header text(String name, String value) {
    return Header.of(name, value.isEmpty() ? "-" : cut(value));
  }

  /** As much as a header takes, without half a character at the end. */
  static String cut(String text) {
    ByteBuffer room = ByteBuffer.allocate(MOST_BYTES);
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    CharBuffer in = CharBuffer.wrap(wellFormed(text));
    encoder.encode(in, room, true);
    return in.flip().toString();
  }

  /** Without halves of surrogate pairs, at which an encoder stops. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
