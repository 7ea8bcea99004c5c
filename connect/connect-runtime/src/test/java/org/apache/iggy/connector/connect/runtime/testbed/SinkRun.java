// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.testbed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.apache.iggy.connector.client.group.GroupReaderOptions;
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
import org.apache.iggy.connector.connect.runtime.message.RecordMapper;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorJournal;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorListener;
import org.apache.iggy.connector.connect.runtime.pipeline.DeadLetterTopic;
import org.apache.iggy.connector.connect.runtime.pipeline.NamedTransform;
import org.apache.iggy.connector.connect.runtime.pipeline.TransformChain;
import org.apache.iggy.connector.connect.runtime.sink.SinkPlan;
import org.apache.iggy.connector.connect.runtime.sink.SinkTask;
import org.apache.iggy.connector.connect.runtime.sink.SinkTopic;
import org.apache.iggy.connector.connect.runtime.task.ConnectorSupervisor;
import org.apache.iggy.connector.connect.runtime.task.TaskPlan;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/** A sink of a test at work: built of a script and a server, started, and stopped at the end. */
public final class SinkRun implements AutoCloseable {
  /** The consumer group. */
  public static final String GROUP = "sinks";

  /** The topic of dead letters. */
  public static final String DEAD_LETTERS = "dead_letters";

  private static final long STOP_MILLIS = 20_000;

  private final ConnectorJournal journal =
      new ConnectorJournal(
          new ConnectorId(ConnectorType.SINK, "tested"), new ConnectorListener() {});
  private final ConnectorSupervisor supervisor =
      new ConnectorSupervisor(journal, RuntimeClock.SYSTEM);

  private volatile boolean closed;

  private SinkRun(TaskPlan plan) {
    supervisor.start(plan);
  }

  /** Starts to describe a run. */
  public static Builder builder(IggyBed bed, ScriptedSink sink) {
    return new Builder(bed, sink);
  }

  /** What is known of its past. */
  public ConnectorJournal journal() {
    return journal;
  }

  /** What runs it. */
  public ConnectorSupervisor supervisor() {
    return supervisor;
  }

  /** Waits until it has this status. */
  public SinkRun await(ConnectorStatus status) {
    Until.holds(
        () -> supervisor.status() == status,
        () -> supervisor.status() + ", " + journal.lastError());
    return this;
  }

  /** Waits until the condition holds, and fails with what the run says of itself otherwise. */
  public void until(BooleanSupplier condition) {
    Until.holds(condition, () -> supervisor.status() + ", " + journal.recentErrors());
  }

  /** Lets it finish what it has begun. */
  public boolean stop() {
    return stop(STOP_MILLIS);
  }

  /** Lets it finish what it has begun, within a time. */
  public boolean stop(long timeoutMillis) {
    try {
      return supervisor.stop(timeoutMillis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Has its connections shown alive, as a runtime does. */
  public void heartbeatEvery(long millis) {
    Thread timer =
        new Thread(
            () -> {
              while (!closed) {
                supervisor.heartbeat();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
              }
            });
    timer.setDaemon(true);
    timer.start();
  }

  @Override
  public void close() {
    closed = true;
    stop();
  }

  /** Collects what a run is made of. */
  public static final class Builder {
    private final IggyBed bed;
    private final ScriptedSink sink;
    private final List<String> topics = new ArrayList<>();
    private final List<NamedTransform> transforms = new ArrayList<>();
    private ConnectionOptions connection;
    private int tasks = 1;
    private int batchLength = 100;
    private long batchBytes = 8 << 20;
    private long lingerMillis = 5;
    private ErrorSettings.Action action = ErrorSettings.Action.DEAD_LETTER;
    private Optional<Duration> budget = Optional.empty();
    private String keyHeader;
    private String deadLetterTopic = DEAD_LETTERS;

    private Builder(IggyBed bed, ScriptedSink sink) {
      this.bed = bed;
      this.sink = sink;
      this.connection = bed.options().build();
    }

    /** Reads a topic more. */
    public Builder topic(String topic) {
      topics.add(topic);
      return this;
    }

    /** Applies a transform. */
    public Builder transform(String type, Transform transform) {
      transforms.add(new NamedTransform(type, transform));
      return this;
    }

    /** Connects in another way. */
    public Builder connection(ConnectionOptions options) {
      connection = options;
      return this;
    }

    /** How many tasks; default 1. */
    public Builder tasks(int value) {
      tasks = value;
      return this;
    }

    /** Records of a batch; default 100. */
    public Builder batchLength(int value) {
      batchLength = value;
      return this;
    }

    /** Bytes of a batch; default 8 MiB. */
    public Builder batchBytes(long value) {
      batchBytes = value;
      return this;
    }

    /** How long a batch waits for more; default 5. */
    public Builder lingerMillis(long value) {
      lingerMillis = value;
      return this;
    }

    /** What becomes of records that fail; default dead letters. */
    public Builder action(ErrorSettings.Action value) {
      action = value;
      return this;
    }

    /** For how long is tried again; default without limit. */
    public Builder budget(Duration value) {
      budget = Optional.of(value);
      return this;
    }

    /** The header that is the key. */
    public Builder keyHeader(String value) {
      keyHeader = value;
      return this;
    }

    /** The topic of dead letters. */
    public Builder deadLetterTopic(String value) {
      deadLetterTopic = value;
      return this;
    }

    /** Starts it. */
    public SinkRun start() {
      return new SinkRun(plan());
    }

    private TaskPlan plan() {
      ErrorPolicy policy =
          new ErrorPolicy(
              new ErrorSettings(
                  action,
                  budget,
                  Duration.ofMillis(5),
                  Duration.ofMillis(50),
                  2,
                  Optional.empty(),
                  DEAD_LETTERS));
      SinkPlan plan =
          new SinkPlan(
              sink::create,
              ConfigSpec.none().read(java.util.Map.of()).orThrow(),
              CodecFactory::create,
              topics.stream().map(this::topicPlan).toList(),
              new TransformChain(transforms),
              policy,
              new DeadLetterTopic(bed.stream(), deadLetterTopic),
              connection);
      return new TaskPlan(
          tasks,
          task -> new SinkTask(plan),
          policy,
          getClass().getClassLoader(),
          text -> text.replace("hunter2", "***"));
    }

    private SinkTopic topicPlan(String topic) {
      GroupReaderOptions reader =
          GroupReaderOptions.builder(
                  connection, Identifier.named(bed.stream()), Identifier.named(topic), GROUP)
              .groupCreated(true)
              .batchCount(batchLength)
              .batchBytes((int) batchBytes)
              .membershipCheckMillis(50)
              .reconnectPolicy(ReconnectPolicy.builder().budgetMillis(500).build())
              .build();
      RecordMapper mapper =
          new RecordMapper(bed.stream(), topic, CodecFactory.create(Schema.JSON), keyHeader);
      return new SinkTopic(reader, mapper, batchLength, batchBytes, lingerMillis);
    }
  }
}
