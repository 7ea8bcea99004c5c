// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.comparison;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Prints series as a Markdown table, each with its ratios to some of them. */
public final class ComparisonTable {
  private final List<Series> series;
  private final List<String> referenceLabels = new ArrayList<>();
  private final List<Series> references = new ArrayList<>();

  /** Makes a table of these series. */
  public ComparisonTable(List<Series> series) {
    this.series = series;
  }

  /** Adds a column of ratios to one of the series, under a heading such as "bare loop". */
  public ComparisonTable comparedWith(String label, Series reference) {
    referenceLabels.add(label);
    references.add(reference);
    return this;
  }

  /** Prints the heading for tables with these references. */
  public void printHeader(String firstColumn, PrintWriter out) {
    StringJoiner header = new StringJoiner(" | ", "| ", " |");
    header.add(firstColumn).add("contestant").add("K msg/s, median").add("slowest-fastest round");
    referenceLabels.forEach(label -> header.add("× " + label));
    header.add("client CPU µs/msg");
    referenceLabels.forEach(label -> header.add("CPU ÷ " + label));
    out.println(header);
    out.println("|" + "---|".repeat(5 + 2 * referenceLabels.size()));
    out.flush();
  }

  /** Prints a line for each series. */
  public void print(String firstColumn, PrintWriter out) {
    for (Series each : series) {
      StringJoiner line = new StringJoiner(" | ", "| ", " |");
      line.add(firstColumn).add(each.name());
      line.add(decimal("%.0f", each.medianMessagesPerSecond() / 1e3));
      line.add(
          decimal("%.0f", each.slowestMessagesPerSecond() / 1e3)
              + "-"
              + decimal("%.0f", each.fastestMessagesPerSecond() / 1e3));
      for (Series reference : references) {
        line.add(
            decimal("%.2f", each.medianMessagesPerSecond() / reference.medianMessagesPerSecond()));
      }
      line.add(decimal("%.3f", each.medianCpuNanosPerMessage() / 1e3));
      for (Series reference : references) {
        line.add(
            decimal(
                "%.2f", each.medianCpuNanosPerMessage() / reference.medianCpuNanosPerMessage()));
      }
      out.println(line);
    }
    out.flush();
  }

  private static String decimal(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
