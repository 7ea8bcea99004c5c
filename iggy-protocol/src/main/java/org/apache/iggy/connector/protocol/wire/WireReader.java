// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * A bounds-checked cursor over one frame's body. All integers are little-endian.
 *
 * <p>Reading past the end, a length that leaves the body, or text that is not UTF-8 throws {@link
 * MalformedFrameException}. Nothing is allocated by a length before that length was checked against
 * the bytes that are there. Not thread-safe.
 */
public final class WireReader {
  private final ByteBuffer source;

  /** Reads the bytes between the buffer's position and limit; the buffer itself is not moved. */
  public WireReader(ByteBuffer source) {
    this.source = source.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads a whole array. */
  public static WireReader of(byte[] body) {
    return new WireReader(ByteBuffer.wrap(body));
  }

  /** Bytes not read yet. */
  public int remaining() {
    return source.remaining();
  }

  /** Whether bytes are left. */
  public boolean hasRemaining() {
    return source.hasRemaining();
  }

  /** An unsigned byte, 0..255. */
  public int u8() {
    require(1, "u8");
    return source.get() & 0xFF;
  }

  /** A byte that is false when 0 and true otherwise. */
  public boolean bool() {
    return u8() != 0;
  }

  /** An unsigned 16-bit integer, 0..65535. */
  public int u16() {
    require(2, "u16");
    return source.getShort() & 0xFFFF;
  }

  /** An unsigned 32-bit integer. */
  public long u32() {
    require(4, "u32");
    return source.getInt() & 0xFFFF_FFFFL;
  }

  /** An unsigned 32-bit integer that has to fit an {@code int}: ids, counts and lengths. */
  public int int32() {
    long value = u32();
    if (value > Integer.MAX_VALUE) {
      throw new MalformedFrameException("u32 value " + value + " exceeds " + Integer.MAX_VALUE);
    }
    return (int) value;
  }

  /** A 64-bit integer; unsigned values over {@code Long.MAX_VALUE} come out negative. */
  public long u64() {
    require(8, "u64");
    return source.getLong();
  }

  /** A 32-bit float. */
  public float f32() {
    require(4, "f32");
    return source.getFloat();
  }

  /** A u32 count of elements that take at least {@code minElementBytes} each. */
  public int count(int minElementBytes) {
    long count = u32();
    if (count * minElementBytes > source.remaining()) {
      throw new MalformedFrameException(
          "count " + count + " does not fit the remaining " + source.remaining() + " bytes");
    }
    return (int) count;
  }

  /** A name: u8 length 1..255, then UTF-8. */
  public String name() {
    String name = text8();
    if (name.isEmpty()) {
      throw new MalformedFrameException("a name is empty");
    }
    return name;
  }

  /** Text with a u8 length, 0..255 bytes. */
  public String text8() {
    return text(u8());
  }

  /** Text with a u32 length. */
  public String text32() {
    return text(u32());
  }

  /** The optional u32 of partition ids: a flag byte, then four bytes that are always there. */
  public OptionalInt optionalInt() {
    boolean present = bool();
    long value = u32();
    if (!present) {
      return OptionalInt.empty();
    }
    if (value > Integer.MAX_VALUE) {
      throw new MalformedFrameException("partition id " + value + " exceeds an int");
    }
    return OptionalInt.of((int) value);
  }

  /** The next {@code length} bytes, copied. */
  public byte[] bytes(long length) {
    require(length, "bytes");
    byte[] bytes = new byte[(int) length];
    source.get(bytes);
    return bytes;
  }

  /** The next {@code length} bytes as a view; shares the frame's memory. */
  public ByteBuffer slice(long length) {
    require(length, "slice");
    ByteBuffer slice = source.slice();
    slice.limit((int) length);
    source.position(source.position() + (int) length);
    return slice.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Steps over bytes that carry nothing. */
  public void skip(long length) {
    require(length, "skip");
    source.position(source.position() + (int) length);
  }

  /** Fails when bytes are left over. */
  public void expectEnd() {
    if (source.hasRemaining()) {
      throw new MalformedFrameException(source.remaining() + " unexpected bytes at the end");
    }
  }

  private String text(long length) {
    require(length, "text");
    ByteBuffer view = source.slice();
    view.limit((int) length);
    source.position(source.position() + (int) length);
    try {
      CharBuffer text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(view);
      return text.toString();
    } catch (CharacterCodingException e) {
      throw new MalformedFrameException("text of " + length + " bytes is not UTF-8");
    }
  }

  private void require(long length, String what) {
    if (length < 0 || length > source.remaining()) {
      throw new MalformedFrameException(
          what + " needs " + length + " bytes, " + source.remaining() + " are left");
    }
  }
}
