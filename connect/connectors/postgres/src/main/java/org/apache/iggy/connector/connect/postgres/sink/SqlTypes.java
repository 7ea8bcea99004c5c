// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which type a column gets that is added for a value. */
final class SqlTypes {
  private static final Map<Class<?>, String> TYPES =
      Map.ofEntries(
          Map.entry(Boolean.class, "BOOLEAN"),
          Map.entry(Integer.class, "BIGINT"),
          Map.entry(Long.class, "BIGINT"),
          Map.entry(BigInteger.class, "NUMERIC"),
          Map.entry(BigDecimal.class, "NUMERIC"),
          Map.entry(Float.class, "DOUBLE PRECISION"),
          Map.entry(Double.class, "DOUBLE PRECISION"),
          Map.entry(byte[].class, "BYTEA"),
          Map.entry(Instant.class, "TIMESTAMP WITH TIME ZONE"),
          Map.entry(LocalDateTime.class, "TIMESTAMP"),
          Map.entry(LocalDate.class, "DATE"),
          Map.entry(LocalTime.class, "TIME"),
          Map.entry(UUID.class, "UUID"));

  private SqlTypes() {}

  /** The type for a value that is not null. */
  static String of(Object value) {
    return value instanceof Map || value instanceof List
        ? "JSONB"
        : TYPES.getOrDefault(value.getClass(), "TEXT");
  }
}
