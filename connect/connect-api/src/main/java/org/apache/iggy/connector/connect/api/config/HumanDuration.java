// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people write them, {@code 1h 30m}: the form that Iggy's files have. */
public final class HumanDuration {
  private static final Pattern PART = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*([a-zµ]+)\\s*");
  private static final Set<String> ZERO = Set.of("0", "unlimited", "disabled", "none");
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final String RULE = "must be a time such as 500ms, 5s or 1m 30s";

  private HumanDuration() {}

  /**
   * Reads a span of time.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Duration parse(String text) {
    String trimmed = text.strip().toLowerCase(Locale.ROOT);
    if (ZERO.contains(trimmed)) {
      return Duration.ZERO;
    }
    Matcher part = PART.matcher(trimmed);
    BigDecimal nanos = BigDecimal.ZERO;
    int end = 0;
    while (end < trimmed.length()) {
      if (!part.find(end) || part.start() != end) {
        throw new IllegalArgumentException(RULE);
      }
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(nanosOf(part.group(2))));
      end = part.end();
    }
    if (end == 0) {
      throw new IllegalArgumentException(RULE);
    }
    BigInteger[] parts =
        nanos
            .setScale(0, RoundingMode.HALF_UP)
            .toBigInteger()
            .divideAndRemainder(BigInteger.valueOf(SECOND_NANOS));
    if (parts[0].bitLength() > 62) {
      throw new IllegalArgumentException("is longer than any time");
    }
    return Duration.ofSeconds(parts[0].longValue(), parts[1].longValue());
  }

  private static BigDecimal nanosOf(String unit) {
    return switch (unit) {
      case "ns", "nsec", "nanos" -> BigDecimal.ONE;
      case "us", "µs", "usec", "micros" -> BigDecimal.valueOf(1_000);
      case "ms", "msec", "millis" -> BigDecimal.valueOf(1_000_000);
      case "s", "sec", "secs", "second", "seconds" -> seconds(1);
      case "m", "min", "mins", "minute", "minutes" -> seconds(60);
      case "h", "hr", "hrs", "hour", "hours" -> seconds(3_600);
      case "d", "day", "days" -> seconds(86_400);
      case "w", "wk", "wks", "week", "weeks" -> seconds(7 * 86_400);
      default -> throw new IllegalArgumentException(RULE);
    };
  }

  private static BigDecimal seconds(long seconds) {
    return BigDecimal.valueOf(seconds * SECOND_NANOS);
  }

  /** As it is written best: {@code 1m 30s}. */
  public static String format(Duration duration) {
    if (duration.isZero()) {
      return "0";
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toDays(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    append(text, duration.toNanosPart() % 1_000_000 / 1_000, "us");
    append(text, duration.toNanosPart() % 1_000, "ns");
    return text.toString();
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(text.isEmpty() ? "" : " ").append(amount).append(unit);
    }
  }
}
