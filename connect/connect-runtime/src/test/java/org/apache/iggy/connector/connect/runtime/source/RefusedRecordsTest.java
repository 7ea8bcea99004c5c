// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.ProtocolChoice;
import org.apache.iggy.connector.client.testkit.FaultServer;
import org.apache.iggy.connector.client.writer.BatchReceipt;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.config.ErrorSettings;
import org.apache.iggy.connector.connect.format.CodecFactory;
import org.apache.iggy.connector.connect.runtime.RuntimeClock;
import org.apache.iggy.connector.connect.runtime.error.ErrorPolicy;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorJournal;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorListener;
import org.apache.iggy.connector.connect.runtime.pipeline.Rejections;
import org.apache.iggy.connector.connect.runtime.task.Attempts;
import org.apache.iggy.connector.connect.runtime.task.ConnectorSupervisor;
import org.apache.iggy.connector.connect.runtime.task.ConnectorTask;
import org.apache.iggy.connector.connect.runtime.task.TaskControl;
import org.apache.iggy.connector.connect.runtime.task.TaskFailedException;
import org.apache.iggy.connector.connect.runtime.task.TaskPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that refuses what a script says; an embedded one has no reason to. */
@Timeout(60)
class RefusedRecordsTest {
  private static final int TOPIC_FULL = 3009;
  private static final int TOO_BIG_MESSAGE_PAYLOAD = 4022;
  private static final int UNAUTHORIZED = 41;

  @Test
  void shouldRejectTheOneAloneWhenTheServerRefusesABatchForAMessagesSake() throws Exception {
    // The batch, then each of its messages: the second is the one.
    Outcome outcome = send(3, TOO_BIG_MESSAGE_PAYLOAD, 0, TOO_BIG_MESSAGE_PAYLOAD, 0);

    assertThat(outcome.failure).isNull();
    assertThat(outcome.rejected).containsExactly("record 1");
    assertThat(outcome.requests).isEqualTo(4);
  }

  @Test
  void shouldSendTheBatchAgainUntilItIsTakenWhenTheRefusalPasses() throws Exception {
    Outcome outcome = send(3, TOPIC_FULL, TOPIC_FULL, TOPIC_FULL, 0);

    assertThat(outcome.failure).isNull();
    assertThat(outcome.rejected).isEmpty();
    assertThat(outcome.requests).isEqualTo(4);
  }

  @Test
  void shouldEndTheTaskWhenTheRefusalIsTheTopics() throws Exception {
    Outcome outcome = send(3, UNAUTHORIZED);

    assertThat(outcome.failure).isInstanceOf(TaskFailedException.class);
    assertThat(outcome.failure.getCause()).hasMessageContaining("UNAUTHORIZED");
    assertThat(outcome.rejected).isEmpty();
  }

  /** What came of it. */
  private static final class Outcome {
    private final List<String> rejected = new ArrayList<>();
    private int requests;
    private Throwable failure;
  }

  /** Sends records in one batch to a server that answers requests with these statuses. */
  private static Outcome send(int records, int... statuses) throws Exception {
    BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    int[] requests = new int[1];
    try (FaultServer server =
        FaultServer.start(
            peer -> {
              peer.logIn();
              while (true) {
                peer.readRequest();
                peer.answer(statuses[requests[0]++]);
              }
            })) {
      ConnectionOptions connection = server.options().protocol(ProtocolChoice.LEGACY).build();
      ConnectorSupervisor task =
          inTask(control -> outcomes.add(outcome(control, connection, records)));
      Outcome outcome = outcomes.poll(30, TimeUnit.SECONDS);
      task.stop(30_000);
      assertThat(outcome).isNotNull();
      outcome.requests = requests[0];
      return outcome;
    }
  }

  private static Outcome outcome(TaskControl control, ConnectionOptions connection, int records)
      throws InterruptedException {
    Outcome outcome = new Outcome();
    ErrorPolicy policy = new ErrorPolicy(ErrorSettings.defaults("tested"));
    Rejections rejections = new Rejections(control, policy);
    SourceTopic topic =
        new SourceTopic("any", "any", CodecFactory.create(Schema.TEXT), 100, 1 << 20, 0);
    RecordEncoder encoder = new RecordEncoder(topic.codec(), Optional.empty());
    try (TopicWriter writer = new TopicWriter(connection, topic, RuntimeClock.SYSTEM)) {
      SentRecords sent = null;
      for (int i = 0; i < records; i++) {
        ConnectRecord record = ConnectRecord.of(Payload.text("record " + i));
        OutgoingRecord outgoing = encoder.encode(record, record);
        BatchReceipt receipt = writer.write(outgoing);
        sent = sent == null ? new SentRecords(writer, receipt) : sent;
        sent.add(outgoing);
      }
      writer.flush();
      new RefusedRecords(new Attempts(control, policy)).sendAgain(sent, rejections);
    } catch (TaskFailedException e) {
      outcome.failure = e;
    }
    rejections
        .all()
        .forEach(rejection -> outcome.rejected.add((String) rejection.record().payload().value()));
    return outcome;
  }

  @FunctionalInterface
  private interface Work {
    void run(TaskControl control) throws InterruptedException;
  }

  /** Does something on the thread of a task. */
  private static ConnectorSupervisor inTask(Work work) {
    ConnectorJournal journal =
        new ConnectorJournal(
            new ConnectorId(ConnectorType.SOURCE, "tested"), new ConnectorListener() {});
    ConnectorSupervisor supervisor = new ConnectorSupervisor(journal, RuntimeClock.SYSTEM);
    ErrorPolicy policy = new ErrorPolicy(ErrorSettings.defaults("tested"));
    supervisor.start(
        new TaskPlan(
            1,
            task -> new OneTimeTask(work),
            policy,
            RefusedRecordsTest.class.getClassLoader(),
            text -> text));
    return supervisor;
  }

  private record OneTimeTask(Work work) implements ConnectorTask {
    @Override
    public void run(TaskControl control) throws Exception {
      work.run(control);
      while (control.sleep(60_000)) {
        // It is done once.
      }
    }

    @Override
    public void abort() {}
  }
}
