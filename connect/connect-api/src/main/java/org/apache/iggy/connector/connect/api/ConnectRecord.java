// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

import java.util.Objects;

/**
 * A message on its way from Iggy to a sink or from a source to Iggy. Immutable.
 *
 * <p>A source makes one of a {@link Payload}; what else it has is added by the {@code with}
 * methods. To a sink the runtime gives records that have an {@link #origin}.
 */
public final class ConnectRecord {
  private final Coordinates origin;
  private final MessageId id;
  private final long originTimestampMicros;
  private final byte[] key;
  private final Headers headers;
  private final Payload payload;

  /**
   * Creates a record of a message that Iggy has.
   *
   * @param origin where it lies; null when it is not in Iggy yet
   * @param id the id that its producer gave, or {@link MessageId#NONE}
   * @param originTimestampMicros when the producer made it, in microseconds since 1970; 0 when not
   *     known
   * @param key the key; null when there is none
   */
  public ConnectRecord(
      Coordinates origin,
      MessageId id,
      long originTimestampMicros,
      byte[] key,
      Headers headers,
      Payload payload) {
    this.origin = origin;
    this.id = Objects.requireNonNull(id);
    this.originTimestampMicros = originTimestampMicros;
    this.key = key;
    this.headers = Objects.requireNonNull(headers);
    this.payload = Objects.requireNonNull(payload);
  }

  /** A record that is not in Iggy yet. */
  public static ConnectRecord of(Payload payload) {
    return new ConnectRecord(null, MessageId.NONE, 0, null, Headers.empty(), payload);
  }

  /** Where the message lies in Iggy; null for one that a source made. */
  public Coordinates origin() {
    return origin;
  }

  /** The id of the message, which is no key: see {@link MessageId}. */
  public MessageId id() {
    return id;
  }

  /** When the producer made it, in microseconds since 1970; 0 when not known. */
  public long originTimestampMicros() {
    return originTimestampMicros;
  }

  /**
   * The key, not to be changed; null when there is none. Iggy stores none with a message: it is a
   * header, where one is configured, and chooses the partition when a source gives it.
   */
  public byte[] key() {
    return key;
  }

  /** The headers. */
  public Headers headers() {
    return headers;
  }

  /** The payload. */
  public Payload payload() {
    return payload;
  }

  /** This record with another payload. */
  public ConnectRecord withPayload(Payload changed) {
    return new ConnectRecord(origin, id, originTimestampMicros, key, headers, changed);
  }

  /** This record with other headers. */
  public ConnectRecord withHeaders(Headers changed) {
    return new ConnectRecord(origin, id, originTimestampMicros, key, changed, payload);
  }

  /** This record with another key; null for none. */
  public ConnectRecord withKey(byte[] changed) {
    return new ConnectRecord(origin, id, originTimestampMicros, changed, headers, payload);
  }

  /** This record with another id; the same id at each attempt makes duplicates recognisable. */
  public ConnectRecord withId(MessageId changed) {
    return new ConnectRecord(origin, changed, originTimestampMicros, key, headers, payload);
  }

  /** This record with another time at which it was made. */
  public ConnectRecord withOriginTimestampMicros(long changed) {
    return new ConnectRecord(origin, id, changed, key, headers, payload);
  }

  /** Where it lies or what id it has, and nothing of its content, which may be secret. */
  @Override
  public String toString() {
    return "ConnectRecord{" + (origin == null ? "id " + id : origin) + ", " + payload + "}";
  }
}
