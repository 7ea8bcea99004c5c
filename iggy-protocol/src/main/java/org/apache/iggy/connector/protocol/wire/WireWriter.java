// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * A growing buffer that frames are written into. All integers are little-endian.
 *
 * <p>It is made once a connection and cleared between frames, so a frame costs no allocation once
 * the buffer has grown. Values out of a field's range throw {@link IllegalArgumentException} that
 * says which. Not thread-safe.
 */
public final class WireWriter {
  private static final int INITIAL_CAPACITY = 512;

  private ByteBuffer buffer;

  /** Creates a writer with a small buffer. */
  public WireWriter() {
    this(INITIAL_CAPACITY);
  }

  /** Creates a writer whose buffer starts with {@code capacity} bytes. */
  public WireWriter(int capacity) {
    this.buffer = ByteBuffer.allocate(Math.max(16, capacity)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Forgets what was written. */
  public void clear() {
    buffer.clear();
  }

  /** Bytes written so far. */
  public int position() {
    return buffer.position();
  }

  /** Takes back everything written after {@code position}. */
  public void truncate(int position) {
    if (position > buffer.position()) {
      throw new IllegalArgumentException("cannot truncate forward to " + position);
    }
    buffer.position(position);
  }

  /** Writes an unsigned byte. */
  public void u8(int value) {
    require(value >= 0 && value <= 0xFF, "u8", value);
    room(1).put((byte) value);
  }

  /** Writes 1 for true, 0 for false. */
  public void bool(boolean value) {
    room(1).put((byte) (value ? 1 : 0));
  }

  /** Writes an unsigned 16-bit integer. */
  public void u16(int value) {
    require(value >= 0 && value <= 0xFFFF, "u16", value);
    room(2).putShort((short) value);
  }

  /** Writes an unsigned 32-bit integer. */
  public void u32(long value) {
    require(value >= 0 && value <= 0xFFFF_FFFFL, "u32", value);
    room(4).putInt((int) value);
  }

  /** Writes 64 bits. */
  public void u64(long value) {
    room(8).putLong(value);
  }

  /** Writes a 32-bit float. */
  public void f32(float value) {
    room(4).putFloat(value);
  }

  /** Writes a name: u8 length 1..255, then UTF-8. */
  public void name(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a name must have 1 to 255 bytes, this one is empty");
    }
    text8(value);
  }

  /** Writes text with a u8 length; at most 255 bytes of UTF-8. */
  public void text8(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 255) {
      throw new IllegalArgumentException(
          "text has " + bytes.length + " bytes of UTF-8, at most 255 are allowed");
    }
    u8(bytes.length);
    bytes(bytes);
  }

  /** Writes text with a u32 length. */
  public void text32(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    u32(bytes.length);
    bytes(bytes);
  }

  /**
   * Writes the optional u32 of partition ids: a flag byte, then four bytes that are always there.
   */
  public void optionalInt(OptionalInt value) {
    bool(value.isPresent());
    u32(value.orElse(0));
  }

  /** Writes the bytes as they are. */
  public void bytes(byte[] bytes) {
    room(bytes.length).put(bytes);
  }

  /** Writes a part of an array. */
  public void bytes(byte[] bytes, int offset, int length) {
    room(length).put(bytes, offset, length);
  }

  /** Writes the buffer's bytes between position and limit; the buffer itself is not moved. */
  public void bytes(ByteBuffer bytes) {
    room(bytes.remaining()).put(bytes.duplicate());
  }

  /** Makes room for the next {@code length} bytes; whoever asks writes all of them first. */
  public ByteBuffer reserve(int length) {
    ByteBuffer reserved = room(length).slice().order(ByteOrder.LITTLE_ENDIAN);
    reserved.limit(length);
    buffer.position(buffer.position() + length);
    return reserved;
  }

  /**
   * Writes a u32 length of what has been written since {@code position + 4}, at {@code position}.
   */
  public void patchLength(int position) {
    buffer.putInt(position, buffer.position() - position - 4);
  }

  /** Overwrites the u32 at {@code position}. */
  public void patchU32(int position, long value) {
    require(value >= 0 && value <= 0xFFFF_FFFFL, "u32", value);
    buffer.putInt(position, (int) value);
  }

  /** Overwrites the 64 bits at {@code position}. */
  public void patchU64(int position, long value) {
    buffer.putLong(position, value);
  }

  /** What was written, as a view that is valid until the next write or {@link #clear}. */
  public ByteBuffer view() {
    ByteBuffer view = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    view.flip();
    return view;
  }

  /** What was written, copied. */
  public byte[] toByteArray() {
    byte[] bytes = new byte[buffer.position()];
    view().get(bytes);
    return bytes;
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      grow(bytes);
    }
    return buffer;
  }

  private void grow(int bytes) {
    long wanted = Math.max(2L * buffer.capacity(), (long) buffer.position() + bytes);
    int capacity = (int) Math.min(wanted, Integer.MAX_VALUE - 8L);
    ByteBuffer larger = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    buffer.flip();
    larger.put(buffer);
    buffer = larger;
  }

  private static void require(boolean valid, String type, long value) {
    if (!valid) {
      throw new IllegalArgumentException(value + " is out of range for " + type);
    }
  }
}
