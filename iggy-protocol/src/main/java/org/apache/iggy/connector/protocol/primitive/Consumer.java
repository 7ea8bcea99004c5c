// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.primitive;

import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Who polls and stores offsets: a single consumer or a consumer group.
 *
 * <pre>{@code
 * kind u8 (1 consumer, 2 group), identifier
 * }</pre>
 */
public final class Consumer {
  private static final int SINGLE = 1;
  private static final int GROUP = 2;

  private final boolean group;
  private final Identifier id;

  private Consumer(boolean group, Identifier id) {
    this.group = group;
    this.id = Objects.requireNonNull(id, "id");
  }

  /** A consumer on its own; a name becomes a number on the server by its xxHash32. */
  public static Consumer single(Identifier id) {
    return new Consumer(false, id);
  }

  /** A consumer group, which the connection has to have joined. */
  public static Consumer group(Identifier id) {
    return new Consumer(true, id);
  }

  /** Reads what {@link #encode} wrote. */
  public static Consumer decode(WireReader in) {
    int kind = in.u8();
    if (kind != SINGLE && kind != GROUP) {
      throw new MalformedFrameException("consumer kind " + kind + " is neither 1 nor 2");
    }
    return new Consumer(kind == GROUP, Identifier.decode(in));
  }

  /** Whether it is a consumer group. */
  public boolean isGroup() {
    return group;
  }

  /** The consumer's or the group's identifier. */
  public Identifier id() {
    return id;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.u8(group ? GROUP : SINGLE);
    id.encode(out);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Consumer
        && group == ((Consumer) other).group
        && id.equals(((Consumer) other).id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(group, id);
  }

  @Override
  public String toString() {
    return (group ? "group " : "consumer ") + id;
  }
}
