// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;

/**
 * The embedded server in a JVM of its own, so that its processor time is not the client's. It ends
 * when its standard input does, thus with the process that started it at the latest.
 */
final class EmbeddedServerProcess implements AutoCloseable {
  private final Process process;
  private final IggyAddress address;

  private EmbeddedServerProcess(Process process, IggyAddress address) {
    this.process = process;
    this.address = address;
  }

  /** Starts it on a free port of the loopback interface. */
  static EmbeddedServerProcess start(String username, String password) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedServerProcess.class.getName(),
                username));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    process.getOutputStream().write((password + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    String address =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (address == null) {
      process.destroy();
      throw new IOException("the embedded server did not start; see the error above");
    }
    return new EmbeddedServerProcess(process, IggyAddress.parse(address));
  }

  /** The child process: prints the address and waits for the end of its input. */
  public static void main(String[] args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    EmbeddedIggyOptions options =
        EmbeddedIggyOptions.builder().credentials(args[0], in.readLine()).build();
    try (EmbeddedIggyServer server = EmbeddedIggyServer.start(options)) {
      System.out.println(server.address());
      while (in.readLine() != null) {
        // Nobody writes; the end is what is waited for.
      }
    }
  }

  IggyAddress address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
