// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.stream;

import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A stream as lists show it.
 *
 * <pre>{@code
 * id u32  created_at_micros u64  topics_count u32  size_bytes u64  messages_count u64  name name
 * }</pre>
 */
public final class StreamInfo {
  private final long id;
  private final long createdAtMicros;
  private final int topicsCount;
  private final long sizeBytes;
  private final long messagesCount;
  private final String name;

  /** Creates it from its parts, in the order of the wire. */
  public StreamInfo(
      long id,
      long createdAtMicros,
      int topicsCount,
      long sizeBytes,
      long messagesCount,
      String name) {
    this.id = id;
    this.createdAtMicros = createdAtMicros;
    this.topicsCount = topicsCount;
    this.sizeBytes = sizeBytes;
    this.messagesCount = messagesCount;
    this.name = Objects.requireNonNull(name, "name");
  }

  /** Reads what {@link #encode} wrote. */
  public static StreamInfo decode(WireReader in) {
    return new StreamInfo(in.u32(), in.u64(), in.int32(), in.u64(), in.u64(), in.name());
  }

  /** Numeric id, 0-based. */
  public long id() {
    return id;
  }

  /** When it was created, microseconds since the epoch. */
  public long createdAtMicros() {
    return createdAtMicros;
  }

  /** How many topics it has. */
  public int topicsCount() {
    return topicsCount;
  }

  /** Size of its messages with their headers, bytes. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** How many messages it holds. */
  public long messagesCount() {
    return messagesCount;
  }

  /** The stream's name, 1 to 255 bytes of UTF-8. */
  public String name() {
    return name;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.u32(id);
    out.u64(createdAtMicros);
    out.u32(topicsCount);
    out.u64(sizeBytes);
    out.u64(messagesCount);
    out.name(name);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof StreamInfo)) {
      return false;
    }
    StreamInfo that = (StreamInfo) other;
    return id == that.id
        && createdAtMicros == that.createdAtMicros
        && topicsCount == that.topicsCount
        && sizeBytes == that.sizeBytes
        && messagesCount == that.messagesCount
        && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, createdAtMicros, topicsCount, sizeBytes, messagesCount, name);
  }

  @Override
  public String toString() {
    return "StreamInfo{id="
        + id
        + ", createdAtMicros="
        + createdAtMicros
        + ", topicsCount="
        + topicsCount
        + ", sizeBytes="
        + sizeBytes
        + ", messagesCount="
        + messagesCount
        + ", name="
        + name
        + "}";
  }
}
