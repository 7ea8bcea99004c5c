// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;

/**
 * The user headers of one message: typed keys and values in the order they were written. Immutable.
 *
 * <p>On the wire they are pairs of {@link HeaderField}, key before value, back to back until the
 * end; there is no count.
 *
 * <pre>
 *  +----------+----------------+-----------+------------+------------------+-------------+-----
 *  | key kind | key length u32 | key bytes | value kind | value length u32 | value bytes | ...
 *  | u8       | 1..255         |           | u8         | 1..255           |             |
 *  +----------+----------------+-----------+------------+------------------+-------------+-----
 * </pre>
 *
 * <p>This is the layout since Iggy 0.7; {@link TextKeyHeaders} is the one before.
 */
public final class UserHeaders implements Iterable<Map.Entry<HeaderField, HeaderField>> {
  /** The most bytes that the server accepts for one message's headers. */
  public static final int MAX_ENCODED_LENGTH = 100_000;

  private static final UserHeaders EMPTY = new UserHeaders(Collections.emptyList());

  private final List<Map.Entry<HeaderField, HeaderField>> entries;
  private final int encodedLength;

  private UserHeaders(List<Map.Entry<HeaderField, HeaderField>> entries) {
    this.entries = entries;
    int length = 0;
    for (Map.Entry<HeaderField, HeaderField> entry : entries) {
      length += entry.getKey().encodedLength() + entry.getValue().encodedLength();
    }
    this.encodedLength = length;
  }

  /** No headers. */
  public static UserHeaders empty() {
    return EMPTY;
  }

  /** Starts new headers. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads headers from a range of a buffer, whose position, limit and byte order do not change.
   *
   * <p>The server does not check what a producer wrote, so a message may carry headers that this
   * method refuses although its payload is fine.
   *
   * @param source the buffer to read
   * @param position absolute index of the first byte
   * @param length number of bytes, 0 for no headers
   * @throws MalformedFrameException when the bytes are no headers, or the range leaves the buffer
   */
  public static UserHeaders decode(ByteBuffer source, int position, int length) {
    return decode(source, position, length, HeaderField::decode);
  }

  /** The same where keys are written in another way. */
  static UserHeaders decode(
      ByteBuffer source, int position, int length, Function<WireReader, HeaderField> keys) {
    if (length == 0) {
      return EMPTY;
    }
    if (position < 0 || length < 0 || length > source.limit() - position) {
      throw new MalformedFrameException(
          "user headers of " + length + " bytes at " + position + " leave their frame");
    }
    ByteBuffer range = source.duplicate();
    range.limit(position + length).position(position);
    WireReader in = new WireReader(range);
    List<Map.Entry<HeaderField, HeaderField>> entries = new ArrayList<>();
    while (in.hasRemaining()) {
      HeaderField key = keys.apply(in);
      entries.add(Map.entry(key, HeaderField.decode(in)));
    }
    return new UserHeaders(Collections.unmodifiableList(entries));
  }

  /** How many headers there are. */
  public int size() {
    return entries.size();
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The value whose key is this text; the last one when a producer wrote several. */
  public Optional<HeaderField> get(String key) {
    byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i).getKey().isString(utf8)) {
        return Optional.of(entries.get(i).getValue());
      }
    }
    return Optional.empty();
  }

  /** The keys and values in the order they were written; neither can be changed. */
  @Override
  public Iterator<Map.Entry<HeaderField, HeaderField>> iterator() {
    return entries.iterator();
  }

  /** Bytes that {@link #encode} writes. */
  public int encodedLength() {
    return encodedLength;
  }

  /**
   * Writes the headers at the buffer's position and moves it behind them; the buffer's byte order
   * does not change.
   *
   * @throws java.nio.BufferOverflowException when fewer than {@link #encodedLength} bytes are left
   */
  public void encode(ByteBuffer destination) {
    ByteBuffer out = destination.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    for (Map.Entry<HeaderField, HeaderField> entry : entries) {
      entry.getKey().encode(out);
      entry.getValue().encode(out);
    }
    destination.position(out.position());
  }

  /** Equal are headers with equal keys and values in the same order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof UserHeaders && entries.equals(((UserHeaders) other).entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return "UserHeaders" + entries;
  }

  /** Collects headers. Not thread-safe. */
  public static final class Builder {
    private final List<Map.Entry<HeaderField, HeaderField>> entries = new ArrayList<>();

    private Builder() {}

    /** Adds a header; one with an equal key gives way to it, keeping its place. */
    public Builder put(HeaderField key, HeaderField value) {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(value, "value");
      for (int i = 0; i < entries.size(); i++) {
        if (entries.get(i).getKey().equals(key)) {
          entries.set(i, Map.entry(key, value));
          return this;
        }
      }
      entries.add(Map.entry(key, value));
      return this;
    }

    /** Adds a header whose key is text. */
    public Builder put(String key, HeaderField value) {
      return put(HeaderField.ofString(key), value);
    }

    /** Adds a header whose key and value are text. */
    public Builder put(String key, String value) {
      return put(key, HeaderField.ofString(value));
    }

    /**
     * The headers collected so far.
     *
     * @throws IllegalArgumentException when they take more than {@link #MAX_ENCODED_LENGTH} bytes
     */
    public UserHeaders build() {
      if (entries.isEmpty()) {
        return EMPTY;
      }
      UserHeaders headers = new UserHeaders(List.copyOf(entries));
      if (headers.encodedLength > MAX_ENCODED_LENGTH) {
        throw new IllegalArgumentException(
            "user headers take "
                + headers.encodedLength
                + " bytes, Iggy allows "
                + MAX_ENCODED_LENGTH
                + " a message");
      }
      return headers;
    }
  }
}
