// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/**
 * Turns values into those of fields that are no messages. Numbers may be text, as the JSON mapping
 * has them. What does not fit is told by {@link IllegalArgumentException}, {@link
 * ArithmeticException} or {@link ClassCastException}.
 */
final class ScalarWriter {
  private static final BigInteger MAX_UINT64 = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
  private static final long MAX_UINT32 = (1L << 32) - 1;

  private ScalarWriter() {}

  static Object write(FieldDescriptor field, Object value) {
    return switch (field.getType()) {
      case INT32, SINT32, SFIXED32 -> Math.toIntExact(whole(value));
      case UINT32, FIXED32 -> unsignedInt(whole(value));
      case INT64, SINT64, SFIXED64 -> whole(value);
      case UINT64, FIXED64 -> unsignedLong(exact(value).toBigIntegerExact());
      case FLOAT -> (float) fraction(value);
      case DOUBLE -> fraction(value);
      case BOOL -> truth(value);
      case STRING -> text(value);
      case BYTES -> bytes(value);
      case ENUM -> constant(field.getEnumType(), value);
      case MESSAGE, GROUP -> throw new IllegalArgumentException();
    };
  }

  static String name(FieldDescriptor field) {
    return field.getType() == FieldDescriptor.Type.ENUM
        ? "a name or number of " + field.getEnumType().getFullName()
        : field.getType().name().toLowerCase(Locale.ROOT);
  }

  private static BigDecimal exact(Object value) {
    if (!(value instanceof Number || value instanceof String)) {
      throw new IllegalArgumentException();
    }
    BigDecimal exact = new BigDecimal(value.toString());
    // A number with a huge exponent is no integer of 64 bits; do not write it out to see.
    if (Math.abs((long) exact.scale()) > 1_000) {
      throw new ArithmeticException();
    }
    return exact;
  }

  private static long whole(Object value) {
    return value instanceof Long || value instanceof Integer
        ? ((Number) value).longValue()
        : exact(value).longValueExact();
  }

  private static int unsignedInt(long value) {
    if (value < 0 || value > MAX_UINT32) {
      throw new ArithmeticException();
    }
    return (int) value;
  }

  private static long unsignedLong(BigInteger value) {
    if (value.signum() < 0 || value.compareTo(MAX_UINT64) > 0) {
      throw new ArithmeticException();
    }
    return value.longValue();
  }

  private static double fraction(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    // Takes NaN and Infinity, too.
    return Double.parseDouble((String) value);
  }

  /** Keys of maps are text, whatever they are in the message. */
  private static boolean truth(Object value) {
    if (value instanceof String text) {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new IllegalArgumentException();
      };
    }
    return (Boolean) value;
  }

  private static String text(Object value) {
    if (value instanceof String || value instanceof UUID || value instanceof Temporal) {
      return value.toString();
    }
    throw new IllegalArgumentException();
  }

  private static ByteString bytes(Object value) {
    if (value instanceof byte[] bytes) {
      return ByteString.copyFrom(bytes);
    }
    String text = ((String) value).replace('-', '+').replace('_', '/');
    return ByteString.copyFrom(Base64.getDecoder().decode(text));
  }

  private static EnumValueDescriptor constant(EnumDescriptor type, Object value) {
    if (value == null && type.getFullName().equals("google.protobuf.NullValue")) {
      return type.findValueByNumber(0);
    }
    EnumValueDescriptor constant =
        value instanceof String name
            ? type.findValueByName(name)
            : type.findValueByNumberCreatingIfUnknown(Math.toIntExact(whole(value)));
    if (constant == null) {
      throw new IllegalArgumentException();
    }
    return constant;
  }
}
