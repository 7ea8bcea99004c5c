// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes for {@code COPY}, which grow as they are put; numbers are big-endian. */
final class CopyBuffer {
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private byte[] bytes = new byte[96 * 1024];
  private int size;

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.BIG_ENDIAN);
  }

  /** The bytes, of which the first {@link #size} count; another array after the next put. */
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** Forgets everything behind a place. */
  void truncate(int place) {
    size = place;
  }

  private int grow(int more) {
    int place = size;
    if (bytes.length - place < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(place, more), bytes.length * 2));
    }
    size = place + more;
    return place;
  }

  void putByte(int value) {
    int place = grow(1);
    bytes[place] = (byte) value;
  }

  void putShort(int value) {
    int place = grow(Short.BYTES);
    SHORT.set(bytes, place, (short) value);
  }

  void putInt(int value) {
    int place = grow(Integer.BYTES);
    INT.set(bytes, place, value);
  }

  /** Changes a number that was put. */
  void setInt(int place, int value) {
    INT.set(bytes, place, value);
  }

  void putLong(long value) {
    int place = grow(Long.BYTES);
    LONG.set(bytes, place, value);
  }

  void put(byte[] more) {
    put(more, 0, more.length);
  }

  void put(byte[] more, int offset, int length) {
    int place = grow(length);
    System.arraycopy(more, offset, bytes, place, length);
  }
}
