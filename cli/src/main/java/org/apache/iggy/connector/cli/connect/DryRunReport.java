// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.io.PrintWriter;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.Redaction;

/** Prints what a dry run finds, and remembers whether anything failed. */
final class DryRunReport {
  private final PrintWriter out;
  private final Redaction redaction;
  private boolean good = true;

  DryRunReport(PrintWriter out, Redaction redaction) {
    this.out = out;
    this.redaction = redaction;
  }

  /** Whether nothing failed. */
  boolean isGood() {
    return good;
  }

  void begin(ConnectorSettings settings) {
    out.println(settings.id() + " (" + settings.plugin() + ")");
  }

  void say(String line) {
    out.println("  " + redaction.redact(line));
  }

  /** Says whether something works that is needed. */
  boolean check(String what, Attempt attempt) {
    try {
      attempt.run();
      say(what + ": ok");
      return true;
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      say(what + ": FAILED: " + reason);
      good = false;
      return false;
    }
  }

  /** Something that may fail. */
  @FunctionalInterface
  interface Attempt {
    void run() throws Exception;
  }

  /** Shows a record's way. */
  void show(String where, PipelineRun run, String last) {
    say(where);
    run.steps().forEach(step -> say(String.format("  %-16s %s", step.name(), step.payload())));
    run.output()
        .ifPresent(
            record -> say(String.format("  %-16s %s", last, PayloadText.of(record.payload()))));
    if (run.failure().isPresent()) {
      good = false;
    }
  }
}
