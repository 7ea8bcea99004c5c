// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.iggy.connector.cli.terminal.Terminal;
import org.apache.iggy.connector.connect.config.ConfigurationProblem;
import org.apache.iggy.connector.connect.config.Redaction;

/** Prints what is wrong in a configuration, a line each, as compilers do. */
final class ProblemReport {
  private final List<ConfigurationProblem> problems;
  private final Redaction redaction;

  ProblemReport(List<ConfigurationProblem> problems, Redaction redaction) {
    this.problems = problems;
    this.redaction = redaction;
  }

  void print(PrintWriter out, Terminal terminal) {
    for (ConfigurationProblem problem : problems) {
      String severity =
          problem.isError()
              ? terminal.styled("bold,red", "error")
              : terminal.styled("bold,yellow", "warning");
      out.println(at(problem) + ": " + severity + ": " + rule(problem));
    }
  }

  /** The place from the working directory on, so that it can be clicked or pasted. */
  String at(ConfigurationProblem problem) {
    String here = Path.of("").toAbsolutePath() + "/";
    String at = problem.location().toString();
    return at.startsWith(here) ? at.substring(here.length()) : at;
  }

  String rule(ConfigurationProblem problem) {
    String path = problem.path().isEmpty() ? "" : problem.path() + " ";
    return redaction.redact(path + problem.message());
  }

  long errors() {
    return problems.stream().filter(ConfigurationProblem::isError).count();
  }

  long warnings() {
    return problems.size() - errors();
  }

  /** Such as {@code 2 errors, 1 warning}. */
  String counts() {
    return Amount.count(errors(), "error") + ", " + Amount.count(warnings(), "warning");
  }
}
