// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.embedded.ServedProtocols;
import org.apache.iggy.connector.embedded.release.IggyRelease;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the embedded Iggy server on its own. */
@Command(
    name = "embedded-server",
    description = {
      "Runs an Iggy server for tests and first steps on this machine.",
      "It speaks the wire protocols of Iggy 0.8 and 0.9 over TCP, so any client of these releases"
          + " can use it. It is not made for production.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  iggy-connect embedded-server",
      "  iggy-connect embedded-server --data ./iggy-data --port 9090"
    })
final class EmbeddedServerCommand implements Runnable {
  private static final int USUAL_PORT = 8090;
  private static final Duration RETENTION_INTERVAL = Duration.ofMinutes(1);

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder that keeps everything over restarts. Default: in memory only.")
  private Path data;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "TCP port on 127.0.0.1; 0 for any free one. Default: 8090, or a free one if it is taken.")
  private Integer port;

  @Option(
      names = "--username",
      paramLabel = "NAME",
      defaultValue = "iggy",
      description = "The root user's name. Default: ${DEFAULT-VALUE}.")
  private String username;

  @Option(
      names = "--password",
      paramLabel = "SECRET",
      arity = "0..1",
      interactive = true,
      echo = false,
      description =
          "The root user's password; asked for when given without a value. Default: iggy.")
  private char[] password = "iggy".toCharArray();

  @Option(
      names = "--protocol",
      paramLabel = "legacy|vsr|both",
      defaultValue = "both",
      description =
          "What clients may speak: legacy as Iggy 0.8, vsr as Iggy 0.9, or both, each client its"
              + " own. Default: ${DEFAULT-VALUE}.")
  private ServedProtocols protocol;

  @Option(
      names = "--vsr-release",
      paramLabel = "VERSION",
      defaultValue = "0.9.0",
      description =
          "The release whose rules vsr clients meet: 0.9.0 or 0.9.0-edge.5."
              + " Default: ${DEFAULT-VALUE}.")
  private String vsrRelease;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    ResourceStack resources = new ResourceStack();
    StopSignal stop = new StopSignal(resources, out);
    try {
      EmbeddedIggyServer server = resources.add(start());
      out.println("Iggy server (embedded) listens on " + server.address() + ".");
      out.println("  Root user  " + server.username());
      out.println("  Protocol   " + protocol.name().toLowerCase(Locale.ROOT));
      out.println("  Messages   " + (data == null ? "in memory" : "in " + data.toAbsolutePath()));
      out.println("Press Ctrl-C to stop it.");
      out.flush();
      stop.await();
    } finally {
      stop.cancel();
      resources.close();
    }
  }

  private EmbeddedIggyServer start() {
    int chosen = new LocalPort("--port", Optional.ofNullable(port), USUAL_PORT).choose();
    try {
      EmbeddedIggyOptions.Builder options =
          EmbeddedIggyOptions.builder()
              .port(chosen)
              .credentials(username, new String(password))
              .retentionInterval(RETENTION_INTERVAL)
              .protocols(protocol)
              .vsrRelease(IggyRelease.ofVersion(vsrRelease));
      if (data != null) {
        options.dataDirectory(data);
      }
      return EmbeddedIggyServer.start(options.build());
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new CommandFailedException(e.getMessage(), e);
    }
  }
}
