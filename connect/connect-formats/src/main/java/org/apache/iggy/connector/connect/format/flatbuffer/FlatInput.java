// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.flatbuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.iggy.connector.connect.api.CodecException;

/**
 * The bytes of a payload, every access checked. Offsets may point to one place again and again, so
 * that a small payload could stand for any number of values: what is read in all is bounded.
 */
final class FlatInput {
  private static final long MIN_BUDGET = 1 << 20;
  private static final int BUDGET_FACTOR = 64;

  private final ByteBuffer bytes;
  private long budget;

  FlatInput(byte[] payload) {
    this.bytes = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    this.budget = Math.max(MIN_BUDGET, (long) payload.length * BUDGET_FACTOR);
  }

  static CodecException error(int position, String reason) {
    return new CodecException(
        "not a FlatBuffer of this schema at byte " + position + ": " + reason);
  }

  /** Counts values and bytes that are taken out. */
  void spend(long amount, int position) {
    budget -= amount;
    if (budget < 0) {
      throw error(position, "it unfolds to far more than its size");
    }
  }

  private int checked(int position, int length) {
    if (position < 0 || position > bytes.capacity() - length) {
      throw error(position, "an offset points outside");
    }
    return position;
  }

  byte int8(int position) {
    return bytes.get(checked(position, 1));
  }

  short int16(int position) {
    return bytes.getShort(checked(position, 2));
  }

  int uint16(int position) {
    return Short.toUnsignedInt(int16(position));
  }

  int int32(int position) {
    return bytes.getInt(checked(position, 4));
  }

  long int64(int position) {
    return bytes.getLong(checked(position, 8));
  }

  float float32(int position) {
    return bytes.getFloat(checked(position, 4));
  }

  double float64(int position) {
    return bytes.getDouble(checked(position, 8));
  }

  /** Where the offset at a position leads. */
  int follow(int position) {
    long target = position + Integer.toUnsignedLong(int32(position));
    if (target > bytes.capacity()) {
      throw error(position, "an offset points outside");
    }
    return (int) target;
  }

  /** The number of elements of the vector at a position, all of which are there. */
  int vectorLength(int position, int elementBytes) {
    int length = int32(position);
    int room = bytes.capacity() - position - Integer.BYTES;
    if (length < 0 || (long) length * elementBytes > room) {
      throw error(position, "a vector is longer than the payload");
    }
    spend(1L + length, position);
    return length;
  }

  byte[] byteVector(int position) {
    byte[] vector = new byte[vectorLength(position, 1)];
    bytes.get(position + Integer.BYTES, vector);
    return vector;
  }

  String string(int position) {
    int length = vectorLength(position, 1);
    return new String(bytes.array(), position + Integer.BYTES, length, StandardCharsets.UTF_8);
  }
}
