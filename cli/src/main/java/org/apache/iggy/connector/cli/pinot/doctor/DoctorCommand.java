// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.cli.pinot.config.TableFile;
import org.apache.iggy.connector.cli.schema.PrettyJson;
import org.apache.iggy.connector.cli.terminal.Terminal;
import org.apache.pinot.spi.data.Schema;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is wrong with a table, before or after it is created. */
@Command(
    name = "doctor",
    description = {
      "Says what is wrong with a realtime table on an Iggy topic, and what to change.",
      "It reads the table config, connects as the plugin would, and looks at what becomes of a sample"
          + " of messages. It writes nothing: no message, no offset, no table.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing failed",
      "1:something failed, or with --strict may",
      "2:wrong usage"
    },
    footer = {
      "",
      "Examples:",
      "  iggy-connect pinot doctor orders-table.json orders-schema.json",
      "  iggy-connect pinot doctor --strict --json orders-table.json orders-schema.json"
    })
public final class DoctorCommand implements Callable<Integer> {
  private static final int MAX_TIMEOUT_SECONDS = 3600;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "TABLE.json",
      description =
          "The table config: as Pinot's controller takes it, or as it answers to GET /tables/NAME"
              + " or GET /tableConfigs/NAME.")
  private Path tableFile;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SCHEMA.json",
      description =
          "The schema. Without it, what becomes of the messages is not checked, unless TABLE.json"
              + " holds it too.")
  private Path schemaFile;

  @Option(names = "--json", description = "Print the findings as JSON, for programs.")
  private boolean json;

  @Option(names = "--strict", description = "Warnings make the exit code 1, too.")
  private boolean strict;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description = "Time for each check. Default: ${DEFAULT-VALUE}.")
  private int timeoutSeconds;

  @Override
  public Integer call() {
    if (timeoutSeconds < 1 || timeoutSeconds > MAX_TIMEOUT_SECONDS) {
      throw new CommandFailedException(
          "--timeout " + timeoutSeconds + " is not within 1.." + MAX_TIMEOUT_SECONDS);
    }
    TableFile table = TableFile.read(tableFile);
    Optional<Schema> schema =
        schemaFile == null ? table.schema() : Optional.of(TableFile.readSchema(schemaFile));
    Diagnosis diagnosis =
        new Diagnosis(
            table.tableName(),
            new Examination(table, schema, Duration.ofSeconds(timeoutSeconds)).run());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(PrettyJson.write(diagnosis.toJson()));
    } else {
      diagnosis.print(out, Terminal.ofProcess());
    }
    out.flush();
    boolean failed =
        diagnosis.count(Status.FAIL) > 0 || (strict && diagnosis.count(Status.WARN) > 0);
    return failed ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
