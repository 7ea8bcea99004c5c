// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.config.ErrorSettings;
import org.apache.iggy.connector.connect.config.LoadedConnectors;
import org.apache.iggy.connector.connect.config.RejectedConnector;
import org.apache.iggy.connector.connect.runtime.error.ErrorPolicy;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorListener;
import org.apache.iggy.connector.connect.runtime.monitor.ErrorEvent;
import org.apache.iggy.connector.connect.runtime.task.ConnectorTask;
import org.apache.iggy.connector.connect.runtime.task.TaskControl;
import org.apache.iggy.connector.connect.runtime.task.TaskPlan;
import org.apache.iggy.connector.connect.runtime.testbed.Until;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connectors come, change and go while others work; their tasks do nothing here. */
@Timeout(60)
class ConnectRuntimeTest {
  private static final ConnectorId ORDERS = new ConnectorId(ConnectorType.SINK, "orders");
  private static final ConnectorId EVENTS = new ConnectorId(ConnectorType.SINK, "events");

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Map<ConnectorId, Integer> starts = new ConcurrentHashMap<>();
  private final ConnectRuntime runtime =
      new ConnectRuntime(this::plan, new Listener(), Duration.ofSeconds(5));
  private volatile boolean deaf;

  @AfterEach
  void close() {
    deaf = false;
    runtime.close();
  }

  private final class Listener implements ConnectorListener {
    @Override
    public void added(ConnectorId connector) {
      told.add("added " + connector.key());
    }

    @Override
    public void removed(ConnectorId connector) {
      told.add("removed " + connector.key());
    }

    @Override
    public void statusChanged(ConnectorId connector, ConnectorStatus status) {
      told.add(connector.key() + " " + status);
      throw new IllegalStateException("a listener that throws disturbs nobody");
    }

    @Override
    public void failed(ConnectorId connector, ErrorEvent error) {
      told.add(connector.key() + " failed: " + error.message());
    }
  }

  private TaskPlan plan(ConnectorSettings settings) {
    if (settings.plugin().equals("missing")) {
      throw new ConnectException(ErrorCategory.CONFIGURATION, "there is no sink missing");
    }
    return new TaskPlan(
        settings.tasks(),
        task -> new IdleTask(),
        new ErrorPolicy(settings.errors()),
        getClass().getClassLoader(),
        text -> text);
  }

  private final class IdleTask implements ConnectorTask {
    @Override
    public void run(TaskControl control) throws Exception {
      starts.merge(control.connector(), 1, Integer::sum);
      control.started();
      while (control.awaitResumed()) {
        control.sleep(5);
      }
      while (deaf) {
        new CountDownLatch(1).await();
      }
    }

    @Override
    public void abort() {}
  }

  private static ConnectorSettings settings(ConnectorId id, String plugin, boolean enabled) {
    return new ConnectorSettings(
        id,
        id.key(),
        enabled,
        0,
        plugin,
        plugin,
        1,
        List.of(),
        Optional.empty(),
        List.of(),
        "toml",
        Map.of(),
        false,
        ErrorSettings.defaults(id.key()));
  }

  private static LoadedConnectors loaded(ConnectorSettings... settings) {
    return new LoadedConnectors(List.of(settings), List.of(), Map.of(), List.of());
  }

  private ConnectorReport report(ConnectorId id) {
    return runtime.connector(id).orElseThrow();
  }

  private void await(ConnectorId id, ConnectorStatus status) {
    Until.holds(() -> report(id).status() == status, () -> String.valueOf(report(id)));
  }

  @Test
  void shouldRunWhatIsLoadedAndShowWhatCannotRun() throws Exception {
    ConnectorId bad = new ConnectorId(ConnectorType.SINK, "bad");
    runtime.synchronize(
        new LoadedConnectors(
            List.of(
                settings(ORDERS, "stdout", true),
                settings(EVENTS, "stdout", false),
                settings(new ConnectorId(ConnectorType.SINK, "gone"), "missing", true)),
            List.of(new RejectedConnector(Optional.of(bad), "bad.toml", List.of())),
            Map.of(),
            List.of()));
    await(ORDERS, ConnectorStatus.RUNNING);
    assertThat(runtime.connectors())
        .extracting(report -> report.id().key() + " " + report.status())
        .containsExactly("bad error", "events stopped", "gone error", "orders running");
    assertThat(
            report(new ConnectorId(ConnectorType.SINK, "gone")).lastError().orElseThrow().message())
        .isEqualTo("there is no sink missing");
    assertThat(report(EVENTS).isEnabled()).isFalse();
  }

  @Test
  void shouldTouchOnlyWhatHasChangedWhenItIsLoadedAgain() throws Exception {
    ConnectorId third = new ConnectorId(ConnectorType.SOURCE, "third");
    runtime.synchronize(loaded(settings(ORDERS, "stdout", true), settings(EVENTS, "stdout", true)));
    await(ORDERS, ConnectorStatus.RUNNING);
    await(EVENTS, ConnectorStatus.RUNNING);

    runtime.synchronize(loaded(settings(ORDERS, "stdout", true), settings(third, "random", true)));
    await(third, ConnectorStatus.RUNNING);
    assertThat(starts.get(ORDERS)).isEqualTo(1);
    assertThat(runtime.connector(EVENTS)).isEmpty();

    runtime.synchronize(
        loaded(settings(ORDERS, "postgres", true), settings(third, "random", true)));
    Until.holds(() -> starts.get(ORDERS) == 2);
    assertThat(starts.get(third)).isEqualTo(1);
    assertThat(told).contains("added events", "removed events", "events stopped");
  }

  @Test
  void shouldStartAgainWhatWasRejectedWhenItIsMended() throws Exception {
    runtime.apply(settings(ORDERS, "stdout", true));
    await(ORDERS, ConnectorStatus.RUNNING);
    runtime.reject(ORDERS, "orders.toml:3: batch_length must be from 1 to 1000000");
    assertThat(report(ORDERS).status()).isEqualTo(ConnectorStatus.ERROR);
    assertThatThrownBy(() -> runtime.restart(ORDERS))
        .isInstanceOf(ConnectorConflictException.class)
        .hasMessageContaining("correct them first");
    int errors = runtime.journal(ORDERS).recentErrors().size();
    runtime.reject(ORDERS, "orders.toml:3: batch_length must be from 1 to 1000000");
    assertThat(runtime.journal(ORDERS).recentErrors()).as("told once").hasSize(errors);

    runtime.apply(settings(ORDERS, "stdout", true));
    await(ORDERS, ConnectorStatus.RUNNING);
  }

  @Test
  void shouldPauseResumeStopAndRestart() throws Exception {
    runtime.apply(settings(ORDERS, "stdout", true));
    await(ORDERS, ConnectorStatus.RUNNING);
    runtime.pause(ORDERS);
    await(ORDERS, ConnectorStatus.PAUSED);
    runtime.resume(ORDERS);
    await(ORDERS, ConnectorStatus.RUNNING);
    assertThat(runtime.stop(ORDERS)).isTrue();
    assertThat(report(ORDERS).status()).isEqualTo(ConnectorStatus.STOPPED);
    assertThatThrownBy(() -> runtime.pause(ORDERS))
        .isInstanceOf(ConnectorConflictException.class)
        .hasMessage("sink orders is stopped; start it first");
    runtime.restart(ORDERS);
    assertThat(runtime.awaitSettled(ORDERS, Duration.ofSeconds(20)))
        .isEqualTo(ConnectorStatus.RUNNING);
    assertThat(starts.get(ORDERS)).isEqualTo(2);
  }

  @Test
  void shouldRefuseWhatDoesNotGo() throws Exception {
    assertThatThrownBy(() -> runtime.restart(ORDERS))
        .isInstanceOf(ConnectorNotFoundException.class)
        .hasMessage("there is no sink orders");
    runtime.apply(settings(ORDERS, "stdout", false));
    assertThatThrownBy(() -> runtime.restart(ORDERS))
        .isInstanceOf(ConnectorConflictException.class)
        .hasMessageContaining("enabled = true");
    runtime.apply(settings(ORDERS, "stdout", true));
    await(ORDERS, ConnectorStatus.RUNNING);
    assertThatThrownBy(() -> runtime.whileStopped(ORDERS, () -> {}))
        .isInstanceOf(ConnectorConflictException.class)
        .hasMessageContaining("stop it first");
    runtime.stop(ORDERS);
    List<String> done = new ArrayList<>();
    runtime.whileStopped(ORDERS, () -> done.add("done"));
    assertThat(done).containsExactly("done");
  }

  @Test
  void shouldStopAllAtOnceAndTellWhenOneDoesNotFinish() throws Exception {
    ConnectRuntime hurried = new ConnectRuntime(this::plan, new Listener(), Duration.ofMillis(300));
    hurried.apply(settings(ORDERS, "stdout", true));
    hurried.apply(settings(EVENTS, "stdout", true));
    Until.holds(
        () ->
            hurried.connectors().stream()
                .allMatch(report -> report.status() == ConnectorStatus.RUNNING));
    deaf = true;
    assertThat(hurried.shutDown()).isFalse();
    assertThat(hurried.connectors()).allMatch(report -> report.status() == ConnectorStatus.STOPPED);
    assertThatThrownBy(() -> hurried.apply(settings(ORDERS, "stdout", true)))
        .isInstanceOf(IllegalStateException.class);
  }
}
