// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.iggy.connector.cli.terminal.Terminal;
import org.apache.iggy.connector.connect.config.LoadedConfiguration;
import org.apache.iggy.connector.connect.http.metrics.ConnectMetrics;
import org.apache.iggy.connector.connect.runtime.launch.LaunchedRuntime;
import org.apache.iggy.connector.connect.runtime.launch.LoadedPlugins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs connectors until it is stopped. */
@Command(
    name = "run",
    description = {
      "Runs the connectors of a configuration until it is stopped.",
      "Changes of their files are followed. A connector that cannot be used is reported and stops"
          + " no other.",
      "Stopped by Ctrl-C or SIGTERM, it lets connectors finish what they have begun, for as long as"
          + " runtime.shutdown_timeout says; a second signal stops it at once.",
      "What it tells goes to the standard error: the standard output is that of the stdout sink.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  iggy-connect run",
      "  iggy-connect run --strict connect/config.toml"
    })
public final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigurationOption configuration;

  @Option(
      names = "--strict",
      description = "Do not start when anything is wrong in the configuration, warnings too.")
  private boolean strict;

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    try (LoadedPlugins loaded = configuration.load()) {
      check(loaded.configuration(), err);
      RuntimeLogging.start(loaded.configuration());
      StopSignals signals = new StopSignals();
      try (RunProgress progress = new RunProgress(err, loaded.configuration().redaction())) {
        return run(loaded, progress, signals, address -> {});
      } finally {
        signals.release();
      }
    }
  }

  private void check(LoadedConfiguration configuration, PrintWriter err) {
    ProblemReport report = new ProblemReport(configuration.problems(), configuration.redaction());
    report.print(err, Terminal.plain());
    err.flush();
    if (!configuration.runtimeErrors().isEmpty()) {
      throw new CommandFailedException("the configuration has errors; nothing was started");
    }
    if (strict && !configuration.problems().isEmpty()) {
      throw new CommandFailedException(
          "--strict: the configuration has " + report.counts() + "; nothing was started");
    }
  }

  /**
   * Runs what is loaded until a signal comes.
   *
   * @param started is told where the HTTP API is, if anywhere
   * @return 0 when all had finished, and 1 when not
   */
  static int run(
      LoadedPlugins loaded,
      RunProgress progress,
      StopSignals signals,
      Consumer<Optional<URI>> started)
      throws InterruptedException {
    progress.describe(loaded.configuration());
    ConnectMetrics metrics = new ConnectMetrics();
    try (LaunchedRuntime launched =
            LaunchedRuntime.start(
                loaded,
                new RuntimeListeners(List.of(metrics, progress.listener())),
                progress::changed);
        RuntimeApi api = RuntimeApi.start(loaded, launched, metrics)) {
      progress.start(launched.runtime());
      api.address().ifPresent(address -> progress.say("HTTP API and dashboard: " + address));
      started.accept(api.address());
      signals.await();
      String limit = Amount.duration(loaded.configuration().settings().shutdownTimeout());
      progress.say("Stopping: connectors finish what they have begun, for " + limit + " at most.");
      boolean graceful = launched.shutDown();
      progress.say(
          graceful
              ? "Stopped."
              : "Stopped before all had finished: what was begun is done again by the next start.");
      return graceful ? 0 : 1;
    }
  }
}
