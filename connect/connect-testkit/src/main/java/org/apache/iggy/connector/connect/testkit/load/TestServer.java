// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.ProtocolChoice;
import org.apache.iggy.connector.connect.testkit.Await;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.embedded.ServedProtocols;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;

/**
 * The Iggy server of a test, which can be stopped and comes back on the same port with the same
 * data: the embedded one in the test's JVM, or the real one whose binary {@code
 * -Diggy.server=/path/to/iggy-server} names, in a process of its own. Its root user is {@code iggy}
 * with password {@code iggy}. It is spoken to in the generation of the protocol that {@code
 * -Diggy.protocol} says, and the embedded one speaks no other, so that whoever asks gets that, too.
 *
 * <p>One thread uses it.
 */
public final class TestServer implements AutoCloseable {
  private static final String BINARY = System.getProperty("iggy.server", "");
  private static final ProtocolChoice PROTOCOL =
      ProtocolChoice.of(System.getProperty("iggy.protocol", "auto")).orElseThrow();
  private static final long LIMIT_MILLIS = 60_000;

  /** Below the ports that operating systems give to outgoing connections. */
  private static final int LOWEST_PORT = 15_000;

  private static final int PORTS = 15_000;

  private final Path folder;
  private final int port;
  private EmbeddedIggyServer embedded;
  private Process process;

  private TestServer(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Starts one on a folder, which is made when it is missing and has its data afterwards. */
  public static TestServer start(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TestServer server = new TestServer(folder, freePort());
    server.start();
    return server;
  }

  /** Whether it is the real server, which loses what it has not flushed when it is killed. */
  public static boolean isReal() {
    return !BINARY.isEmpty();
  }

  /** Where it listens, also while it does not run. */
  public IggyAddress address() {
    return IggyAddress.of("127.0.0.1", port);
  }

  /** How to log in as its root user. */
  public ConnectionOptions options() {
    return options(address());
  }

  static ConnectionOptions options(IggyAddress address) {
    return ConnectionOptions.builder(address)
        .protocol(PROTOCOL)
        .credentials(Credentials.password("iggy", "iggy"))
        .build();
  }

  /** Starts it on the data that it had; it answers requests on return. */
  public void start() {
    if (isReal()) {
      startProcess();
    } else if (embedded != null) {
      embedded.restart();
    } else {
      embedded = EmbeddedIggyServer.start(embeddedOptions());
    }
  }

  private EmbeddedIggyOptions embeddedOptions() {
    EmbeddedIggyOptions.Builder builder =
        EmbeddedIggyOptions.builder().dataDirectory(folder).port(port);
    PROTOCOL.generation().map(TestServer::served).ifPresent(builder::protocols);
    return builder.build();
  }

  private static ServedProtocols served(ProtocolGeneration generation) {
    return generation == ProtocolGeneration.VSR ? ServedProtocols.VSR : ServedProtocols.LEGACY;
  }

  private void startProcess() {
    ProcessBuilder builder = new ProcessBuilder(BINARY).directory(folder.toFile());
    var environment = builder.environment();
    environment.put("IGGY_SYSTEM_PATH", folder.resolve("iggy").toString());
    environment.put("IGGY_ROOT_USERNAME", "iggy");
    environment.put("IGGY_ROOT_PASSWORD", "iggy");
    environment.put("IGGY_TCP_ADDRESS", address().toString());
    environment.putIfAbsent("IGGY_SYSTEM_SHARDING_CPU_ALLOCATION", "1");
    for (String other : List.of("HTTP", "QUIC", "WEBSOCKET")) {
      environment.put("IGGY_" + other + "_ENABLED", "false");
    }
    Path log = folder.resolve("server.log");
    try {
      process =
          builder
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Await.until(LIMIT_MILLIS, this::answers, () -> "the server does not answer, see " + log);
  }

  private boolean answers() {
    if (!process.isAlive()) {
      throw new AssertionError("the server ended with " + process.exitValue());
    }
    try (IggyClient client = IggyClient.connect(options(), 1)) {
      client.streams().list();
      return true;
    } catch (IggyException e) {
      return false;
    }
  }

  /** Has it end as an operator would. */
  public void stop() {
    if (isReal()) {
      process.destroy();
      awaitEnd();
    } else {
      embedded.stop();
    }
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the server does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    if (isReal()) {
      process.destroyForcibly();
      awaitEnd();
    } else {
      embedded.close();
    }
  }

  private static int freePort() {
    Random random = new Random();
    while (true) {
      int port = LOWEST_PORT + random.nextInt(PORTS);
      try (ServerSocket probe = new ServerSocket()) {
        probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return port;
      } catch (IOException e) {
        // Taken: the next one.
      }
    }
  }
}
