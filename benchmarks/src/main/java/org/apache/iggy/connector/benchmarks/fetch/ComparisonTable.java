// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.fetch;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints the series of one batch size as a Markdown table; the first two are compared with. */
final class ComparisonTable {
  private final Series limit;
  private final Series sdk;
  private final List<Series> series;

  ComparisonTable(Series limit, Series sdk, List<Series> series) {
    this.limit = limit;
    this.sdk = sdk;
    this.series = series;
  }

  static void printHeader(PrintWriter out) {
    out.println(
        "| poll.batch.size | reader | M msg/s, median | slowest-fastest round | × bare loop | × SDK"
            + " | client CPU µs/msg | CPU ÷ SDK |");
    out.println("|---|---|---|---|---|---|---|---|");
  }

  void print(int batchSize, PrintWriter out) {
    for (Series each : series) {
      out.println(
          String.format(
              Locale.ROOT,
              "| %d | %s | %.2f | %.2f-%.2f | %.2f | %.2f | %.3f | %.2f |",
              batchSize,
              each.name(),
              each.medianMessagesPerSecond() / 1e6,
              each.slowestMessagesPerSecond() / 1e6,
              each.fastestMessagesPerSecond() / 1e6,
              each.medianMessagesPerSecond() / limit.medianMessagesPerSecond(),
              each.medianMessagesPerSecond() / sdk.medianMessagesPerSecond(),
              each.medianCpuNanosPerMessage() / 1e3,
              each.medianCpuNanosPerMessage() / sdk.medianCpuNanosPerMessage()));
    }
    out.flush();
  }
}
