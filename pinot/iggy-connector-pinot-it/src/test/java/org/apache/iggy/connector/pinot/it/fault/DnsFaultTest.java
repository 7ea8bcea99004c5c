// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.testkit.FaultProxy;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinotOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A host name that no longer resolves, and then does again. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("one-pinot")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class DnsFaultTest {
  private static final String NAME = "iggy.test";
  private static final String HOSTS_FILE = "jdk.net.hosts.file";
  private static final String MACHINE = "fault.machine";

  /**
   * In a JVM of its own, because the names of a whole JVM come from the file that the test edits.
   */
  @Test
  void shouldGoOnWhenTheNameOfTheServerResolvesAgain(@TempDir Path folder) throws Exception {
    Path hosts = folder.resolve("hosts");
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    Collections.addAll(
        command,
        "-D" + HOSTS_FILE + "=" + hosts,
        "-D" + MACHINE + "=" + InetAddress.getLocalHost().getHostName(),
        "-Dsun.net.inetaddr.ttl=0",
        "-Dsun.net.inetaddr.negative.ttl=0",
        "-cp",
        System.getProperty("java.class.path"),
        Scenario.class.getName(),
        folder.resolve("pinot").toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** What happens in the other JVM. */
  static final class Scenario {
    private static final Duration LENGTH = FaultLength.of(Duration.ofSeconds(2));

    private Scenario() {}

    public static void main(String[] arguments) {
      try {
        play(Path.of(arguments[0]));
        System.exit(0);
      } catch (RuntimeException | AssertionError e) {
        e.printStackTrace();
        System.exit(1);
      }
    }

    private static void play(Path pinotData) {
      know(NAME);
      EmbeddedPinotOptions pinot = EmbeddedPinotOptions.defaults().withDataDirectory(pinotData);
      try (EmbeddedIggyServer server = EmbeddedIggyServer.start()) {
        IggyAddress address = IggyAddress.of(server.host(), server.port());
        try (FaultProxy proxy = FaultProxy.start(address);
            FaultScene scene = new FaultScene(address, 2, pinot)) {
          scene.startFeed(1_000);
          scene.startTable(IggyAddress.of(NAME, proxy.address().port()), Map.of());
          scene.consumeSome();

          know("other.test");
          proxy.cutAll();
          scene.endure(LENGTH);
          know(NAME);
          scene.consumeSome();

          // Consumers made while the name is unknown must not fail either.
          know("other.test");
          scene.restartTable();
          scene.endure(LENGTH);
          know(NAME);
          scene.feed().awaitMore(500);
          scene.assertExact();
        }
      }
    }

    /** From now on this name is known, beside those that every machine has. */
    private static void know(String name) {
      try {
        Path hosts = Path.of(System.getProperty(HOSTS_FILE));
        Path next = hosts.resolveSibling("hosts.next");
        String machine = System.getProperty(MACHINE);
        Files.writeString(next, "127.0.0.1 localhost " + machine + " " + name + "\n");
        Files.move(
            next, hosts, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
