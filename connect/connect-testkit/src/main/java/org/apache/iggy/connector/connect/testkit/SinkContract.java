// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.iggy.connector.connect.testkit.load.NumberedLoad;
import org.apache.iggy.connector.connect.testkit.process.CrashRun;
import org.apache.iggy.connector.connect.testkit.process.KillSchedule;
import org.apache.iggy.connector.connect.testkit.process.RuntimeProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every sink has to do, as a list of {@linkplain Delivery deliveries}: first alone, then in
 * the runtime, with a server that is restarted, a target that is away, and runtimes that are killed
 * with {@code kill -9}.
 *
 * <p>A connector's module extends it with a class that says how the sink is configured, how its
 * target is read back, and what it cannot do. {@code -Dcrash.kills=200} kills that often, {@code
 * -Dcrash.rate=5000} sends so many messages a second meanwhile, {@code -Dcrash.seed=N} repeats the
 * moments of a run, which each run logs; {@code -Diggy.server=/path/to/iggy-server} runs it on a
 * real server.
 */
public abstract class SinkContract extends SinkAloneContract {
  private static final Logger LOG = LoggerFactory.getLogger(SinkContract.class);

  private static final int PARTITIONS = 3;
  private static final int GROUP_PARTITIONS = 8;
  private static final int PAYLOAD_BYTES = 150;
  private static final int LONGEST_START_MILLIS = 3_000;
  private static final int LONGEST_WORK_MILLIS = 700;

  @Test
  @Delivery(
      name = "restart resumes",
      purpose = "An update of the runtime neither repeats nor leaves out.",
      method =
          "Has the runtime deliver messages of three partitions, stops it, sends more, and starts"
              + " another one.",
      passes = "Each message is in the target once, also where the sink has no key.")
  protected void shouldGoOnWhereItWasAfterARestart() {
    try (SinkScene scene = SinkScene.open(this, PARTITIONS)) {
      scene.topic().sendNumbers(0, 500, PAYLOAD_BYTES);
      scene.startRuntime();
      scene.awaitDelivered();
      scene.stopRuntime();
      scene.topic().sendNumbers(500, 500, PAYLOAD_BYTES);
      scene.startRuntime();
      scene.awaitDelivered();
      scene.stopRuntime();
      scene.assertDelivered(0);
    }
  }

  @Test
  @Delivery(
      name = "dead letters",
      purpose = "A message that cannot be written is kept, and does not stop those behind it.",
      method =
          "Has the runtime deliver messages with one between them that is broken or that the target"
              + " refuses.",
      passes =
          "All others are in the target, and the topic of dead letters has that one, byte by byte.")
  protected void shouldPutWhatCannotBeWrittenIntoTheDeadLetters() {
    boolean rejects = has(Behaviour.TARGET_REJECTS_RECORDS);
    if (!rejects && !has(Behaviour.DECODES_PAYLOADS)) {
      Declarations.skip(Behaviour.TARGET_REJECTS_RECORDS, lacks());
    }
    byte[] bad = rejects ? rejectedPayload() : brokenPayload();
    try (SinkScene scene = SinkScene.open(this, 1)) {
      scene.topic().sendNumbers(0, 50, PAYLOAD_BYTES);
      scene.topic().send(0, List.of(bad));
      scene.topic().sendNumbers(50, 50, PAYLOAD_BYTES);
      scene.startRuntime();
      scene.awaitDelivered();
      scene.stopRuntime();
      assertThat(readNumbers()).containsAll(numbers(0, 100));
      assertThat(scene.deadLetters()).containsExactly(bad);
    }
  }

  @Test
  @Delivery(
      name = "server restart",
      purpose = "An update of the Iggy server loses and repeats nothing.",
      method = "Stops the server under load while the runtime delivers, and starts it again.",
      passes =
          "Each message of the topic is in the target; once where the sink has a key, and else at"
              + " most one batch of each partition twice.")
  protected void shouldGoOnAfterARestartOfTheServer() {
    try (SinkScene scene = SinkScene.open(this, PARTITIONS);
        NumberedLoad load = NumberedLoad.start(scene.topic(), 500, PAYLOAD_BYTES)) {
      scene.startRuntime();
      scene.awaitDone(200);
      scene.server().stop();
      scene.server().start();
      load.awaitMore(300);
      load.stop();
      scene.awaitDelivered();
      scene.assertDelivered((long) PARTITIONS * SinkScene.BATCH_LENGTH);
    }
  }

  @Test
  @Delivery(
      name = "outage under load",
      purpose = "A target that is away for a while costs time, not messages.",
      method = "Takes the target away under load while the runtime delivers, and brings it back.",
      passes =
          "Each message is in the target; once where the sink has a key, and else at most one batch"
              + " of each partition twice.",
      needs = Behaviour.HAS_OUTAGES)
  protected void shouldDeliverEverythingAfterAnOutageOfTheTarget() {
    try (SinkScene scene = SinkScene.open(this, PARTITIONS);
        NumberedLoad load = NumberedLoad.start(scene.topic(), 500, PAYLOAD_BYTES)) {
      scene.startRuntime();
      scene.awaitDone(200);
      takeTargetAway();
      try {
        load.awaitMore(300);
      } finally {
        bringTargetBack();
      }
      load.awaitMore(100);
      load.stop();
      scene.awaitDelivered();
      scene.assertDelivered((long) PARTITIONS * SinkScene.BATCH_LENGTH);
    }
  }

  @Test
  @Timeout(7_200)
  @Tag("crash")
  @Delivery(
      name = "kill -9",
      purpose = "A crash of the runtime at any moment loses nothing.",
      method =
          "Kills the runtime's process under load at random moments, in its start and at work, and"
              + " starts it again each time.",
      passes =
          "Each message of the topic is in the target; once where the sink has a key, and else at"
              + " most one batch of each partition twice a kill. No process has shown a secret.")
  protected void shouldLoseNothingWhenTheRuntimeIsKilled() {
    CrashOptions options = CrashOptions.ofProperties();
    try (SinkScene scene = SinkScene.open(this, PARTITIONS);
        RuntimeProcess runtime = scene.newProcess("runtime");
        NumberedLoad load = NumberedLoad.start(scene.topic(), options.perSecond(), PAYLOAD_BYTES)) {
      KillSchedule schedule =
          KillSchedule.seeded(options.seed(), LONGEST_START_MILLIS, LONGEST_WORK_MILLIS);
      CrashRun.Report report =
          CrashRun.of(runtime, schedule, scene::done, () -> scene.awaitDone(load.done()))
              .kill(options.kills(), options.limitMillis());
      load.stop();
      runtime.start();
      scene.awaitDelivered();
      assertThat(runtime.stop()).as("exit code of a graceful stop").isIn(0, 143);
      LOG.info("{}, {}: {}", schedule, report, scene.count());
      scene.assertDelivered((long) report.kills() * PARTITIONS * SinkScene.BATCH_LENGTH);
      scene.assertNoSecretsShown();
      report.assertComplete();
    }
  }

  @Test
  @Timeout(600)
  @Tag("crash")
  @Delivery(
      name = "rebalance",
      purpose = "Runtimes on several machines share the partitions, and stand in for each other.",
      method =
          "Starts two processes of a runtime on one group over eight partitions under load, and"
              + " kills one of them.",
      passes =
          "Each message of the topic is in the target; once where the sink has a key, and else at"
              + " most one batch of each partition twice. No process has shown a secret.")
  protected void shouldTakeOverWhenAnotherRuntimeIsKilled() {
    try (SinkScene scene = SinkScene.open(this, GROUP_PARTITIONS);
        RuntimeProcess one = scene.newProcess("one");
        RuntimeProcess other = scene.newProcess("other");
        NumberedLoad load = NumberedLoad.start(scene.topic(), 1_000, PAYLOAD_BYTES)) {
      one.launch();
      other.launch();
      scene.awaitMembers(2);
      scene.awaitDone(scene.done() + 500);
      one.kill();
      load.awaitMore(1_000);
      load.stop();
      scene.awaitDelivered();
      other.stop();
      LOG.info("{}", scene.count());
      // The second member to join takes partitions over, too.
      scene.assertDelivered(2L * GROUP_PARTITIONS * SinkScene.BATCH_LENGTH);
      scene.assertNoSecretsShown();
    }
  }
}
