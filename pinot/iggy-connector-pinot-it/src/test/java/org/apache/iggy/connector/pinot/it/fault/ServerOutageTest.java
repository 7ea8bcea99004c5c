// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.iggy.connector.client.testkit.IggyServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A server that goes away while rows flow, and comes back: a table loses nothing, repeats nothing,
 * and Pinot does not even notice.
 *
 * <p>On the embedded server in a process of its own, or a real one: {@code
 * -Diggy.server=/path/to/iggy-server}. {@code -Dfault.seconds=180} makes the outages longer.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ServerOutageTest {
  private static final Duration OUTAGE = FaultLength.of(Duration.ofSeconds(3));
  private static final int PARTITIONS = 2;
  private static final int LINES_A_PARTITION = 6;
  private static final int EVENTS_A_SECOND = 1_000;

  @TempDir Path data;

  @Test
  void shouldGoOnWhenTheServerWasStoppedGracefully() {
    assertRiddenOut(IggyServerProcess::stop, IggyServerProcess::start);
  }

  @Test
  void shouldGoOnWhenTheServerWasKilled() {
    assertRiddenOut(IggyServerProcess::kill, IggyServerProcess::start);
  }

  @Test
  void shouldGoOnWhenTheServerWasFrozen() {
    assertRiddenOut(IggyServerProcess::freeze, IggyServerProcess::thaw);
  }

  private void assertRiddenOut(
      Consumer<IggyServerProcess> fault, Consumer<IggyServerProcess> recovery) {
    try (IggyServerProcess server = IggyServerProcess.start(data);
        FaultScene scene = new FaultScene(server.address(), PARTITIONS)) {
      scene.startFeed(EVENTS_A_SECOND);
      scene.startTable(server.address(), Map.of());
      scene.consumeSome();
      long linesBefore = linesOfOutages(scene);

      fault.accept(server);
      scene.endure(OUTAGE);
      assertThat(linesOfOutages(scene) - linesBefore)
          .as("lines for an outage: %s", scene.log().plugin())
          .isLessThanOrEqualTo(LINES_A_PARTITION * PARTITIONS);
      recovery.accept(server);

      scene.feed().awaitMore(1_000);
      // A real server that is killed has lost what it had not written to its disk.
      if (IggyServerProcess.isReal()) {
        scene.assertNothingMissing();
      } else {
        scene.assertExact();
      }
    }
  }

  /** All lines but the one that each segment begins with. */
  private static long linesOfOutages(FaultScene scene) {
    return scene.log().plugin().stream().filter(line -> !line.contains("a segment starts")).count();
  }
}
