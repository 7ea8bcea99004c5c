// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.embedded.ServedProtocols;
import org.apache.iggy.connector.embedded.release.IggyRelease;
import org.apache.iggy.connector.protocol.command.CommandCode;

/**
 * The embedded server as a process: runs until its standard input ends, which also happens when the
 * JVM that started it dies.
 *
 * <p>Arguments: {@code dataDirectory=PATH}, {@code port=PORT}, {@code segmentSizeBytes=BYTES},
 * {@code retentionMillis=INTERVAL}, {@code protocols=LEGACY|VSR|BOTH}, {@code
 * vsrRelease=V0_9|V0_9_EDGE_5}.
 */
public final class EmbeddedServerMain {
  private static final String PROTOCOLS = "iggy.embedded.protocols";

  private EmbeddedServerMain() {}

  /** Runs the server. */
  public static void main(String[] arguments) throws IOException {
    EmbeddedIggyOptions.Builder options = EmbeddedIggyOptions.builder();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      set(options, argument.substring(0, equals), argument.substring(equals + 1));
    }
    try (EmbeddedIggyServer server = EmbeddedIggyServer.start(options.build())) {
      System.out.println("listening on " + server.address());
      while (System.in.read() >= 0) {
        // Only the end counts.
      }
    }
    System.out.println("stopped");
  }

  private static void set(EmbeddedIggyOptions.Builder options, String name, String value) {
    switch (name) {
      case "dataDirectory":
        options.dataDirectory(Path.of(value));
        break;
      case "port":
        options.port(Integer.parseInt(value));
        break;
      case "segmentSizeBytes":
        options.segmentSizeBytes(Long.parseLong(value));
        break;
      case "retentionMillis":
        options.retentionInterval(Duration.ofMillis(Long.parseLong(value)));
        break;
      case "protocols":
        options.protocols(ServedProtocols.valueOf(value));
        break;
      case "vsrRelease":
        options.vsrRelease(IggyRelease.valueOf(value));
        break;
      default:
        throw new IllegalArgumentException("unknown argument " + name);
    }
  }

  /** The command that runs it, for a short start and little memory. */
  static List<String> command() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        Stream.of(EmbeddedServerMain.class, EmbeddedIggyServer.class, CommandCode.class)
            .map(EmbeddedServerMain::home)
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));
    return List.of(
        java,
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-D" + PROTOCOLS + "=" + System.getProperty(PROTOCOLS, ""),
        "-cp",
        classPath,
        EmbeddedServerMain.class.getName());
  }

  /** Ends the standard input of its process. */
  static void end(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String home(Class<?> of) {
    try {
      return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
