// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.quickstart;

import java.io.PrintWriter;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.cli.ResourceStack;
import org.apache.iggy.connector.cli.WorkDirectory;
import org.apache.iggy.connector.cli.console.ConsoleServer;
import org.apache.iggy.connector.cli.console.TableDescription;
import org.apache.iggy.connector.cli.schema.ExampleQueries;
import org.apache.iggy.connector.cli.schema.IggyStreamConfigs;
import org.apache.iggy.connector.cli.schema.PinotTable;
import org.apache.iggy.connector.cli.schema.PrettyJson;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinot;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinotOptions;
import org.apache.iggy.connector.pinot.embedded.EmbeddedTable;

/** A topic, a Pinot table over it and the console, all running. */
final class Quickstart {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final TopicSource source;
  private final ResourceStack resources;
  private final PrintWriter out;
  private PreparedTopic prepared;
  private PinotBackend backend;
  private URI consoleAddress;

  /**
   * A quickstart that has not begun.
   *
   * @param resources takes what has to be closed in the end
   * @param out for what is to be told while it starts
   */
  Quickstart(TopicSource source, ResourceStack resources, PrintWriter out) {
    this.source = source;
    this.resources = resources;
    this.out = out;
  }

  /** Starts everything; afterwards the console answers, over a table that events may come to. */
  void start(int consolePort) {
    WorkDirectory workDirectory = resources.add(WorkDirectory.create());
    prepared = source.prepare(resources, workDirectory, out);
    backend = startTable(workDirectory);
    consoleAddress = startConsole(consolePort);
  }

  /**
   * Lets events flow; returns when those of a file are rows.
   *
   * @return false when some of them cannot be
   */
  boolean feed() {
    return source.feed(prepared, backend, resources, out);
  }

  PreparedTopic prepared() {
    return prepared;
  }

  PinotBackend backend() {
    return backend;
  }

  URI consoleAddress() {
    return consoleAddress;
  }

  private PinotBackend startTable(WorkDirectory workDirectory) {
    EmbeddedPinot pinot =
        resources.add(
            EmbeddedPinot.start(
                EmbeddedPinotOptions.defaults()
                    .withDataDirectory(workDirectory.path().resolve("pinot"))
                    .withCloseTimeout(CLOSE_TIMEOUT)));
    MessageSize messageSize = resources.add(new MessageSize(prepared.topic()));
    PinotTable table = prepared.table();
    EmbeddedTable embedded =
        pinot.createTable(table.schema(), table.tableConfig(streamConfigs().toTransientMap()));
    return new PinotBackend(pinot, embedded, description(), messageSize);
  }

  private URI startConsole(int port) {
    try {
      return resources.add(ConsoleServer.start(backend, port)).address();
    } catch (BindException e) {
      throw new CommandFailedException(
          e.getMessage() + ": choose another by --console-port, 0 for any free one", e);
    }
  }

  private TableDescription description() {
    PinotTable table = prepared.table();
    Map<String, String> clusterConfigs =
        streamConfigs().withAccess(prepared.topic().clusterAccess()).toMap();
    return new TableDescription(
        "Iggy: " + prepared.server() + ".",
        prepared.topic().stream(),
        prepared.topic().topic(),
        table,
        PrettyJson.write(table.schemaJson()),
        PrettyJson.write(table.tableConfigJson(clusterConfigs)),
        ExampleQueries.of(table));
  }

  private IggyStreamConfigs streamConfigs() {
    IggyAddress address = prepared.topic().connection().address();
    boolean usesMetadata = prepared.table().timeColumn().fieldName().isEmpty();
    return new IggyStreamConfigs(
        address.host(),
        address.port(),
        prepared.topic().stream(),
        prepared.topic().topic(),
        prepared.table().name(),
        usesMetadata,
        prepared.segmentRows(),
        prepared.topic().pluginAccess());
  }
}
