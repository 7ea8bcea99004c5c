// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.avro;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalUnit;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;

/** Goes between Avro's logical types and the Java types that stand for them. */
final class LogicalValues {
  private static final int UUID_BYTES = 16;

  private LogicalValues() {}

  /** What a value read as its plain type stands for; itself when the logical type is not known. */
  static Object read(LogicalType type, Object plain, AvroInput input) {
    try {
      if (type instanceof LogicalTypes.Decimal decimal) {
        return new BigDecimal(new BigInteger((byte[]) plain), decimal.getScale());
      }
      return switch (type.getName()) {
        case "uuid" ->
            plain instanceof byte[] bytes ? uuid(bytes) : UUID.fromString((String) plain);
        case "date" -> LocalDate.ofEpochDay((Integer) plain);
        case "time-millis", "time-micros" ->
            LocalTime.MIDNIGHT.plus(timeOfDay(type, (Number) plain), unit(type));
        case "timestamp-millis", "timestamp-micros", "timestamp-nanos" ->
            Instant.EPOCH.plus((Long) plain, unit(type));
        case "local-timestamp-millis", "local-timestamp-micros", "local-timestamp-nanos" ->
            LocalDateTime.ofInstant(Instant.EPOCH.plus((Long) plain, unit(type)), ZoneOffset.UTC);
        default -> plain;
      };
    } catch (NumberFormatException e) {
      throw input.error("a decimal has no digits");
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw input.error("a value is no " + type.getName());
    }
  }

  private static UUID uuid(byte[] bytes) {
    if (bytes.length != UUID_BYTES) {
      throw new IllegalArgumentException();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private static long timeOfDay(LogicalType type, Number plain) {
    long amount = plain.longValue();
    if (amount < 0 || amount >= ChronoUnit.DAYS.getDuration().dividedBy(unit(type).getDuration())) {
      throw new IllegalArgumentException();
    }
    return amount;
  }

  private static TemporalUnit unit(LogicalType type) {
    String name = type.getName();
    if (name.endsWith("millis")) {
      return ChronoUnit.MILLIS;
    }
    return name.endsWith("micros") ? ChronoUnit.MICROS : ChronoUnit.NANOS;
  }

  /**
   * The plain value to write for a value; itself when it is one already, or when the logical type
   * is not known.
   *
   * @throws IllegalArgumentException when the logical type cannot hold it
   */
  static Object write(LogicalType type, Object value) {
    if (type instanceof LogicalTypes.Decimal decimal) {
      return value instanceof byte[] ? value : unscaled(decimal, value);
    }
    try {
      return switch (type.getName()) {
        case "uuid" -> value instanceof String text ? UUID.fromString(text) : value;
        case "date" -> number(value, LocalDate.class, LocalDate::parse, LocalDate::toEpochDay);
        case "time-millis", "time-micros" ->
            number(
                value,
                LocalTime.class,
                LocalTime::parse,
                time -> unit(type).between(LocalTime.MIDNIGHT, time));
        case "timestamp-millis", "timestamp-micros", "timestamp-nanos" ->
            number(
                value,
                Instant.class,
                text -> OffsetDateTime.parse(text).toInstant(),
                time -> unit(type).between(Instant.EPOCH, time));
        case "local-timestamp-millis", "local-timestamp-micros", "local-timestamp-nanos" ->
            number(
                value,
                LocalDateTime.class,
                LocalDateTime::parse,
                time -> unit(type).between(Instant.EPOCH, time.toInstant(ZoneOffset.UTC)));
        default -> value;
      };
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static <T> Object number(
      Object value, Class<T> type, Function<String, T> parser, Function<T, Long> plain) {
    if (value instanceof String text) {
      return plain.apply(parser.apply(text));
    }
    return type.isInstance(value) ? plain.apply(type.cast(value)) : value;
  }

  private static byte[] unscaled(LogicalTypes.Decimal type, Object value) {
    if (!(value instanceof Number || value instanceof String)) {
      throw new IllegalArgumentException();
    }
    BigDecimal exact;
    try {
      exact = new BigDecimal(value.toString()).setScale(type.getScale());
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(e);
    }
    if (exact.precision() > type.getPrecision()) {
      throw new IllegalArgumentException();
    }
    return exact.unscaledValue().toByteArray();
  }
}
