// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * A command that has run in this process.
 *
 * @param exitCode 0 when it worked, 1 when it failed, 2 for wrong usage
 * @param out what it printed
 * @param err its complaints
 */
public record CommandRun(int exitCode, String out, String err) {
  /** Runs iggy-connect with these arguments. */
  public static CommandRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = IggyConnect.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    int exitCode = commandLine.execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /** What it printed, with single spaces between all words. */
  public String words() {
    return out.replaceAll("\\s+", " ");
  }
}
