// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.io.PrintWriter;
import org.apache.iggy.connector.cli.terminal.TextTable;
import org.apache.iggy.connector.connect.api.Connector;
import org.apache.iggy.connector.connect.runtime.launch.LoadedPlugins;
import org.apache.iggy.connector.connect.runtime.plugin.ConnectorPlugin;
import org.apache.iggy.connector.connect.runtime.plugin.PluginCatalog;
import org.apache.iggy.connector.connect.runtime.plugin.PluginOrigin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the connectors and transforms that there are. */
@Command(
    name = "plugins",
    description = {
      "Lists the connectors and transforms that there are.",
      "They come along, or are in the plugin folders of a configuration. Those that cannot be used"
          + " are listed with the reason.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  iggy-connect plugins",
      "  iggy-connect plugins connect/config.toml"
    })
public final class PluginsCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private ConfigurationOption configuration;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    try (LoadedPlugins loaded = configuration.load()) {
      PluginCatalog plugins = loaded.plugins();
      TextTable table = new TextTable("KIND", "NAME", "WHAT IT DOES", "FROM");
      plugins.sources().forEach(plugin -> add(table, "source", plugin));
      plugins.sinks().forEach(plugin -> add(table, "sink", plugin));
      plugins
          .transforms()
          .forEach(
              plugin ->
                  table.add(
                      "transform",
                      plugin.type(),
                      plugin.factory().description(),
                      from(plugin.origin())));
      table.lines().forEach(out::println);
      plugins.problems().forEach(problem -> out.println("Cannot be used: " + problem));
    }
    out.flush();
  }

  private static void add(
      TextTable table, String kind, ConnectorPlugin<? extends Connector> plugin) {
    table.add(kind, plugin.name(), plugin.info().description(), from(plugin.origin()));
  }

  private static String from(PluginOrigin origin) {
    return origin.folder().isPresent() ? origin.toString() : "iggy-connect";
  }
}
