// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.iggy.connector.cli.schema.PrettyJson;
import org.apache.iggy.connector.cli.terminal.Terminal;
import org.apache.iggy.connector.connect.config.ConfigurationProblem;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.LoadedConfiguration;
import org.apache.iggy.connector.connect.runtime.launch.LoadedPlugins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Names everything that is wrong in a runtime's configuration. */
@Command(
    name = "validate",
    description = {
      "Names everything that is wrong in a configuration, with file and line.",
      "Reads the runtime's file and those of all connectors, with what the environment says."
          + " Connects to nothing but a server that has the configurations.",
      "Ends with 1 when there are errors, and with --strict when there are warnings.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  iggy-connect validate",
      "  iggy-connect validate --strict connect/config.toml"
    })
public final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigurationOption configuration;

  @Option(names = "--strict", description = "Take warnings for errors.")
  private boolean strict;

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (LoadedPlugins loaded = configuration.load()) {
      LoadedConfiguration loadedConfiguration = loaded.configuration();
      ProblemReport report =
          new ProblemReport(loadedConfiguration.problems(), loadedConfiguration.redaction());
      if (json) {
        out.println(PrettyJson.write(toJson(report, loadedConfiguration)));
      } else {
        report.print(out, Terminal.ofProcess());
        out.println(report.counts() + ". " + usable(loadedConfiguration));
      }
      out.flush();
      return report.errors() > 0 || (strict && report.warnings() > 0) ? 1 : 0;
    }
  }

  private static String usable(LoadedConfiguration configuration) {
    if (!configuration.runtimeErrors().isEmpty()) {
      return "The runtime cannot start.";
    }
    List<ConnectorSettings> connectors = configuration.connectors().connectors();
    String names =
        connectors.stream()
            .map(settings -> settings.id() + (settings.enabled() ? "" : " (not enabled)"))
            .collect(Collectors.joining(", "));
    return connectors.isEmpty() ? "No connector can run." : "Can run: " + names + ".";
  }

  private static ObjectNode toJson(ProblemReport report, LoadedConfiguration configuration) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("errors", report.errors()).put("warnings", report.warnings());
    ArrayNode problems = root.putArray("problems");
    for (ConfigurationProblem problem : configuration.problems()) {
      problems
          .addObject()
          .put("source", problem.location().source())
          .put("line", problem.location().line())
          .put("path", problem.path())
          .put("severity", problem.isError() ? "error" : "warning")
          .put("message", configuration.redaction().redact(problem.message()));
    }
    ArrayNode connectors = root.putArray("connectors");
    configuration
        .connectors()
        .connectors()
        .forEach(
            settings ->
                connectors
                    .addObject()
                    .put("type", settings.type().toString())
                    .put("key", settings.key())
                    .put("enabled", settings.enabled()));
    return root;
  }
}
