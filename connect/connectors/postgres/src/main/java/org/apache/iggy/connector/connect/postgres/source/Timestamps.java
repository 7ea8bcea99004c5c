// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;

/** How times and numbers stand in messages. */
final class Timestamps {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private Timestamps() {}

  /** A {@code timestamptz}: {@code 2026-01-15T10:30:00.5+00:00}, in UTC. */
  static String utc(OffsetDateTime time) {
    return local(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()) + "+00:00";
  }

  /** A {@code timestamp}: {@code 2026-01-15T10:30:00.5}. */
  static String local(LocalDateTime time) {
    return LOCAL.format(time) + fraction(time.get(ChronoField.NANO_OF_SECOND));
  }

  /** A {@code time}. */
  static String time(LocalTime time) {
    return TIME.format(time) + fraction(time.get(ChronoField.NANO_OF_SECOND));
  }

  private static String fraction(int nanos) {
    return nanos == 0 ? "" : ("." + "%09d".formatted(nanos)).replaceAll("0+$", "");
  }

  /** Numbers that JSON has none for, in text. */
  static Object finite(Object value) {
    boolean endless =
        (value instanceof Double number && !Double.isFinite(number))
            || (value instanceof Float real && !Float.isFinite(real));
    return endless ? value.toString() : value;
  }
}
