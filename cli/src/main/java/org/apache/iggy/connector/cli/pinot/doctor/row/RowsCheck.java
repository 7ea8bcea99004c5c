// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.row;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.SampledRow;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.iggy.connector.cli.terminal.Amount;

/** Which messages of the sample would be no rows, and why. */
public final class RowsCheck implements Check {
  private static final int MAX_REASONS = 5;

  private final StreamFacts facts;

  /** Checks the sample of these facts. */
  public RowsCheck(StreamFacts facts) {
    this.facts = facts;
  }

  @Override
  public void examine(Findings findings) {
    List<SampledRow> decoded =
        facts.sample().stream().filter(row -> row.decodeError().isEmpty()).toList();
    Map<String, List<SampledRow>> rejected = new LinkedHashMap<>();
    decoded.stream()
        .filter(row -> row.rejection().isPresent())
        .forEach(
            row ->
                rejected
                    .computeIfAbsent(
                        reasonWithoutValue(row.rejection().orElseThrow()),
                        reason -> new java.util.ArrayList<>())
                    .add(row));
    rejected.values().stream()
        .limit(MAX_REASONS)
        .forEach(rows -> reportRejected(rows, decoded.size(), findings));
    reportFiltered(decoded, findings);
    if (findings.isEmpty()) {
      findings.pass("all " + Amount.count(decoded.size(), "message") + " would be rows");
    }
  }

  /** One cause with many values is one line. */
  private static String reasonWithoutValue(String reason) {
    return reason.replaceAll("'[^']*'|\"[^\"]*\"|\\d+", "?");
  }

  private static void reportRejected(List<SampledRow> rows, int all, Findings findings) {
    SampledRow first = rows.get(0);
    String message =
        Amount.count(rows.size())
            + " of "
            + Amount.count(all, "message")
            + " would be dropped, such as at "
            + first.place()
            + ": "
            + first.rejection().orElseThrow();
    String advice =
        "change the column's type in the schema, or convert the field by a transform function;"
            + " ingestionConfig.continueOnError keeps such rows with the column's default";
    if (rows.size() == all) {
      findings.fail(message, advice);
    } else {
      findings.warn(message, advice);
    }
  }

  private void reportFiltered(List<SampledRow> decoded, Findings findings) {
    long filtered =
        decoded.stream().filter(row -> row.rejection().isEmpty() && row.rows().isEmpty()).count();
    long incomplete = decoded.stream().filter(SampledRow::incomplete).count();
    if (filtered == decoded.size() && filtered > 0) {
      findings.warn(
          "the filter takes out all " + Amount.count(filtered, "message") + " of the sample",
          "look at ingestionConfig.filterConfig: a row is dropped where the function is true");
    } else if (filtered > 0) {
      findings.pass(
          "the filter takes out "
              + Amount.count(filtered)
              + " of "
              + Amount.count(decoded.size(), "message"));
    }
    if (incomplete > 0) {
      findings.warn(
          Amount.count(incomplete)
              + " of "
              + Amount.count(decoded.size(), "message")
              + " would be rows with a default in place of a value that cannot be converted",
          "change the column's type in the schema, or convert the field by a transform function");
    }
  }
}
