// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.iggy.connector.cli.terminal.Terminal;
import org.apache.iggy.connector.cli.terminal.WrappedText;

/**
 * All findings about a table.
 *
 * @param table the table's name
 * @param findings in the order of the checks
 */
public record Diagnosis(String table, List<Finding> findings) {
  private static final int WORD_WIDTH = 4;

  /** Takes a copy of the findings. */
  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /** How many findings there are of a status. */
  public long count(Status status) {
    return findings.stream().filter(finding -> finding.status() == status).count();
  }

  /** For programs. */
  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("table", table);
    ArrayNode list = json.putArray("findings");
    for (Finding finding : findings) {
      ObjectNode node = list.addObject();
      node.put("subject", finding.subject());
      node.put("check", finding.check());
      node.put("status", finding.status().code());
      node.put("message", finding.message());
      finding.advice().ifPresent(advice -> node.put("advice", advice));
    }
    json.putObject("summary")
        .put("pass", count(Status.PASS))
        .put("warn", count(Status.WARN))
        .put("fail", count(Status.FAIL))
        .put("not-checked", count(Status.NOT_CHECKED));
    return json;
  }

  /** For people: a line or a few for each finding. */
  void print(PrintWriter out, Terminal terminal) {
    int checkWidth =
        findings.stream().mapToInt(finding -> finding.check().length()).max().orElse(0);
    String subject = "";
    for (Finding finding : findings) {
      if (!finding.subject().equals(subject)) {
        out.println(
            (subject.isEmpty() ? "" : System.lineSeparator())
                + terminal.styled("bold", finding.subject()));
        subject = finding.subject();
      }
      print(finding, checkWidth, out, terminal);
    }
    out.println();
    out.println(summary());
  }

  private static void print(Finding finding, int checkWidth, PrintWriter out, Terminal terminal) {
    Status status = finding.status();
    String mark = terminal.symbols() ? status.symbol() : status.word();
    int markWidth = terminal.symbols() ? 1 : WORD_WIDTH;
    String indent = " ".repeat(2 + markWidth + 2 + checkWidth + 2);
    int width = Terminal.WIDTH - indent.length();
    List<String> lines = new ArrayList<>(WrappedText.lines(finding.message(), width));
    String head =
        "  "
            + terminal.styled(status.style(), mark)
            + " ".repeat(markWidth - mark.length() + 2)
            + finding.check()
            + " ".repeat(checkWidth - finding.check().length() + 2);
    out.println(head + lines.remove(0));
    lines.forEach(line -> out.println(indent + line));
    String arrow = terminal.symbols() ? "→ " : "=> ";
    finding
        .advice()
        .ifPresent(
            advice -> {
              List<String> parts = WrappedText.lines(advice, width - arrow.length());
              for (int i = 0; i < parts.size(); i++) {
                out.println(indent + (i == 0 ? arrow : " ".repeat(arrow.length())) + parts.get(i));
              }
            });
  }

  private String summary() {
    long notChecked = count(Status.NOT_CHECKED);
    return Amount.count(count(Status.PASS))
        + " passed, "
        + Amount.count(count(Status.WARN), "warning")
        + ", "
        + Amount.count(count(Status.FAIL), "failure")
        + (notChecked == 0 ? "" : ", " + Amount.count(notChecked) + " not checked")
        + ".";
  }
}
