// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.protobuf;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.apache.iggy.connector.connect.api.CodecException;

/** {@code google.protobuf.Duration} as text: {@code 3s}, {@code -0.500s}. */
final class ProtobufDuration {
  private static final long MAX_SECONDS = 315_576_000_000L;
  private static final int NANOS = 1_000_000_000;
  private static final Pattern FORM = Pattern.compile("-?\\d{1,12}(\\.\\d{1,9})?s");

  /** Whole seconds, and nanoseconds of the same sign. */
  record Parts(long seconds, int nanos) {}

  private ProtobufDuration() {}

  static String format(long seconds, int nanos) {
    boolean mixed = (seconds < 0 && nanos > 0) || (seconds > 0 && nanos < 0);
    if (Math.abs(seconds) > MAX_SECONDS || Math.abs((long) nanos) >= NANOS || mixed) {
      throw new CodecException("not a google.protobuf.Duration: it is out of range");
    }
    String text = (seconds < 0 || nanos < 0 ? "-" : "") + Math.abs(seconds);
    int fraction = Math.abs(nanos);
    if (fraction == 0) {
      return text + "s";
    }
    if (fraction % 1_000_000 == 0) {
      return text + "." + "%03d".formatted(fraction / 1_000_000) + "s";
    }
    return fraction % 1_000 == 0
        ? text + "." + "%06d".formatted(fraction / 1_000) + "s"
        : text + "." + "%09d".formatted(fraction) + "s";
  }

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Parts parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException();
    }
    BigDecimal exact = new BigDecimal(text.substring(0, text.length() - 1));
    long seconds = exact.longValue();
    if (Math.abs(seconds) > MAX_SECONDS) {
      throw new IllegalArgumentException();
    }
    return new Parts(
        seconds, exact.subtract(BigDecimal.valueOf(seconds)).scaleByPowerOfTen(9).intValue());
  }
}
