// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.flatbuffer;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.temporal.Temporal;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.format.flatbuffer.FlatType.Kind;

/** Turns single values into the bytes of their types, or says that they do not fit. */
final class FlatScalars {
  private static final int MAX_SCALE = 1_000;

  private final FlatBufferSchema schema;

  FlatScalars(FlatBufferSchema schema) {
    this.schema = schema;
  }

  static CodecException misfit(String path, String what) {
    return new CodecException(
        "the value cannot be written as a FlatBuffer: "
            + (path.isEmpty() ? "it" : path)
            + " has to be "
            + what);
  }

  /** A scalar in little endian. */
  byte[] bytes(FlatType type, Object value, String path) {
    Kind kind = type.kind();
    ByteBuffer bytes = ByteBuffer.allocate(kind.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    switch (kind) {
      case FLOAT -> bytes.putFloat((float) fraction(value, path));
      case DOUBLE -> bytes.putDouble(fraction(value, path));
      default -> {
        long number = whole(type, value, path);
        for (int i = 0; i < kind.bytes(); i++) {
          bytes.put((byte) (number >>> (8 * i)));
        }
      }
    }
    return bytes.array();
  }

  private static double fraction(Object value, String path) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw misfit(path, "a number");
  }

  private long whole(FlatType type, Object value, String path) {
    if (type.kind() == Kind.BOOL && value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (type.kind() == Kind.UNION_TYPE && value == null) {
      return 0;
    }
    FlatEnum constants = schema.enumeration(type);
    if (constants != null && value instanceof String names) {
      return constants(constants, names, path);
    }
    BigInteger number = integer(value, path);
    int bits = 8 * type.kind().bytes();
    boolean fits =
        switch (type.kind()) {
          case BOOL -> false;
          case BYTE, SHORT, INT, LONG -> number.bitLength() < bits;
          default -> number.signum() >= 0 && number.bitLength() <= bits;
        };
    if (!fits) {
      throw misfit(path, "a " + type.kind().name().toLowerCase(Locale.ROOT));
    }
    return number.longValue();
  }

  /** Several names, for flags, have spaces between them. */
  private static long constants(FlatEnum constants, String names, String path) {
    long number = 0;
    for (String name : names.split(" ", -1)) {
      FlatEnum.Constant constant = constants.byName(name);
      if (constant == null) {
        throw misfit(path, "a name or number of " + constants.name());
      }
      number |= constant.number();
    }
    return number;
  }

  private static BigInteger integer(Object value, String path) {
    if (value instanceof Long || value instanceof Integer) {
      return BigInteger.valueOf(((Number) value).longValue());
    }
    if (value instanceof Number number) {
      try {
        BigDecimal exact = new BigDecimal(number.toString());
        if (Math.abs((long) exact.scale()) <= MAX_SCALE) {
          return exact.toBigIntegerExact();
        }
      } catch (ArithmeticException | NumberFormatException e) {
        throw misfit(path, "a whole number");
      }
    }
    throw misfit(path, "a whole number");
  }

  static String text(Object value, String path) {
    if (value instanceof String || value instanceof UUID || value instanceof Temporal) {
      return value.toString();
    }
    throw misfit(path, "text");
  }

  static boolean isBytes(Object value) {
    return value instanceof byte[] || value instanceof String;
  }

  /** Bytes, or Base64 as JSON has them. */
  static byte[] bytes(Object value, String path) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    try {
      return Base64.getDecoder().decode((String) value);
    } catch (IllegalArgumentException e) {
      throw misfit(path, "bytes, Base64 or a list of numbers");
    }
  }
}
