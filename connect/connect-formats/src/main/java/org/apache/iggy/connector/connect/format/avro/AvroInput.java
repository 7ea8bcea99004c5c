// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.avro;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.iggy.connector.connect.api.CodecException;

/**
 * Reads Avro's primitive types from a payload. Nothing is allocated before it is known that the
 * payload has so many bytes, which the library's decoder does not promise.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#binary-encoding">The format</a>
 */
final class AvroInput {
  /** Elements without bytes, such as nulls, of which a few bytes could claim any number. */
  private static final int MAX_EMPTY_ELEMENTS = 65_536;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private int position;
  private long elementsLeft;

  AvroInput(byte[] bytes) {
    this.bytes = bytes;
    this.elementsLeft = (long) bytes.length + MAX_EMPTY_ELEMENTS;
  }

  int remaining() {
    return bytes.length - position;
  }

  CodecException error(String reason) {
    return new CodecException("not Avro of this schema at byte " + position + ": " + reason);
  }

  private void require(long count) {
    if (count < 0 || count > remaining()) {
      throw error("it ends in the middle of a value");
    }
  }

  boolean readBoolean() {
    require(1);
    byte truth = bytes[position];
    if (truth != 0 && truth != 1) {
      throw error("a boolean is neither 0 nor 1");
    }
    position++;
    return truth == 1;
  }

  int readInt() {
    long value = readLong();
    if (value != (int) value) {
      throw error("an int has more than 32 bits");
    }
    return (int) value;
  }

  long readLong() {
    long zigzag = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      require(1);
      byte part = bytes[position++];
      zigzag |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
      }
    }
    throw error("a number has more than 64 bits");
  }

  float readFloat() {
    require(Integer.BYTES);
    float value = Float.intBitsToFloat((int) INT.get(bytes, position));
    position += Integer.BYTES;
    return value;
  }

  double readDouble() {
    require(Long.BYTES);
    double value = Double.longBitsToDouble((long) LONG.get(bytes, position));
    position += Long.BYTES;
    return value;
  }

  byte[] readFixed(int size) {
    require(size);
    byte[] value = Arrays.copyOfRange(bytes, position, position + size);
    position += size;
    return value;
  }

  byte[] readBytes() {
    return readFixed(readLength());
  }

  String readString() {
    int length = readLength();
    String value = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return value;
  }

  private int readLength() {
    long length = readLong();
    require(length);
    return (int) length;
  }

  /** How many elements the next block of an array or map has; 0 behind the last. */
  long readBlockCount() {
    long count = readLong();
    if (count < 0) {
      readLong(); // The size in bytes, for those who skip.
      count = -count;
    }
    elementsLeft -= count;
    if (count < 0 || elementsLeft < 0) {
      throw error("a block has more elements than there are bytes");
    }
    return count;
  }
}
