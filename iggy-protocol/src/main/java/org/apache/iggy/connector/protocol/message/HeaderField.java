// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;

/**
 * A user header's key or value: typed bytes. Immutable.
 *
 * <pre>
 *   0       1               5
 *  +-------+---------------+------------------------+
 *  | kind  |  length u32   |  length bytes         ...
 *  | u8    |  1..255       |  integers and floats little-endian
 *  +-------+---------------+------------------------+
 * </pre>
 */
public final class HeaderField {
  private static final int PREFIX_LENGTH = 5;
  private static final int INT128_BYTES = 16;

  private final HeaderKind kind;
  private final byte[] bytes;

  private HeaderField(HeaderKind kind, byte[] bytes) {
    this.kind = kind;
    this.bytes = bytes;
  }

  /**
   * A field of any kind from its bytes on the wire, which are copied.
   *
   * @throws IllegalArgumentException when the kind cannot have so many bytes
   */
  public static HeaderField of(HeaderKind kind, byte[] bytes) {
    if (!kind.allows(bytes.length)) {
      throw new IllegalArgumentException(wrongLength(kind, bytes.length));
    }
    return new HeaderField(kind, bytes.clone());
  }

  /** Bytes without a meaning to Iggy, 1 to 255 of them. */
  public static HeaderField ofRaw(byte[] value) {
    return of(HeaderKind.RAW, value);
  }

  /** Text of 1 to 255 bytes in UTF-8. */
  public static HeaderField ofString(String value) {
    return of(HeaderKind.STRING, value.getBytes(StandardCharsets.UTF_8));
  }

  /** True or false. */
  public static HeaderField ofBool(boolean value) {
    return new HeaderField(HeaderKind.BOOL, new byte[] {(byte) (value ? 1 : 0)});
  }

  /** A signed 8-bit integer. */
  public static HeaderField ofInt8(byte value) {
    return new HeaderField(HeaderKind.INT8, new byte[] {value});
  }

  /** A signed 16-bit integer. */
  public static HeaderField ofInt16(short value) {
    return new HeaderField(HeaderKind.INT16, buffer(Short.BYTES).putShort(value).array());
  }

  /** A signed 32-bit integer. */
  public static HeaderField ofInt32(int value) {
    return new HeaderField(HeaderKind.INT32, buffer(Integer.BYTES).putInt(value).array());
  }

  /** A signed 64-bit integer. */
  public static HeaderField ofInt64(long value) {
    return new HeaderField(HeaderKind.INT64, buffer(Long.BYTES).putLong(value).array());
  }

  /** A signed integer within -2^127..2^127-1. */
  public static HeaderField ofInt128(BigInteger value) {
    if (value.bitLength() > 127) {
      throw outOfRange(HeaderKind.INT128, value);
    }
    return new HeaderField(HeaderKind.INT128, littleEndian(value, INT128_BYTES));
  }

  /** An unsigned integer within 0..255. */
  public static HeaderField ofUint8(int value) {
    return ofUnsigned(HeaderKind.UINT8, BigInteger.valueOf(value), Byte.BYTES);
  }

  /** An unsigned integer within 0..65535. */
  public static HeaderField ofUint16(int value) {
    return ofUnsigned(HeaderKind.UINT16, BigInteger.valueOf(value), Short.BYTES);
  }

  /** An unsigned integer within 0..2^32-1. */
  public static HeaderField ofUint32(long value) {
    return ofUnsigned(HeaderKind.UINT32, BigInteger.valueOf(value), Integer.BYTES);
  }

  /** An unsigned integer within 0..2^64-1. */
  public static HeaderField ofUint64(BigInteger value) {
    return ofUnsigned(HeaderKind.UINT64, value, Long.BYTES);
  }

  /** An unsigned integer within 0..2^128-1. */
  public static HeaderField ofUint128(BigInteger value) {
    return ofUnsigned(HeaderKind.UINT128, value, INT128_BYTES);
  }

  /** A float of 32 bits. */
  public static HeaderField ofFloat32(float value) {
    return new HeaderField(HeaderKind.FLOAT32, buffer(Float.BYTES).putFloat(value).array());
  }

  /** A float of 64 bits. */
  public static HeaderField ofFloat64(double value) {
    return new HeaderField(HeaderKind.FLOAT64, buffer(Double.BYTES).putDouble(value).array());
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedFrameException when the kind is unknown, cannot have so many bytes, or the
   *     bytes are not there
   */
  static HeaderField decode(WireReader in) {
    return decode(HeaderKind.of(in.u8()), in);
  }

  /** Reads what {@link #encodeWithoutKind} wrote; throws as {@link #decode(WireReader)}. */
  static HeaderField decode(HeaderKind kind, WireReader in) {
    long length = in.u32();
    if (!kind.allows(length)) {
      throw new MalformedFrameException(wrongLength(kind, length));
    }
    return new HeaderField(kind, in.bytes(length));
  }

  /** The type of this field. */
  public HeaderKind kind() {
    return kind;
  }

  /** The bytes on the wire, copied. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * The value as the smallest Java type that holds every value of its kind: {@code byte[]} for
   * {@link HeaderKind#RAW}, {@link String}, {@link Boolean}, {@link Byte} to {@link Long} and
   * {@link BigInteger} for the signed integers, {@link Short} (u8), {@link Integer} (u16), {@link
   * Long} (u32) and {@link BigInteger} (u64, u128) for the unsigned ones, {@link Float}, {@link
   * Double}. What is not UTF-8 in a text becomes U+FFFD.
   */
  public Object asObject() {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    switch (kind) {
      case RAW:
        return bytes();
      case STRING:
        return new String(bytes, StandardCharsets.UTF_8);
      case BOOL:
        return bytes[0] != 0;
      case INT8:
        return bytes[0];
      case INT16:
        return in.getShort();
      case INT32:
        return in.getInt();
      case INT64:
        return in.getLong();
      case INT128:
        return new BigInteger(reversed(bytes));
      case UINT8:
        return (short) Byte.toUnsignedInt(bytes[0]);
      case UINT16:
        return Short.toUnsignedInt(in.getShort());
      case UINT32:
        return Integer.toUnsignedLong(in.getInt());
      case UINT64:
      case UINT128:
        return new BigInteger(1, reversed(bytes));
      case FLOAT32:
        return in.getFloat();
      case FLOAT64:
        return in.getDouble();
    }
    throw new AssertionError(kind);
  }

  /**
   * The value as text: the text itself, {@code true} or {@code false}, a number in decimal, or
   * lower-case hexadecimal digits for {@link HeaderKind#RAW}.
   */
  public String asText() {
    return kind == HeaderKind.RAW ? hex(bytes) : asObject().toString();
  }

  /** Bytes that {@link #encode} writes. */
  int encodedLength() {
    return PREFIX_LENGTH + bytes.length;
  }

  /** Writes it in the layout above to a little-endian buffer. */
  void encode(ByteBuffer destination) {
    destination.put((byte) kind.code());
    encodeWithoutKind(destination);
  }

  /** Writes its length and bytes alone. */
  void encodeWithoutKind(ByteBuffer destination) {
    destination.putInt(bytes.length).put(bytes);
  }

  /** Whether it is this text, which {@link HeaderKind#STRING} alone can be. */
  boolean isString(byte[] utf8) {
    return kind == HeaderKind.STRING && Arrays.equals(bytes, utf8);
  }

  /** Equal are fields of the same kind with the same bytes. */
  @Override
  public boolean equals(Object other) {
    return other instanceof HeaderField
        && kind == ((HeaderField) other).kind
        && Arrays.equals(bytes, ((HeaderField) other).bytes);
  }

  @Override
  public int hashCode() {
    return 31 * kind.code() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return kind + " " + asText();
  }

  private static HeaderField ofUnsigned(HeaderKind kind, BigInteger value, int length) {
    if (value.signum() < 0 || value.bitLength() > 8 * length) {
      throw outOfRange(kind, value);
    }
    return new HeaderField(kind, littleEndian(value, length));
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] littleEndian(BigInteger value, int length) {
    byte[] bytes = new byte[length];
    BigInteger rest = value;
    for (int i = 0; i < length; i++) {
      bytes[i] = rest.byteValue();
      rest = rest.shiftRight(Byte.SIZE);
    }
    return bytes;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder(2 * bytes.length);
    for (byte b : bytes) {
      text.append(Character.forDigit((b >> 4) & 0xF, 16)).append(Character.forDigit(b & 0xF, 16));
    }
    return text.toString();
  }

  private static String wrongLength(HeaderKind kind, long length) {
    return "a user header field of kind "
        + kind
        + " has "
        + length
        + " bytes, allowed is "
        + kind.allowedLength();
  }

  private static IllegalArgumentException outOfRange(HeaderKind kind, BigInteger value) {
    return new IllegalArgumentException(value + " is out of range for " + kind);
  }
}
