// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.runtime.launch.LoadedPlugins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what connectors would do. */
@Command(
    name = "dry-run",
    description = {
      "Tests connections, and shows what would become of real input.",
      "Takes messages and prints what becomes of them behind each transform. Writes nothing, stores"
          + " no offset and no state, and acknowledges nothing: a run afterwards does what it would"
          + " have done before.",
      "Messages are taken from where a sink's group stands. A source is read from where its state"
          + " stands, unless reading leaves something behind in the other system, as that of"
          + " PostgreSQL does with CDC: then only its connection is tested.",
      "Ends with 1 when a connection or a message fails.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  iggy-connect dry-run connect/config.toml",
      "  iggy-connect dry-run --connector orders --limit 1 connect/config.toml"
    })
public final class DryRunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigurationOption configuration;
  @Mixin private ConnectorSelection selection;

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      defaultValue = "3",
      description = "How many messages of each connector are shown. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (LoadedPlugins loaded = configuration.load()) {
      List<ConnectorSettings> connectors = selection.of(loaded.configuration());
      if (connectors.isEmpty()) {
        throw new CommandFailedException("there is no connector that is enabled and can be used");
      }
      DryRunReport report = new DryRunReport(out, loaded.configuration().redaction());
      for (ConnectorSettings settings : connectors) {
        report.begin(settings);
        DryRun.of(loaded, settings, report, limit).run();
      }
      out.flush();
      return report.isGood() ? 0 : 1;
    }
  }
}
