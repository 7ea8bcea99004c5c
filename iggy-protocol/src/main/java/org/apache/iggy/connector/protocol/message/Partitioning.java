// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * How the server chooses the partition that a batch goes to.
 *
 * <pre>{@code
 * kind u8 (1 balanced, 2 partition id, 3 key), length u8 (0, 4, 1..255), value
 * }</pre>
 *
 * <p>A key goes to partition {@code xxHash32(key) % partitions}. It only routes: no message keeps
 * it.
 */
public final class Partitioning {
  /** The ways to choose, in the order of their codes 1 to 3. */
  public enum Kind {
    /** The server takes partitions in turn. */
    BALANCED(1),
    /** The client names the partition. */
    PARTITION_ID(2),
    /** The hash of a key decides. */
    KEY(3);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  private static final Partitioning BALANCED = new Partitioning(Kind.BALANCED, new byte[0]);

  private final Kind kind;
  private final byte[] value;

  private Partitioning(Kind kind, byte[] value) {
    this.kind = kind;
    this.value = value;
  }

  /** Partitions in turn, one batch each. */
  public static Partitioning balanced() {
    return BALANCED;
  }

  /** This partition, 0-based. */
  public static Partitioning partition(int partitionId) {
    if (partitionId < 0) {
      throw new IllegalArgumentException("partition id " + partitionId + " is negative");
    }
    byte[] value = {
      (byte) partitionId,
      (byte) (partitionId >>> 8),
      (byte) (partitionId >>> 16),
      (byte) (partitionId >>> 24)
    };
    return new Partitioning(Kind.PARTITION_ID, value);
  }

  /** The partition that this key, 1 to 255 bytes, hashes to. */
  public static Partitioning key(byte[] key) {
    if (key.length == 0 || key.length > 255) {
      throw new IllegalArgumentException(
          "a partitioning key must have 1 to 255 bytes, this one has " + key.length);
    }
    return new Partitioning(Kind.KEY, key.clone());
  }

  /** The partition that this key's UTF-8 bytes hash to. */
  public static Partitioning key(String key) {
    return key(key.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads what {@link #encode} wrote. */
  public static Partitioning decode(WireReader in) {
    int kind = in.u8();
    int length = in.u8();
    byte[] value = in.bytes(length);
    switch (kind) {
      case 1:
        requireLength(length == 0, "balanced", length);
        return BALANCED;
      case 2:
        requireLength(length == 4, "partition id", length);
        return decodePartitionId(value);
      case 3:
        requireLength(length > 0, "key", length);
        return new Partitioning(Kind.KEY, value);
      default:
        throw new MalformedFrameException("partitioning kind " + kind + " is not within 1..3");
    }
  }

  private static Partitioning decodePartitionId(byte[] value) {
    Partitioning partitioning = new Partitioning(Kind.PARTITION_ID, value);
    if (partitioning.partitionId() < 0) {
      throw new MalformedFrameException(
          "partition id " + Integer.toUnsignedLong(partitioning.partitionId()) + " exceeds an int");
    }
    return partitioning;
  }

  /** How the partition is chosen. */
  public Kind kind() {
    return kind;
  }

  /** The partition id; only for {@link Kind#PARTITION_ID}. */
  public int partitionId() {
    if (kind != Kind.PARTITION_ID) {
      throw new IllegalStateException("partitioning is " + kind);
    }
    return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  /** The key's bytes, copied; empty unless the kind is {@link Kind#KEY}. */
  public byte[] key() {
    return kind == Kind.KEY ? value.clone() : new byte[0];
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.u8(kind.code);
    out.u8(value.length);
    out.bytes(value);
  }

  private static void requireLength(boolean valid, String kind, int length) {
    if (!valid) {
      throw new MalformedFrameException(kind + " partitioning has length " + length);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Partitioning
        && kind == ((Partitioning) other).kind
        && Arrays.equals(value, ((Partitioning) other).value);
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return kind == Kind.PARTITION_ID ? "partition " + partitionId() : kind.toString();
  }
}
