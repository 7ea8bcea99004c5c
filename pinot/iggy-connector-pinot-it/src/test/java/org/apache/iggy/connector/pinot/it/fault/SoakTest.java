// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.testkit.FaultProxy;
import org.apache.iggy.connector.client.testkit.IggyServerProcess;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinotOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random faults, one after the other, for a long time under load: nothing may be lost, and nothing
 * repeated.
 *
 * <p>{@code -Dsoak.seconds=3600} says how long, {@code -Dsoak.seed=...} plays the faults of an
 * earlier run again: the seed is printed first, and in the message of a failure. {@code
 * -Dsoak.rate=...} is the number of events a second.
 */
@Tag("one-pinot")
@Timeout(value = 2, unit = TimeUnit.HOURS)
class SoakTest {
  private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("soak.seconds", 60));
  private static final int EVENTS_A_SECOND = Integer.getInteger("soak.rate", 1_000);
  private static final long SEED =
      Long.getLong("soak.seed", ThreadLocalRandom.current().nextInt(1_000_000_000));
  private static final List<SoakFault> FAULTS = List.of(SoakFault.values());
  private static final int PARTITIONS = 4;
  private static final int CALM_MILLIS = 1_000;
  private static final int LONGEST_FAULT_MILLIS = 4_000;
  private static final Map<String, String> KEYS = Map.of("request.timeout.millis", "2000");

  private final Random random = new Random(SEED);
  private final long start = System.nanoTime();

  @Test
  void shouldLoseNothingAndRepeatNothingUnderRandomFaults(
      @TempDir Path serverData, @TempDir Path pinotData) {
    say("soak of " + LENGTH.toSeconds() + " s, -Dsoak.seed=" + SEED);
    EmbeddedPinotOptions pinot = EmbeddedPinotOptions.defaults().withDataDirectory(pinotData);
    try (IggyServerProcess server = IggyServerProcess.start(serverData);
        FaultProxy proxy = FaultProxy.start(server.address());
        FaultScene scene = new FaultScene(server.address(), PARTITIONS, pinot)) {
      scene.startFeed(EVENTS_A_SECOND);
      scene.startTable(proxy.address(), KEYS);
      int faults = play(server, proxy, scene);
      scene.feed().awaitMore(EVENTS_A_SECOND);
      scene.assertExact();
      say(faults + " faults, " + scene.feed().sent() + " events, lost 0, duplicated 0");
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("to play it again: -Dsoak.seed=" + SEED, e);
    }
  }

  private int play(IggyServerProcess server, FaultProxy proxy, FaultScene scene) {
    int faults = 0;
    while (System.nanoTime() - start < LENGTH.toNanos()) {
      SoakFault fault = FAULTS.get(random.nextInt(FAULTS.size()));
      Duration length = Duration.ofMillis(random.nextInt(LONGEST_FAULT_MILLIS));
      Duration calm = Duration.ofMillis(random.nextInt(CALM_MILLIS));
      long seed = random.nextLong();
      say(fault + " " + length.toMillis() + " ms, " + scene.feed().sent() + " events so far");
      fault.strike(new SoakFault.Stage(server, proxy, scene, new Random(seed), length));
      scene.endure(calm);
      faults++;
    }
    return faults;
  }

  private void say(String what) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.println(String.format(Locale.ROOT, "%8.1f s  %s", seconds, what));
  }
}
