// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.schema;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.pinot.spi.data.FieldSpec.DataType;
import org.apache.pinot.spi.utils.TimestampUtils;

/** How a time is written in an event, and how Pinot is told so. */
public enum TimeFormat {
  /** ISO 8601, such as {@code 2024-05-01T12:00:00.5Z}, with or without time and zone. */
  ISO(DataType.TIMESTAMP, "1:MILLISECONDS:TIMESTAMP", "1:MILLISECONDS", null),
  /** Milliseconds since 1970. */
  EPOCH_MILLIS(DataType.LONG, "1:MILLISECONDS:EPOCH", "1:MILLISECONDS", TimeUnit.MILLISECONDS),
  /** Microseconds since 1970. */
  EPOCH_MICROS(DataType.LONG, "1:MICROSECONDS:EPOCH", "1:MICROSECONDS", TimeUnit.MICROSECONDS),
  /** Seconds since 1970. */
  EPOCH_SECONDS(DataType.LONG, "1:SECONDS:EPOCH", "1:SECONDS", TimeUnit.SECONDS),
  /** Nanoseconds since 1970. */
  EPOCH_NANOS(DataType.LONG, "1:NANOSECONDS:EPOCH", "1:NANOSECONDS", TimeUnit.NANOSECONDS),
  /** Days since 1970. */
  EPOCH_DAYS(DataType.INT, "1:DAYS:EPOCH", "1:DAYS", TimeUnit.DAYS);

  // 2000-01-01 to 2100-01-01: outside of it a number is taken for something else than a time.
  private static final long MIN_DAYS = 10_957;
  private static final long MAX_DAYS = 47_482;
  private static final int MAX_ISO_LENGTH = 40;
  private static final Pattern ISO_START = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?:[T ].*)?");

  private final DataType dataType;
  private final String pinotFormat;
  private final String granularity;
  private final TimeUnit unit;

  TimeFormat(DataType dataType, String pinotFormat, String granularity, TimeUnit unit) {
    this.dataType = dataType;
    this.pinotFormat = pinotFormat;
    this.granularity = granularity;
    this.unit = unit;
  }

  /** The type of the column. */
  public DataType dataType() {
    return dataType;
  }

  /** The {@code format} of Pinot's date-time field. */
  public String pinotFormat() {
    return pinotFormat;
  }

  /** The {@code granularity} of Pinot's date-time field. */
  public String granularity() {
    return granularity;
  }

  /** The format in which all numbers of a range are times between 2000 and 2100, if any. */
  static Optional<TimeFormat> ofEpochRange(long min, long max) {
    for (TimeFormat format : values()) {
      if (format.unit != null
          && min >= format.unit.convert(MIN_DAYS, TimeUnit.DAYS)
          && max <= format.unit.convert(MAX_DAYS, TimeUnit.DAYS)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** Whether Pinot reads a text as a date, with or without a time. */
  static boolean isIso(String text) {
    if (text.length() > MAX_ISO_LENGTH || !ISO_START.matcher(text).matches()) {
      return false;
    }
    try {
      TimestampUtils.toMillisSinceEpoch(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
