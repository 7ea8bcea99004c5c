// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.live;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iggy.connector.connect.api.config.ConfigProblem;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.config.ConnectorVersion;
import org.apache.iggy.connector.connect.config.ErrorSettings;
import org.apache.iggy.connector.connect.config.LoadedConfiguration;
import org.apache.iggy.connector.connect.http.view.ConnectorSnapshot;
import org.apache.iggy.connector.connect.http.view.DeadLetterCounts;
import org.apache.iggy.connector.connect.http.view.OperationException;
import org.apache.iggy.connector.connect.http.view.OperationException.Reason;
import org.apache.iggy.connector.connect.http.view.PositionReset;
import org.apache.iggy.connector.connect.http.view.RuntimeOperations;
import org.apache.iggy.connector.connect.http.view.RuntimeStatus;
import org.apache.iggy.connector.connect.http.view.SourceProgress;
import org.apache.iggy.connector.connect.runtime.ConnectRuntime;
import org.apache.iggy.connector.connect.runtime.ConnectorParts;
import org.apache.iggy.connector.connect.runtime.ConnectorReport;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.runtime.IggyConnections;
import org.apache.iggy.connector.connect.runtime.PartitionProgress;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorJournal;
import org.apache.iggy.connector.connect.runtime.monitor.ErrorEvent;
import org.apache.iggy.connector.connect.runtime.monitor.RecordSample;
import org.apache.iggy.connector.connect.runtime.pipeline.DeadLetterTopic;
import org.apache.iggy.connector.connect.runtime.plugin.PluginCatalog;
import org.apache.iggy.connector.connect.runtime.state.StateFolder;

/**
 * A runtime with the configuration that it was started with. Closing it lets go of its connections
 * to Iggy, and leaves the runtime alone.
 */
public final class LiveRuntime implements RuntimeOperations, AutoCloseable {
  /** How long a connector may take to start until a request is answered without its outcome. */
  private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

  private final ConnectRuntime runtime;
  private final PluginVersions plugins;
  private final StoredConfigs configs;
  private final IggyProbe iggy;
  private final GroupPositions positions;
  private final StateFiles states;
  private final String version;
  private final long startedAtMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());

  /**
   * A view of a runtime that is at work.
   *
   * @param configuration what it was started with
   * @param plugins its plugins
   * @param version the runtime's own version
   */
  public LiveRuntime(
      ConnectRuntime runtime,
      LoadedConfiguration configuration,
      PluginCatalog plugins,
      String version) {
    this.runtime = runtime;
    this.plugins = new PluginVersions(plugins);
    this.configs = new StoredConfigs(configuration.provider());
    this.iggy = new IggyProbe(IggyConnections.options(configuration.settings().iggy()));
    this.positions = new GroupPositions(iggy.client());
    this.states = new StateFiles(new StateFolder(configuration.runtime().stateFolder()));
    this.version = version;
  }

  @Override
  public RuntimeStatus status() {
    return new RuntimeStatus(version, startedAtMicros, iggy.problem().stream().toList());
  }

  @Override
  public List<ConnectorSnapshot> connectors() {
    return runtime.connectors().stream().map(this::snapshot).toList();
  }

  @Override
  public Optional<ConnectorSnapshot> connector(ConnectorId id) {
    return runtime.connector(id).map(this::snapshot);
  }

  private ConnectorSnapshot snapshot(ConnectorReport report) {
    Optional<ConnectorSettings> settings = report.settings();
    return new ConnectorSnapshot(
        report.id(),
        report.number(),
        settings.map(ConnectorSettings::name).orElse(report.id().key()),
        settings.map(ConnectorSettings::path).orElse(""),
        settings.map(plugins::of).orElse(""),
        settings.map(ConnectorSettings::pluginConfigFormat),
        report.isEnabled(),
        report.status(),
        report.lastError(),
        report.counters(),
        report.partitions());
  }

  @Override
  public List<ConnectorVersion> configs(ConnectorId id) {
    require(id);
    return configs.versions(id);
  }

  @Override
  public Optional<ConnectorVersion> activeConfig(ConnectorId id) {
    return configs.active(id);
  }

  @Override
  public ConnectorVersion createConfig(ConnectorId id, Map<String, Object> document) {
    boolean isNew = runtime.connector(id).isEmpty();
    ConnectorVersion created = configs.create(id, document);
    if (isNew) {
      Outcomes.run(() -> runtime.apply(configs.settings(id)));
    }
    return created;
  }

  @Override
  public void activateConfig(ConnectorId id, long version) {
    require(id);
    configs.activate(id, version);
  }

  @Override
  public void deleteConfig(ConnectorId id, OptionalLong version) {
    require(id);
    configs.delete(id, version);
    if (configs.versions(id).isEmpty()) {
      Outcomes.run(() -> runtime.delete(id));
    }
  }

  @Override
  public void deleteConnector(ConnectorId id) {
    require(id);
    Outcomes.run(() -> runtime.stop(id));
    configs.deleteAll(id);
    // Whoever watches the configurations may have been quicker.
    if (runtime.connector(id).isPresent()) {
      Outcomes.run(() -> runtime.delete(id));
    }
  }

  @Override
  public List<ConfigProblem> validate(ConnectorId id, Map<String, Object> document) {
    return configs.validate(id, document);
  }

  @Override
  public void restart(ConnectorId id) {
    ConnectorReport before = require(id);
    ConnectorSettings active = configs.settings(id);
    Outcomes.run(
        () -> {
          if (active.enabled() && before.settings().filter(active::equals).isPresent()) {
            runtime.restart(id);
          } else {
            runtime.apply(active);
          }
        });
    if (!active.enabled()) {
      throw new OperationException(
          Reason.CONFLICT, id + " is disabled; set enabled = true in its configuration first");
    }
    if (Outcomes.get(() -> runtime.awaitSettled(id, START_TIMEOUT)) == ConnectorStatus.ERROR) {
      throw new OperationException(Reason.START_FAILED, id + " did not start: " + failure(id));
    }
  }

  private String failure(ConnectorId id) {
    return require(id).lastError().map(ErrorEvent::message).orElse("see the log");
  }

  @Override
  public void pause(ConnectorId id) {
    Outcomes.run(() -> runtime.pause(id));
  }

  @Override
  public void resume(ConnectorId id) {
    Outcomes.run(() -> runtime.resume(id));
  }

  @Override
  public void stop(ConnectorId id) {
    boolean inTime = Outcomes.get(() -> runtime.stop(id));
    if (!inTime) {
      throw new OperationException(
          Reason.CONFLICT, id + " has not finished its batch in time; its next start repeats it");
    }
  }

  @Override
  public List<PartitionProgress> positions(ConnectorId id) {
    return Outcomes.get(() -> positions.read(settings(id)));
  }

  @Override
  public SourceProgress sourceState(ConnectorId id) {
    require(id);
    return states.read(id.key());
  }

  @Override
  public void resetPosition(ConnectorId id, PositionReset reset) {
    if (id.type() == ConnectorType.SOURCE) {
      if (reset.target() != PositionReset.Target.EARLIEST) {
        throw new OperationException(
            Reason.NOT_SUPPORTED, "a source can only start anew: use earliest");
      }
      Outcomes.run(() -> runtime.whileStopped(id, () -> states.delete(id.key())));
    } else {
      ConnectorSettings settings = settings(id);
      Outcomes.run(() -> runtime.whileStopped(id, () -> positions.reset(settings, reset)));
    }
  }

  @Override
  public DeadLetterCounts deadLetters(ConnectorId id) {
    ConnectorReport report = require(id);
    Optional<DeadLetterTopic> topic =
        report
            .settings()
            .filter(settings -> settings.errors().action() == ErrorSettings.Action.DEAD_LETTER)
            .map(ConnectorParts::deadLetters);
    return new DeadLetterCounts(
        topic.map(DeadLetterTopic::stream),
        topic.map(DeadLetterTopic::topic),
        report.counters().deadLetters(),
        journal(id).deadLetterCauses());
  }

  @Override
  public List<ErrorEvent> recentErrors(ConnectorId id) {
    return journal(id).recentErrors();
  }

  @Override
  public List<RecordSample> samples(ConnectorId id) {
    return journal(id).samples();
  }

  private ConnectorJournal journal(ConnectorId id) {
    return Outcomes.get(() -> runtime.journal(id));
  }

  private ConnectorReport require(ConnectorId id) {
    return runtime
        .connector(id)
        .orElseThrow(() -> new OperationException(Reason.CONNECTOR_NOT_FOUND, "there is no " + id));
  }

  private ConnectorSettings settings(ConnectorId id) {
    return require(id)
        .settings()
        .orElseThrow(
            () ->
                new OperationException(
                    Reason.CONFLICT, "the configuration of " + id + " has errors: " + failure(id)));
  }

  @Override
  public void close() {
    iggy.close();
  }
}
