// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.primitive;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Names a stream, topic, consumer group, user or consumer, by number or by name.
 *
 * <pre>{@code
 * kind u8 (1 numeric, 2 name), length u8 (4 for numeric, 1..255 for name), u32 or UTF-8
 * }</pre>
 */
public final class Identifier {
  private static final int NUMERIC = 1;
  private static final int NAME = 2;

  private final long id;
  private final String name;

  private Identifier(long id, String name) {
    this.id = id;
    this.name = name;
  }

  /** An identifier by number, 0 to 4294967295. */
  public static Identifier numeric(long id) {
    if (id < 0 || id > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException("numeric identifier " + id + " is not within 0..2^32-1");
    }
    return new Identifier(id, null);
  }

  /** An identifier by name, 1 to 255 bytes of UTF-8; a name of digits stays a name. */
  public static Identifier named(String name) {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0 || length > 255) {
      throw new IllegalArgumentException(
          "a name must have 1 to 255 bytes of UTF-8, this one has " + length);
    }
    return new Identifier(-1, name);
  }

  /** Reads what {@link #encode} wrote. */
  public static Identifier decode(WireReader in) {
    int kind = in.u8();
    if (kind == NAME) {
      return new Identifier(-1, in.name());
    }
    if (kind != NUMERIC) {
      throw new MalformedFrameException("identifier kind " + kind + " is neither 1 nor 2");
    }
    int length = in.u8();
    if (length != 4) {
      throw new MalformedFrameException("numeric identifier has length " + length + ", not 4");
    }
    return new Identifier(in.u32(), null);
  }

  /** Whether it is a number. */
  public boolean isNumeric() {
    return name == null;
  }

  /** The number; only for a numeric identifier. */
  public long id() {
    if (name != null) {
      throw new IllegalStateException("'" + name + "' is a name, not a number");
    }
    return id;
  }

  /** The name; only for a named identifier. */
  public String name() {
    if (name == null) {
      throw new IllegalStateException(id + " is a number, not a name");
    }
    return name;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    if (name != null) {
      out.u8(NAME);
      out.name(name);
    } else {
      out.u8(NUMERIC);
      out.u8(4);
      out.u32(id);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Identifier
        && id == ((Identifier) other).id
        && Objects.equals(name, ((Identifier) other).name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, name);
  }

  /** The name, or the number as {@code #7}. */
  @Override
  public String toString() {
    return name != null ? name : "#" + id;
  }
}
