// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.cli.terminal.Terminal;
import org.apache.iggy.connector.cli.terminal.WrappedText;
import org.apache.iggy.connector.connect.api.Connector;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.NearestName;
import org.apache.iggy.connector.connect.config.ConnectorKeys;
import org.apache.iggy.connector.connect.config.KeyTable;
import org.apache.iggy.connector.connect.config.RuntimeSettings;
import org.apache.iggy.connector.connect.format.FormatKeys;
import org.apache.iggy.connector.connect.runtime.launch.LoadedPlugins;
import org.apache.iggy.connector.connect.runtime.plugin.ConnectorPlugin;
import org.apache.iggy.connector.connect.runtime.plugin.PluginCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains the keys of a connector, a transform, or of the runtime itself. */
@Command(
    name = "describe",
    description = {
      "Explains the keys of a connector or a transform: type, default, rule, example.",
      "The same for `runtime` (config.toml), `sink` and `source` (a connector's file), and"
          + " `formats`.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  iggy-connect describe random",
      "  iggy-connect describe add_fields",
      "  iggy-connect describe sink",
      "  iggy-connect describe --markdown stdout"
    })
public final class DescribeCommand implements Runnable {
  private static final String INDENT = "    ";

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "The name of a connector or transform, or runtime, sink, source or formats.")
  private String name;

  @Option(names = "--markdown", description = "Print a table for documentation.")
  private boolean markdown;

  /** Something that has keys. */
  private record Described(String title, String description, String table, ConfigSpec keys) {}

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    try (PluginCatalog plugins = LoadedPlugins.ofDistribution()) {
      List<Described> found = find(plugins);
      if (found.isEmpty()) {
        throw new CommandFailedException("There is no " + name + hint(plugins));
      }
      found.forEach(described -> print(described, out));
    }
    out.flush();
  }

  private List<Described> find(PluginCatalog plugins) {
    List<Described> found = new ArrayList<>();
    builtIn().ifPresent(found::add);
    plugins.sources().forEach(plugin -> add(found, "source", plugin));
    plugins.sinks().forEach(plugin -> add(found, "sink", plugin));
    plugins.transforms().stream()
        .filter(plugin -> plugin.type().equals(name))
        .map(
            plugin ->
                new Described(
                    plugin.type() + " transform",
                    plugin.factory().description(),
                    "transforms." + plugin.type(),
                    plugin.factory().spec()))
        .forEach(found::add);
    return found;
  }

  private Optional<Described> builtIn() {
    return Optional.ofNullable(
        switch (name) {
          case "runtime" ->
              new Described(
                  "The runtime's config.toml", "All of it is optional.", "", RuntimeSettings.SPEC);
          case "sink" -> new Described("A sink's file", "From Iggy.", "", ConnectorKeys.SINK);
          case "source" -> new Described("A source's file", "To Iggy.", "", ConnectorKeys.SOURCE);
          case "formats" ->
              new Described(
                  "Keys that formats add to [[streams]]",
                  "Of each format those that start with its name.",
                  "[streams]",
                  ConfigSpec.of(FormatKeys.all()));
          default -> null;
        });
  }

  private void add(
      List<Described> found, String kind, ConnectorPlugin<? extends Connector> plugin) {
    if (plugin.name().equals(name) || (plugin.name() + "_" + kind).equals(name)) {
      found.add(
          new Described(
              plugin.info().title() + " " + kind,
              plugin.info().description(),
              "plugin_config",
              plugin.spec()));
    }
  }

  private void print(Described described, PrintWriter out) {
    KeyTable keys = new KeyTable(described.keys());
    if (markdown) {
      out.print(keys.markdown());
      return;
    }
    out.println(described.title());
    out.println(described.description());
    if (!described.table().isEmpty()) {
      out.println();
      out.println("[" + described.table() + "]");
    }
    keys.rows().forEach(row -> print(row, out));
    out.println();
  }

  private static void print(KeyTable.Row row, PrintWriter out) {
    boolean isRequired = row.fallback().equals("required");
    String fallback = row.fallback().isEmpty() ? "" : " = " + row.fallback();
    out.println();
    out.println(row.path() + (isRequired ? " (required)" : fallback) + "   " + row.type());
    WrappedText.lines(row.description(), Terminal.WIDTH - INDENT.length())
        .forEach(line -> out.println(INDENT + line));
  }

  private String hint(PluginCatalog plugins) {
    Set<String> names = new TreeSet<>(Set.of("runtime", "sink", "source", "formats"));
    plugins.sources().forEach(plugin -> names.add(plugin.name()));
    plugins.sinks().forEach(plugin -> names.add(plugin.name()));
    plugins.transforms().forEach(plugin -> names.add(plugin.type()));
    return NearestName.of(name, names)
        .map(nearest -> "; did you mean " + nearest + "?")
        .orElse("; there are " + String.join(", ", names));
  }
}
