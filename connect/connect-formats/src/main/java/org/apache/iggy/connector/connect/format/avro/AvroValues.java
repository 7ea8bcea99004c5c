// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.avro;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Says whether a value can be written as a type, and as what. */
final class AvroValues {
  /** In place of a value that the type cannot hold. */
  static final Object MISFIT = new Object();

  private static final int MAX_DEPTH = 500;

  private AvroValues() {}

  /**
   * The value in the Java type that its schema, which is no union, is written from: {@link Long}
   * for whole numbers, {@link Number}, {@link String}, {@code byte[]}, {@link List}, {@link Map}.
   */
  static Object plain(Schema schema, Object given) {
    Object value = given;
    if (schema.getLogicalType() != null && given != null) {
      try {
        value = LogicalValues.write(schema.getLogicalType(), given);
      } catch (IllegalArgumentException e) {
        return MISFIT;
      }
    }
    return switch (schema.getType()) {
      case NULL -> value == null ? null : MISFIT;
      case BOOLEAN -> value instanceof Boolean ? value : MISFIT;
      case INT -> whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT, DOUBLE -> value instanceof Number ? value : MISFIT;
      case STRING -> isText(value) ? value.toString() : MISFIT;
      case BYTES -> bytes(value);
      case FIXED -> fixed(schema, value);
      case ENUM -> value instanceof String name && schema.hasEnumSymbol(name) ? name : MISFIT;
      case ARRAY -> value instanceof List ? value : MISFIT;
      case MAP, RECORD -> value instanceof Map ? value : MISFIT;
      case UNION -> MISFIT;
    };
  }

  /** Bounds the search for the branches of unions within unions, which could try any number. */
  static final class Steps {
    private int left = 1_000_000;
  }

  /** Whether the value and all in it can be written as the type. */
  static boolean fits(Schema schema, Object value, int depth, Steps steps) {
    if (depth > MAX_DEPTH || --steps.left < 0) {
      return false;
    }
    if (schema.getType() == Schema.Type.UNION) {
      return schema.getTypes().stream().anyMatch(branch -> fits(branch, value, depth + 1, steps));
    }
    if (plain(schema, value) == MISFIT) {
      return false;
    }
    return switch (schema.getType()) {
      case ARRAY ->
          ((List<?>) value)
              .stream().allMatch(e -> fits(schema.getElementType(), e, depth + 1, steps));
      case MAP ->
          ((Map<?, ?>) value)
              .values().stream().allMatch(e -> fits(schema.getValueType(), e, depth + 1, steps));
      case RECORD -> fitsRecord(schema, (Map<?, ?>) value, depth, steps);
      default -> true;
    };
  }

  private static boolean fitsRecord(Schema schema, Map<?, ?> fields, int depth, Steps steps) {
    for (Schema.Field field : schema.getFields()) {
      boolean defaulted = field.hasDefaultValue() && !fields.containsKey(field.name());
      if (!defaulted && !fits(field.schema(), fields.get(field.name()), depth + 1, steps)) {
        return false;
      }
    }
    return true;
  }

  private static Object whole(Object value, long least, long most) {
    if (!(value instanceof Number number)) {
      return MISFIT;
    }
    long whole;
    if (number instanceof Long || number instanceof Integer) {
      whole = number.longValue();
    } else {
      try {
        whole = new BigDecimal(number.toString()).longValueExact();
      } catch (ArithmeticException | NumberFormatException e) {
        return MISFIT;
      }
    }
    return whole >= least && whole <= most ? whole : MISFIT;
  }

  private static boolean isText(Object value) {
    return value instanceof String || value instanceof UUID || value instanceof Temporal;
  }

  /** Text is written as its UTF-8, a list as its numbers: what the Rust runtime takes. */
  private static Object bytes(Object value) {
    if (value instanceof byte[]) {
      return value;
    }
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    if (value instanceof List<?> list) {
      return bytesOf(list);
    }
    return MISFIT;
  }

  private static Object bytesOf(List<?> list) {
    byte[] bytes = new byte[list.size()];
    for (int i = 0; i < bytes.length; i++) {
      if (!(whole(list.get(i), 0, 255) instanceof Long octet)) {
        return MISFIT;
      }
      bytes[i] = octet.byteValue();
    }
    return bytes;
  }

  private static Object fixed(Schema schema, Object value) {
    if (value instanceof UUID uuid) {
      ByteBuffer bytes = ByteBuffer.allocate(16);
      return bytes
          .putLong(uuid.getMostSignificantBits())
          .putLong(uuid.getLeastSignificantBits())
          .array();
    }
    Object bytes = bytes(value);
    if (bytes instanceof byte[] given && given.length != schema.getFixedSize()) {
      boolean decimal = schema.getLogicalType() instanceof LogicalTypes.Decimal;
      return decimal ? widened(given, schema.getFixedSize()) : MISFIT;
    }
    return bytes;
  }

  /** A number in two's complement, widened to so many bytes. */
  private static Object widened(byte[] number, int size) {
    if (number.length > size) {
      return MISFIT;
    }
    byte[] wide = new byte[size];
    if (number[0] < 0) {
      Arrays.fill(wide, (byte) -1);
    }
    System.arraycopy(number, 0, wide, size - number.length, number.length);
    return wide;
  }

  /** What a type is called in messages. */
  static String name(Schema schema) {
    if (schema.getType() == Schema.Type.UNION) {
      return schema.getTypes().stream().map(AvroValues::name).collect(Collectors.joining(" or "));
    }
    return schema.getLogicalType() != null ? schema.getLogicalType().getName() : schema.getName();
  }
}
