// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.config.ErrorSettings;
import org.apache.iggy.connector.connect.runtime.error.ErrorPolicy;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.apache.iggy.connector.connect.runtime.error.Verdict;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorJournal;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorListener;
import org.apache.iggy.connector.connect.runtime.monitor.ErrorEvent;
import org.apache.iggy.connector.connect.runtime.testbed.MovedClock;
import org.junit.jupiter.api.Test;

/** Retries by a clock that waiting moves. */
class AttemptsTest {
  private final MovedClock clock = new MovedClock();
  private final RunSignals signals = new RunSignals(clock);
  private final ConnectorJournal journal =
      new ConnectorJournal(
          new ConnectorId(ConnectorType.SINK, "tested"), new ConnectorListener() {});
  private final ErrorPolicy policy =
      new ErrorPolicy(
          new ErrorSettings(
              ErrorSettings.Action.SKIP,
              Optional.of(Duration.ofSeconds(60)),
              Duration.ofMillis(200),
              Duration.ofSeconds(10),
              2,
              Optional.empty(),
              "dead"));
  private final TaskControl control =
      new TaskControl(
          journal,
          clock,
          signals,
          0,
          new TaskPlan(1, task -> null, policy, getClass().getClassLoader(), text -> text),
          state -> {});
  private final Attempts attempts = new Attempts(control, policy);
  private int calls;

  private String failTimes(int times, Exception failure) throws Exception {
    calls++;
    if (calls <= times) {
      throw failure;
    }
    return "done";
  }

  private static ConnectException passing() {
    return new ConnectException(ErrorCategory.TRANSIENT, "away");
  }

  @Test
  void shouldReadNoClockWhenTheFirstAttemptSucceeds() throws Exception {
    assertThat(attempts.run(Stage.WRITE, null, () -> failTimes(0, passing()))).isEqualTo("done");
    assertThat(clock.waits()).isEmpty();
    assertThat(journal.recentErrors()).isEmpty();
  }

  @Test
  void shouldWaitLongerEachTimeUntilItSucceeds() throws Exception {
    assertThat(attempts.run(Stage.WRITE, null, () -> failTimes(8, passing()))).isEqualTo("done");
    assertThat(clock.waits()).hasSize(8);
    long most = 200;
    for (long wait : clock.waits()) {
      assertThat(wait).isBetween(most / 2, most);
      most = Math.min(10_000, most * 2);
    }
    assertThat(journal.counters().values().retries()).isEqualTo(8);
    assertThat(journal.counters().values().errors()).isEqualTo(8);
    assertThat(journal.recentErrors())
        .extracting(ErrorEvent::attempt)
        .containsExactly(8, 7, 6, 5, 4, 3, 2, 1);
  }

  @Test
  void shouldRejectWhenTheBudgetIsUsedUp() {
    assertThatThrownBy(() -> attempts.run(Stage.WRITE, null, () -> failTimes(1_000, passing())))
        .isInstanceOfSatisfying(
            RejectedException.class,
            rejected -> {
              assertThat(rejected.stage()).isEqualTo(Stage.WRITE);
              assertThat(rejected.attempts()).isEqualTo(calls);
            });
    long waited = clock.waits().stream().mapToLong(Long::longValue).sum();
    assertThat(waited).isBetween(60_000L, 70_000L);
    assertThat(journal.lastError().orElseThrow().consequence()).isEqualTo("skip");
  }

  @Test
  void shouldNotGiveIggyUpWhateverTheBudget() throws Exception {
    assertThat(attempts.run(Stage.FETCH, null, () -> failTimes(200, passing()))).isEqualTo("done");
    assertThat(clock.waits()).allMatch(wait -> wait <= 2_000);
  }

  @Test
  void shouldFailTheTaskWhenAnErrorIsThrown() {
    assertThatThrownBy(
            () ->
                attempts.run(
                    Stage.WRITE,
                    null,
                    () -> {
                      throw new OutOfMemoryError("heap");
                    }))
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            failed -> assertThat(failed.verdict()).isEqualTo(Verdict.RESTART_TASK))
        .hasRootCauseInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void shouldEndWhenTheTaskIsToStop() {
    signals.stop();
    assertThatThrownBy(() -> attempts.run(Stage.WRITE, null, () -> failTimes(9, passing())))
        .isInstanceOf(TaskStoppingException.class)
        .hasCauseInstanceOf(ConnectException.class);
    assertThat(calls).isEqualTo(1);
  }

  @Test
  void shouldPassAnInterruptOn() {
    assertThatThrownBy(
            () ->
                attempts.run(
                    Stage.WRITE, null, () -> failTimes(1, new InterruptedException("now"))))
        .isInstanceOf(InterruptedException.class);
    assertThat(journal.recentErrors()).isEmpty();
  }

  @Test
  void shouldRestartTheTaskWhenAStageThatHasNoRecordsIsRejected() {
    assertThatThrownBy(
            () ->
                attempts.runWhole(
                    Stage.WRITE,
                    null,
                    () -> failTimes(1, new ConnectException(ErrorCategory.PERMANENT, "no"))))
        .isInstanceOf(TaskFailedException.class);
  }
}
