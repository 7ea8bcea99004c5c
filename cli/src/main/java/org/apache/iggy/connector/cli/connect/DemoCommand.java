// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.iggy.connector.cli.LocalPort;
import org.apache.iggy.connector.cli.ResourceStack;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.iggy.connector.connect.config.Environment;
import org.apache.iggy.connector.connect.postgres.embedded.PostgresServer;
import org.apache.iggy.connector.connect.runtime.launch.LoadedPlugins;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the example folder with servers of its own. */
@Command(
    name = "demo",
    description = {
      "Moves random records through a topic into a PostgreSQL table, with nothing installed.",
      "It starts an Iggy server and a PostgreSQL of its own, which are gone when it ends, and runs"
          + " the connectors of examples/random-to-postgres. Ctrl-C stops it.",
      ""
    },
    footer = {"", "Examples:", "  iggy-connect demo", "  iggy-connect demo --rows 10000"})
public final class DemoCommand implements Callable<Integer> {
  private static final int USUAL_HTTP_PORT = 8081;
  private static final String TABLE = "events";
  private static final String INTRODUCTION =
      """
      Random records go to a topic of Iggy, and from there into a table of PostgreSQL:

        source random  ->  topic demo/events  ->  sink postgres  ->  table events

      Starting an Iggy server and a PostgreSQL for it; this takes a few seconds.
      """;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Stop once the table has so many rows. Default: go on until Ctrl-C.")
  private Long rows;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description =
          "Port of the HTTP API and the dashboard on 127.0.0.1; 0 for any free one."
              + " Default: 8081, or a free one if it is taken.")
  private Integer httpPort;

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    try (ResourceStack resources = new ResourceStack()) {
      ExampleFolder example = resources.add(ExampleFolder.unpack());
      say(err, INTRODUCTION);
      EmbeddedIggyServer iggy =
          resources.add(EmbeddedIggyServer.start(EmbeddedIggyOptions.builder().build()));
      PostgresServer postgres = resources.add(PostgresServer.launch());
      LoadedPlugins loaded =
          resources.add(
              LoadedPlugins.load(
                  Optional.of(example.folder().resolve("config.toml")),
                  environment(iggy, postgres, example)));
      return run(loaded, postgres, err);
    }
  }

  private int run(LoadedPlugins loaded, PostgresServer postgres, PrintWriter err)
      throws InterruptedException {
    RuntimeLogging.start(loaded.configuration());
    StopSignals signals = new StopSignals();
    try (RunProgress progress = new RunProgress(err, loaded.configuration().redaction());
        TableWatch watch = new TableWatch(postgres, TABLE, progress::say)) {
      int exitCode =
          RunCommand.run(
              loaded,
              progress,
              signals,
              address -> {
                say(err, whereToLook(postgres, address));
                watch.start(Optional.ofNullable(rows), signals::stop);
              });
      say(err, result(postgres, watch.rows()));
      return exitCode;
    } finally {
      signals.release();
    }
  }

  private static String whereToLook(PostgresServer postgres, Optional<URI> address) {
    return """

          Dashboard  %s
          SQL        psql '%s' -c 'SELECT iggy_offset, payload FROM %s ORDER BY 1 DESC LIMIT 5'
          Stop       Ctrl-C; the servers and their data are gone then

        """
        .formatted(
            address.map(api -> api.resolve("ui").toString()).orElse("is off"),
            postgres.url(),
            TABLE);
  }

  private static String result(PostgresServer postgres, long rows) {
    if (rows == 0) {
      return "No row has arrived yet.\n";
    }
    List<Object> newest =
        postgres
            .query("SELECT iggy_offset, payload::text FROM " + TABLE + " ORDER BY 1 DESC LIMIT 1")
            .get(0);
    return """

        %s arrived in the table; the newest one is the message with offset %s:
          %s

        Next: run the same folder, examples/random-to-postgres, with servers of your own
        (its config.toml says how), or read docs/connect/README.md.
        """
        .formatted(Amount.count(rows, "row"), newest.get(0), newest.get(1));
  }

  private static void say(PrintWriter err, String lines) {
    err.print(lines);
    err.flush();
  }

  /** What the folder's files leave to the environment. */
  private Environment environment(
      EmbeddedIggyServer iggy, PostgresServer postgres, ExampleFolder example) throws IOException {
    int port =
        new LocalPort("--http-port", Optional.ofNullable(httpPort), USUAL_HTTP_PORT).choose();
    Map<String, String> variables = new HashMap<>();
    variables.put("IGGY_CONNECTORS_IGGY_ADDRESS", iggy.address().toString());
    variables.put("IGGY_CONNECTORS_IGGY_USERNAME", iggy.username());
    variables.put("IGGY_CONNECTORS_IGGY_PASSWORD", iggy.password());
    variables.put("IGGY_CONNECTORS_HTTP_ADDRESS", "127.0.0.1:" + port);
    variables.put("IGGY_CONNECTORS_STATE_PATH", example.folder().resolve("state").toString());
    variables.put("POSTGRES_URL", postgres.url());
    // What a log would say, the demo says itself.
    variables.put("IGGY_CONNECTORS_LOGGING_LEVEL", "warn");
    Path home = example.folder();
    return Environment.of(variables, home, home);
  }
}
