// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

import java.util.Locale;

/** What became of a check. */
public enum Status {
  /** As it should be. */
  PASS("✓", "pass", "green"),
  /** Works, but may not do what was meant. */
  WARN("!", "warn", "yellow"),
  /** Does not work. */
  FAIL("✗", "FAIL", "bold,red"),
  /** Not known, because it depends on something that failed. */
  NOT_CHECKED("·", "-", "faint");

  private final String symbol;
  private final String word;
  private final String style;

  Status(String symbol, String word, String style) {
    this.symbol = symbol;
    this.word = word;
    this.style = style;
  }

  String symbol() {
    return symbol;
  }

  String word() {
    return word;
  }

  String style() {
    return style;
  }

  /** As programs read it: {@code pass}, {@code warn}, {@code fail} or {@code not-checked}. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
