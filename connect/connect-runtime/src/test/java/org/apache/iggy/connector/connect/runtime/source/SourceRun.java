// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.source;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.Transform;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.config.ErrorSettings;
import org.apache.iggy.connector.connect.format.CodecFactory;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.runtime.RuntimeClock;
import org.apache.iggy.connector.connect.runtime.error.ErrorPolicy;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorJournal;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorListener;
import org.apache.iggy.connector.connect.runtime.pipeline.DeadLetterTopic;
import org.apache.iggy.connector.connect.runtime.pipeline.NamedTransform;
import org.apache.iggy.connector.connect.runtime.pipeline.TransformChain;
import org.apache.iggy.connector.connect.runtime.state.StateFile;
import org.apache.iggy.connector.connect.runtime.state.StateFolder;
import org.apache.iggy.connector.connect.runtime.task.ConnectorSupervisor;
import org.apache.iggy.connector.connect.runtime.task.TaskPlan;
import org.apache.iggy.connector.connect.runtime.testbed.IggyBed;
import org.apache.iggy.connector.connect.runtime.testbed.Until;

/** A source of a test at work, supervised as in the runtime. */
final class SourceRun implements AutoCloseable {
  static final String TOPIC = "numbers";
  static final String DEAD_LETTERS = "dead_letters";
  private static final String KEY = "tested";
  private static final long STOP_MILLIS = 20_000;

  private final ConnectorJournal journal =
      new ConnectorJournal(new ConnectorId(ConnectorType.SOURCE, KEY), new ConnectorListener() {});
  private final ConnectorSupervisor supervisor =
      new ConnectorSupervisor(journal, RuntimeClock.SYSTEM);
  private final StateFile state;

  private SourceRun(TaskPlan plan, StateFile state) {
    this.state = state;
    supervisor.start(plan);
  }

  static Builder of(IggyBed bed, NumberSource source, Path states) {
    return new Builder(bed, source, states);
  }

  ConnectorJournal journal() {
    return journal;
  }

  ConnectorSupervisor supervisor() {
    return supervisor;
  }

  /** The first number that the saved state does not have; 0 when there is none. */
  long saved() {
    try {
      return state.load(NumberSource.NAME).map(NumberSource::next).orElse(0L);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  SourceRun await(ConnectorStatus status) {
    Until.holds(
        () -> supervisor.status() == status,
        () -> supervisor.status() + ", " + journal.lastError());
    return this;
  }

  /** Waits until everything below a number is acknowledged and saved. */
  SourceRun awaitSaved(long number) {
    Until.holds(() -> saved() >= number, () -> saved() + ", " + journal.recentErrors());
    return this;
  }

  /** Whether it stopped in time. */
  boolean stop(long timeoutMillis) {
    try {
      return supervisor.stop(timeoutMillis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    stop(STOP_MILLIS);
  }

  static final class Builder {
    private final IggyBed bed;
    private final NumberSource source;
    private final StateFile state;
    private final List<SourceTopic> topics = new ArrayList<>();
    private final List<NamedTransform> transforms = new ArrayList<>();
    private ConnectionOptions connection;
    private ErrorSettings.Action action = ErrorSettings.Action.DEAD_LETTER;
    private int batchLength = 100;
    private long lingerMillis = 5;
    private Optional<String> keyHeader = Optional.empty();
    private Runnable beforeCreate = () -> {};

    private Builder(IggyBed bed, NumberSource source, Path states) {
      this.bed = bed;
      this.source = source;
      this.state = new StateFolder(states).source(KEY);
      this.connection = bed.options().build();
    }

    Builder topic(String topic, Schema schema) {
      topics.add(
          new SourceTopic(
              bed.stream(),
              topic,
              CodecFactory.create(schema),
              batchLength,
              1 << 20,
              lingerMillis));
      return this;
    }

    Builder transform(Transform transform) {
      transforms.add(new NamedTransform("tested", transform));
      return this;
    }

    Builder connection(ConnectionOptions value) {
      connection = value;
      return this;
    }

    Builder action(ErrorSettings.Action value) {
      action = value;
      return this;
    }

    Builder batchLength(int value) {
      batchLength = value;
      return this;
    }

    Builder lingerMillis(long value) {
      lingerMillis = value;
      return this;
    }

    Builder beforeCreate(Runnable value) {
      beforeCreate = value;
      return this;
    }

    Builder keyHeader(String value) {
      keyHeader = Optional.of(value);
      return this;
    }

    SourceRun start() {
      if (topics.isEmpty()) {
        topic(TOPIC, Schema.JSON);
      }
      ErrorPolicy policy =
          new ErrorPolicy(
              new ErrorSettings(
                  action,
                  Optional.empty(),
                  Duration.ofMillis(5),
                  Duration.ofMillis(50),
                  2,
                  Optional.empty(),
                  DEAD_LETTERS));
      SourcePlan plan =
          new SourcePlan(
              NumberSource.NAME,
              () -> {
                beforeCreate.run();
                return source.create();
              },
              ConfigSpec.none().read(Map.of()).orThrow(),
              CodecFactory::create,
              topics,
              keyHeader,
              new TransformChain(transforms),
              policy,
              new DeadLetterTopic(bed.stream(), DEAD_LETTERS),
              connection,
              state);
      return new SourceRun(
          new TaskPlan(
              1,
              task -> new SourceTask(plan),
              policy,
              getClass().getClassLoader(),
              text -> text.replace("hunter2", "***")),
          state);
    }
  }
}
