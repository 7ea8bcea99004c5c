// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyException;

/**
 * A server in a process of its own, which can be stopped, killed and frozen and comes back on the
 * same port with the same data: the embedded one, or the real one whose binary {@code
 * -Diggy.server=/path/to/iggy-server} names. Its root user is {@code iggy} with password {@code
 * iggy}.
 *
 * <p>Every call returns when it is done: a started server answers requests, a stopped one is gone.
 * One thread uses it.
 */
public final class IggyServerProcess implements AutoCloseable {
  private static final String BINARY = System.getProperty("iggy.server", "");
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int PROBE_MILLIS = 20_000;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Path dataDirectory;
  private final List<String> arguments;
  private final int port = FreePorts.next();
  private Process process;

  private IggyServerProcess(Path dataDirectory, List<String> arguments) {
    this.dataDirectory = dataDirectory;
    this.arguments = arguments;
  }

  /**
   * Starts one on an empty folder.
   *
   * @param arguments what {@link EmbeddedServerMain} understands, such as {@code
   *     segmentSizeBytes=65536}; the real server is configured by its environment variables instead
   */
  public static IggyServerProcess start(Path dataDirectory, String... arguments) {
    IggyServerProcess server = new IggyServerProcess(dataDirectory, List.of(arguments));
    server.start();
    return server;
  }

  /** Whether it is the real server. */
  public static boolean isReal() {
    return !BINARY.isEmpty();
  }

  /** Where it listens, also while it does not run. */
  public IggyAddress address() {
    return IggyAddress.of("127.0.0.1", port);
  }

  /** Starts it on the data it had. */
  public void start() {
    try {
      ProcessBuilder builder = isReal() ? realServer() : embeddedServer();
      process =
          builder
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitReady();
  }

  private ProcessBuilder embeddedServer() {
    List<String> command = new ArrayList<>(EmbeddedServerMain.command());
    Collections.addAll(command, "dataDirectory=" + dataDirectory, "port=" + port);
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  private ProcessBuilder realServer() {
    ProcessBuilder builder = new ProcessBuilder(BINARY).directory(dataDirectory.toFile());
    builder.environment().put("IGGY_SYSTEM_PATH", dataDirectory.resolve("iggy").toString());
    builder.environment().put("IGGY_ROOT_USERNAME", "iggy");
    builder.environment().put("IGGY_ROOT_PASSWORD", "iggy");
    builder.environment().put("IGGY_TCP_ADDRESS", address().toString());
    builder.environment().putIfAbsent("IGGY_SYSTEM_SHARDING_CPU_ALLOCATION", "1");
    for (String other : List.of("HTTP", "QUIC", "WEBSOCKET")) {
      builder.environment().put("IGGY_" + other + "_ENABLED", "false");
    }
    return builder;
  }

  private void awaitReady() {
    long end = System.nanoTime() + LIMIT_NANOS;
    ConnectionOptions options =
        IggyTarget.options(address())
            .connectTimeoutMillis(PROBE_MILLIS)
            .requestTimeoutMillis(PROBE_MILLIS)
            .build();
    while (true) {
      try (IggyClient client = IggyClient.connect(options, 1)) {
        client.streams().list();
        return;
      } catch (IggyException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new AssertionError("the server does not start, see " + log(), e);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** Has it end as an operator would, and write down what it has. */
  public void stop() {
    if (isReal()) {
      process.destroy();
    } else {
      EmbeddedServerMain.end(process);
    }
    awaitEnd();
  }

  /** Kills it: {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(LIMIT_NANOS, TimeUnit.NANOSECONDS)) {
        throw new AssertionError("the server does not end, see " + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Freezes it: connections stay, and get no answer ({@code SIGSTOP}). */
  public void freeze() {
    signal("STOP");
    // The kernel stops one thread after the other.
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!allThreadsStopped()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the server does not freeze");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean allThreadsStopped() {
    Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
    try (Stream<Path> all = Files.list(threads)) {
      return all.allMatch(IggyServerProcess::isStopped);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The state is the letter behind the name, which stands in parentheses. */
  private static boolean isStopped(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets it go on ({@code SIGCONT}). */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      // A shell has kill built in; the program is not on every machine.
      String kill = "kill -" + name + " " + process.pid();
      int exit = new ProcessBuilder("sh", "-c", kill).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new AssertionError(kill + " ended with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private Path log() {
    return dataDirectory.resolve("server.log");
  }

  /** The folder of its data and log. */
  public Path dataDirectory() {
    return dataDirectory;
  }

  /** Kills it for good. */
  @Override
  public void close() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** A new folder for a server's data. */
  public static Path newDataDirectory() {
    try {
      return Files.createTempDirectory("iggy-server-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
