// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Where a poll starts.
 *
 * <pre>{@code
 * kind u8 (1 offset, 2 timestamp, 3 first, 4 last, 5 next), value u64
 * }</pre>
 */
public final class PollingStrategy {
  /** The kinds of start, in the order of their codes 1 to 5. */
  public enum Kind {
    /** At an offset. */
    OFFSET(1),
    /** At a server timestamp in microseconds; imprecise on the disk tier. */
    TIMESTAMP(2),
    /** At the first message there is. */
    FIRST(3),
    /** So that the last message of the partition is the last of the answer. */
    LAST(4),
    /** After the offset that the consumer has stored, or at the first message. */
    NEXT(5);

    private static final Kind[] KINDS = values();

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  private final Kind kind;
  private final long value;

  private PollingStrategy(Kind kind, long value) {
    this.kind = kind;
    this.value = value;
  }

  /** From this offset on; an offset that is gone is silently skipped forward by the server. */
  public static PollingStrategy offset(long offset) {
    return new PollingStrategy(Kind.OFFSET, offset);
  }

  /** From this server timestamp on, microseconds since the epoch. */
  public static PollingStrategy timestamp(long timestampMicros) {
    return new PollingStrategy(Kind.TIMESTAMP, timestampMicros);
  }

  /** From the first message there is. */
  public static PollingStrategy first() {
    return new PollingStrategy(Kind.FIRST, 0);
  }

  /** The last messages, as many as the poll asks for. */
  public static PollingStrategy last() {
    return new PollingStrategy(Kind.LAST, 0);
  }

  /** From the message after the stored offset on. */
  public static PollingStrategy next() {
    return new PollingStrategy(Kind.NEXT, 0);
  }

  /** Reads what {@link #encode} wrote. */
  public static PollingStrategy decode(WireReader in) {
    int kind = in.u8();
    if (kind < 1 || kind > Kind.KINDS.length) {
      throw new MalformedFrameException("polling strategy " + kind + " is not within 1..5");
    }
    return new PollingStrategy(Kind.KINDS[kind - 1], in.u64());
  }

  /** The kind of start. */
  public Kind kind() {
    return kind;
  }

  /** The offset or the timestamp in microseconds; 0 for the other kinds. */
  public long value() {
    return value;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.u8(kind.code);
    out.u64(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PollingStrategy
        && kind == ((PollingStrategy) other).kind
        && value == ((PollingStrategy) other).value;
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, value);
  }

  @Override
  public String toString() {
    return kind + (kind == Kind.OFFSET || kind == Kind.TIMESTAMP ? " " + value : "");
  }
}
