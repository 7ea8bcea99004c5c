// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.primitive;

/**
 * Version of the protocol as VSR logins carry it: {@code major << 20 | minor << 10 | patch}.
 * Immutable.
 *
 * <p>It is not the server's version: Iggy 0.9.0 speaks 0.11.0. A server takes clients of its own
 * major and minor version whatever their patch is.
 */
public final class ProtocolVersion {
  /** What this library speaks: the protocol of Iggy 0.9.0. */
  public static final ProtocolVersion SPOKEN = new ProtocolVersion(11 << 10);

  private static final int PART_BITS = 10;
  private static final int PART_MASK = 0x3FF;

  private final long word;

  private ProtocolVersion(long word) {
    this.word = word;
  }

  /** The version in this u32. */
  public static ProtocolVersion ofWord(long word) {
    return new ProtocolVersion(word);
  }

  /** The u32 on the wire. */
  public long word() {
    return word;
  }

  /** Whether the other version has the same major and minor number. */
  public boolean isCompatibleWith(ProtocolVersion other) {
    return word >>> PART_BITS == other.word >>> PART_BITS;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProtocolVersion && word == ((ProtocolVersion) other).word;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(word);
  }

  /** Such as {@code 0.11.0}. */
  @Override
  public String toString() {
    return (word >>> (2 * PART_BITS))
        + "."
        + (word >>> PART_BITS & PART_MASK)
        + "."
        + (word & PART_MASK);
  }
}
