// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of bytes as people write them: {@code 64 KiB}, {@code 10MB}, {@code 512}. */
public final class HumanBytes {
  private static final Pattern AMOUNT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kmgt]?i?b?)");

  private HumanBytes() {}

  /**
   * Reads an amount.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static long parse(String text) {
    Matcher amount = AMOUNT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!amount.matches()) {
      throw new IllegalArgumentException("must be an amount such as 1048576, 64 KiB or 10 MB");
    }
    String unit = amount.group(2);
    long base = unit.contains("i") ? 1_024 : 1_000;
    int power = unit.isEmpty() ? 0 : " kmgt".indexOf(unit.charAt(0));
    BigDecimal factor = BigDecimal.valueOf(base).pow(Math.max(0, power));
    try {
      return new BigDecimal(amount.group(1)).multiply(factor).longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("must be a whole number of bytes", e);
    }
  }
}
