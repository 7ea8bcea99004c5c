// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli;

import org.apache.iggy.connector.cli.connect.DeadLettersCommand;
import org.apache.iggy.connector.cli.connect.DemoCommand;
import org.apache.iggy.connector.cli.connect.DescribeCommand;
import org.apache.iggy.connector.cli.connect.DryRunCommand;
import org.apache.iggy.connector.cli.connect.PluginsCommand;
import org.apache.iggy.connector.cli.connect.RunCommand;
import org.apache.iggy.connector.cli.connect.TestCommand;
import org.apache.iggy.connector.cli.connect.ValidateCommand;
import org.apache.iggy.connector.cli.pinot.PinotCommand;
import org.apache.iggy.connector.cli.quickstart.QuickstartCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/** The entry point of {@code iggy-connect}. */
@Command(
    name = "iggy-connect",
    description =
        "Apache Iggy topics as SQL tables, and to and from other systems, in one command.",
    mixinStandardHelpOptions = true,
    versionProvider = IggyConnect.Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:It worked.", "1:It failed; a line says why.", "2:Wrong usage."},
    subcommands = {
      QuickstartCommand.class,
      PinotCommand.class,
      DemoCommand.class,
      RunCommand.class,
      ValidateCommand.class,
      PluginsCommand.class,
      DescribeCommand.class,
      DryRunCommand.class,
      TestCommand.class,
      DeadLettersCommand.class,
      EmbeddedServerCommand.class,
      HelpCommand.class
    },
    footer = {"", "Start here:  iggy-connect quickstart, or iggy-connect demo"})
public final class IggyConnect {
  private static final int EXIT_FAILED = 1;

  private IggyConnect() {}

  /** Runs a command and ends the process: 0 when it worked, 1 when it failed, 2 for wrong usage. */
  public static void main(String[] arguments) {
    // Before the first logger: several may run at a time.
    System.setProperty("iggy.connect.log", Failures.logFile().toString());
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, for one execution. */
  public static CommandLine commandLine() {
    return new CommandLine(new IggyConnect())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (exception, commandLine, result) -> {
              commandLine.getErr().println("iggy-connect: " + Failures.describe(exception));
              return EXIT_FAILED;
            });
  }

  /** The version in the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = IggyConnect.class.getPackage().getImplementationVersion();
      return new String[] {"iggy-connect " + (version == null ? "(development)" : version)};
    }
  }
}
