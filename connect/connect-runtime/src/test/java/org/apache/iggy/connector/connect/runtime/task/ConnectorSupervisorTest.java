// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.config.ErrorSettings;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.runtime.RuntimeClock;
import org.apache.iggy.connector.connect.runtime.error.ErrorPolicy;
import org.apache.iggy.connector.connect.runtime.error.Verdict;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorJournal;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorListener;
import org.apache.iggy.connector.connect.runtime.testbed.Until;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ConnectorSupervisorTest {
  private final List<ConnectorStatus> statuses = new CopyOnWriteArrayList<>();
  private final ConnectorJournal journal =
      new ConnectorJournal(
          new ConnectorId(ConnectorType.SINK, "tested"),
          new ConnectorListener() {
            @Override
            public void statusChanged(ConnectorId connector, ConnectorStatus status) {
              statuses.add(status);
            }
          });
  private final ConnectorSupervisor supervisor =
      new ConnectorSupervisor(journal, RuntimeClock.SYSTEM);
  private final AtomicInteger runs = new AtomicInteger();

  @AfterEach
  void stop() throws InterruptedException {
    supervisor.stop(10_000);
  }

  /** What a task of a test does. */
  private interface Work {
    void run(TaskControl control) throws Exception;
  }

  private static void workUntilStopped(TaskControl control) throws InterruptedException {
    control.started();
    while (control.awaitResumed()) {
      control.sleep(5);
    }
  }

  private void start(int tasks, Work work) {
    ErrorPolicy policy =
        new ErrorPolicy(
            new ErrorSettings(
                ErrorSettings.Action.DEAD_LETTER,
                Optional.empty(),
                Duration.ofMillis(1),
                Duration.ofMillis(20),
                2,
                Optional.empty(),
                "dead"));
    supervisor.start(
        new TaskPlan(
            tasks, task -> new WorkTask(work), policy, getClass().getClassLoader(), text -> text));
  }

  private final class WorkTask implements ConnectorTask {
    private final Work work;

    WorkTask(Work work) {
      this.work = work;
    }

    @Override
    public void run(TaskControl control) throws Exception {
      runs.incrementAndGet();
      work.run(control);
    }

    @Override
    public void abort() {}
  }

  private void await(ConnectorStatus status) {
    Until.holds(
        () -> supervisor.status() == status,
        () -> supervisor.status() + ", " + journal.recentErrors());
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        OutOfMemoryError.class,
        StackOverflowError.class,
        LinkageError.class,
        IllegalStateException.class,
        InterruptedException.class
      })
  void shouldStartTheTaskAnewWhenItDiesWhateverOf(Class<? extends Throwable> cause) {
    start(
        1,
        control -> {
          if (runs.get() <= 3) {
            throwIt(cause.getDeclaredConstructor().newInstance());
          }
          workUntilStopped(control);
        });
    await(ConnectorStatus.RUNNING);
    assertThat(runs).hasValue(4);
    assertThat(journal.counters().values().restarts()).isEqualTo(3);
    assertThat(journal.lastError().orElseThrow().errorClass()).contains(cause.getName());
  }

  /** Throws what is not declared. */
  @SuppressWarnings("unchecked") // The cast is what hides it from the compiler.
  private static <T extends Throwable> void throwIt(Throwable cause) throws T {
    throw (T) cause;
  }

  @Test
  void shouldLeaveItsSiblingsAloneWhenATaskDies() {
    AtomicInteger deaths = new AtomicInteger();
    start(
        3,
        control -> {
          if (control.task() == 1 && deaths.incrementAndGet() <= 5) {
            throw new NoClassDefFoundError("com/example/Missing");
          }
          workUntilStopped(control);
        });
    await(ConnectorStatus.RUNNING);
    assertThat(deaths).hasValue(6);
    assertThat(runs).as("the two others were started once").hasValue(8);
    assertThat(supervisor.taskStates())
        .containsExactly(TaskState.RUNNING, TaskState.RUNNING, TaskState.RUNNING);
  }

  @Test
  void shouldTellTheErrorWhileATaskWaitsForItsNextStart() {
    CountDownLatch release = new CountDownLatch(1);
    start(
        2,
        control -> {
          if (control.task() == 0 && release.getCount() > 0) {
            throw new ConnectException(ErrorCategory.TRANSIENT, "the other system is away");
          }
          workUntilStopped(control);
        });
    await(ConnectorStatus.ERROR);
    assertThat(journal.lastError().orElseThrow().message()).isEqualTo("the other system is away");
    release.countDown();
    await(ConnectorStatus.RUNNING);
  }

  @Test
  void shouldChangeItsStatusOnceInAnOutageAndOnceBehindIt() {
    start(
        1,
        control -> {
          if (runs.get() <= 5) {
            throw new ConnectException(ErrorCategory.TRANSIENT, "the other system is away");
          }
          workUntilStopped(control);
        });
    await(ConnectorStatus.RUNNING);
    assertThat(statuses)
        .containsExactly(ConnectorStatus.STARTING, ConnectorStatus.ERROR, ConnectorStatus.RUNNING);
  }

  @Test
  void shouldStopTheWholeConnectorWhenTheVerdictIsToStop() {
    CountDownLatch others = new CountDownLatch(2);
    start(
        3,
        control -> {
          if (control.task() == 0) {
            others.await();
            throw new TaskFailedException(
                Verdict.STOP_CONNECTOR, new ConnectException(ErrorCategory.PERMANENT, "poison"));
          }
          others.countDown();
          workUntilStopped(control);
        });
    await(ConnectorStatus.ERROR);
    Until.holds(() -> !supervisor.isAlive());
    assertThat(runs).hasValue(3);
    assertThat(supervisor.taskStates())
        .containsExactly(TaskState.FAILED, TaskState.STOPPED, TaskState.STOPPED);
  }

  @Test
  void shouldNotStartAgainWhenTheConfigurationIsWrong() {
    start(
        1,
        control -> {
          throw new ConnectException(
              ErrorCategory.CONFIGURATION, "no such table; set target_table");
        });
    await(ConnectorStatus.ERROR);
    Until.holds(() -> !supervisor.isAlive());
    assertThat(runs).hasValue(1);
    assertThat(journal.lastError().orElseThrow().message()).contains("target_table");
  }

  @Test
  void shouldForgetTheErrorWhenItIsStartedByHand() {
    start(
        1,
        control -> {
          if (runs.get() == 1) {
            throw new ConnectException(ErrorCategory.CONFIGURATION, "wrong");
          }
          workUntilStopped(control);
        });
    await(ConnectorStatus.ERROR);
    Until.holds(() -> !supervisor.isAlive());
    start(1, ConnectorSupervisorTest::workUntilStopped);
    await(ConnectorStatus.RUNNING);
    assertThat(journal.lastError()).isEmpty();
    assertThat(journal.recentErrors()).hasSize(1);
  }

  @Test
  void shouldEndATaskThatDoesNotFinishInTime() throws InterruptedException {
    start(
        1,
        control -> {
          control.started();
          new CountDownLatch(1).await();
        });
    await(ConnectorStatus.RUNNING);
    assertThat(supervisor.stop(20)).isFalse();
    assertThat(supervisor.status()).isEqualTo(ConnectorStatus.STOPPED);
  }

  @Test
  void shouldLeaveATaskBehindThatHearsNoInterrupt() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    start(
        1,
        control -> {
          control.started();
          awaitDeaf(end);
        });
    await(ConnectorStatus.RUNNING);
    assertThat(supervisor.stop(20)).isFalse();
    assertThat(supervisor.status()).isEqualTo(ConnectorStatus.STOPPED);
    start(1, ConnectorSupervisorTest::workUntilStopped);
    await(ConnectorStatus.RUNNING);
    end.countDown();
  }

  private static void awaitDeaf(CountDownLatch latch) {
    boolean over = false;
    while (!over) {
      try {
        latch.await();
        over = true;
      } catch (InterruptedException e) {
        // Hears nothing.
      }
    }
  }

  @Test
  void shouldNotWaitForTheNextStartWhenItIsStopped() throws InterruptedException {
    ErrorPolicy slow = new ErrorPolicy(ErrorSettings.defaults("tested"));
    supervisor.start(
        new TaskPlan(
            1,
            task -> {
              throw new ConnectException(ErrorCategory.TRANSIENT, "away");
            },
            slow,
            getClass().getClassLoader(),
            text -> text));
    Until.holds(() -> journal.counters().values().restarts() > 3);
    assertThat(supervisor.stop(5_000)).isTrue();
  }

  @Test
  void shouldRefuseASecondStartWhenItRuns() {
    start(1, ConnectorSupervisorTest::workUntilStopped);
    assertThatThrownBy(() -> start(1, ConnectorSupervisorTest::workUntilStopped))
        .hasMessageContaining("started already");
  }

  @Test
  void shouldUseTheClassLoaderOfThePlugin() {
    ClassLoader[] seen = new ClassLoader[1];
    start(
        1,
        control -> {
          seen[0] = Thread.currentThread().getContextClassLoader();
          workUntilStopped(control);
        });
    await(ConnectorStatus.RUNNING);
    assertThat(seen[0]).isSameAs(getClass().getClassLoader());
  }
}
