// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iggy.connector.connect.testkit.process.CrashRun;
import org.apache.iggy.connector.connect.testkit.process.KillSchedule;
import org.apache.iggy.connector.connect.testkit.process.RuntimeProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every source has to do, as a list of {@linkplain Delivery deliveries}: first alone, then in
 * the runtime, with a server that is restarted, a system that is away, and a runtime that is killed
 * with {@code kill -9}.
 *
 * <p>A connector's module extends it with a class that says how the source is configured, how the
 * other system gets records, and what the source cannot do. The system properties are those of
 * {@link SinkContract}.
 */
public abstract class SourceContract extends SourceAloneContract {
  private static final Logger LOG = LoggerFactory.getLogger(SourceContract.class);

  private static final int RECORD_BYTES = 150;
  private static final int LONGEST_START_MILLIS = 3_000;
  private static final int LONGEST_WORK_MILLIS = 700;

  @Test
  @Delivery(
      name = "restart of the runtime",
      purpose = "An update of the runtime neither repeats nor leaves out.",
      method =
          "Has the runtime deliver records, stops it, has more made, and starts another one on the"
              + " same folder.",
      passes = "Each record is in the topic once.",
      needs = {Behaviour.RECORDS_ON_DEMAND, Behaviour.RESUMES})
  protected void shouldGoOnWhereItWasAfterARestart() {
    try (SourceScene scene = SourceScene.open(this)) {
      scene.startRuntime();
      produce(0, 300, RECORD_BYTES);
      scene.awaitNumbers(300);
      scene.stopRuntime();
      produce(300, 300, RECORD_BYTES);
      scene.startRuntime();
      scene.awaitNumbers(600);
      scene.stopRuntime();
      scene.assertDelivered(600, false);
    }
  }

  @Test
  @Delivery(
      name = "server restart",
      purpose = "An update of the Iggy server loses nothing.",
      method = "Stops the server while the runtime delivers, and starts it again.",
      passes = "Each record is in the topic; one that is there twice has the same id twice.",
      needs = Behaviour.RECORDS_ON_DEMAND)
  protected void shouldGoOnAfterARestartOfTheServer() {
    try (SourceScene scene = SourceScene.open(this)) {
      scene.startRuntime();
      try (ProducedLoad load = ProducedLoad.start(this, 300, RECORD_BYTES)) {
        scene.awaitNumbers(100);
        scene.server().stop();
        scene.server().start();
        load.awaitMore(200);
        long produced = load.stop();
        scene.awaitNumbers(produced);
        scene.assertDelivered(produced, true);
      }
    }
  }

  @Test
  @Delivery(
      name = "outage under load",
      purpose = "A system that is away for a while costs time, not records.",
      method =
          "Takes the system away until the runtime tells of it, brings it back and has more records"
              + " made.",
      passes = "Each record is in the topic; one that is there twice has the same id twice.",
      needs = {Behaviour.RECORDS_ON_DEMAND, Behaviour.HAS_OUTAGES})
  protected void shouldDeliverEverythingAfterAnOutageOfTheSystem() {
    try (SourceScene scene = SourceScene.open(this)) {
      scene.startRuntime();
      produce(0, 200, RECORD_BYTES);
      scene.awaitNumbers(50);
      takeSystemAway();
      try {
        scene.awaitFailure();
      } finally {
        bringSystemBack();
      }
      produce(200, 200, RECORD_BYTES);
      scene.awaitNumbers(400);
      scene.assertDelivered(400, true);
    }
  }

  @Test
  @Timeout(7_200)
  @Tag("crash")
  @Delivery(
      name = "kill -9",
      purpose = "A crash of the runtime at any moment loses nothing.",
      method =
          "Kills the runtime's process at random moments, in its start and at work, while records"
              + " are made, and starts it again each time.",
      passes =
          "Each record is in the topic; one that is there twice has the same id twice. No process"
              + " has shown a secret.",
      needs = {Behaviour.RECORDS_ON_DEMAND, Behaviour.RESUMES})
  protected void shouldLoseNothingWhenTheRuntimeIsKilled() {
    CrashOptions options = CrashOptions.ofProperties();
    try (SourceScene scene = SourceScene.open(this);
        RuntimeProcess runtime = scene.newProcess();
        ProducedLoad load = ProducedLoad.start(this, options.perSecond(), RECORD_BYTES)) {
      KillSchedule schedule =
          KillSchedule.seeded(options.seed(), LONGEST_START_MILLIS, LONGEST_WORK_MILLIS);
      CrashRun.Report report =
          CrashRun.of(runtime, schedule, scene::size, () -> scene.awaitNumbers(load.done()))
              .kill(options.kills(), options.limitMillis());
      long produced = load.stop();
      runtime.start();
      scene.awaitNumbers(produced);
      assertThat(runtime.stop()).as("exit code of a graceful stop").isIn(0, 143);
      LOG.info(
          "{}, {}: {}, {} with several ids",
          schedule,
          report,
          scene.count(produced),
          scene.numbersWithSeveralIds());
      scene.assertDelivered(produced, true);
      scene.assertNoSecretsShown();
      report.assertComplete();
    }
  }
}
