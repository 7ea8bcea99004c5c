// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.system;

import java.util.Arrays;
import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * An option that a server knows.
 *
 * <pre>{@code
 * key name  kind u8  default (u32 length, bytes)  description text32
 * }</pre>
 */
public final class OptionDescriptor {
  private final String key;
  private final int kind;
  private final byte[] defaultValue;
  private final String description;

  /** Creates it from its parts, in the order of the wire. */
  public OptionDescriptor(String key, int kind, byte[] defaultValue, String description) {
    this.key = Objects.requireNonNull(key, "key");
    this.kind = kind;
    this.defaultValue = defaultValue.clone();
    this.description = Objects.requireNonNull(description, "description");
  }

  /** Reads what {@link #encode} wrote. */
  public static OptionDescriptor decode(WireReader in) {
    return new OptionDescriptor(in.name(), in.u8(), in.bytes(in.u32()), in.text32());
  }

  /** Its name. */
  public String key() {
    return key;
  }

  /** Code of the kind of its values: {@code HeaderKind}, or one that a newer server has. */
  public int kind() {
    return kind;
  }

  /** Bytes of its default in its kind's layout, copied; none when there is no default. */
  public byte[] defaultValue() {
    return defaultValue.clone();
  }

  /** What it is for, as the server says it. */
  public String description() {
    return description;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.name(key);
    out.u8(kind);
    out.u32(defaultValue.length);
    out.bytes(defaultValue);
    out.text32(description);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof OptionDescriptor)) {
      return false;
    }
    OptionDescriptor that = (OptionDescriptor) other;
    return key.equals(that.key)
        && kind == that.kind
        && Arrays.equals(defaultValue, that.defaultValue)
        && description.equals(that.description);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, kind, Arrays.hashCode(defaultValue), description);
  }

  @Override
  public String toString() {
    return "OptionDescriptor{key=" + key + ", kind=" + kind + ", description=" + description + "}";
  }
}
