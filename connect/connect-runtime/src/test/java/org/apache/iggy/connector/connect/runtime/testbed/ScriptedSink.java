// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.testbed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.ConnectorInfo;
import org.apache.iggy.connector.connect.api.SinkBatch;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;

/**
 * What sinks of a test have written, and what they are to do before. Instances share one script, as
 * the tasks of a connector share their target. Thread-safe.
 */
public final class ScriptedSink {
  private final List<ConnectRecord> written = new ArrayList<>();
  private final List<SinkBatch> batches = new ArrayList<>();
  private final AtomicInteger starts = new AtomicInteger();
  private final AtomicInteger stops = new AtomicInteger();
  private volatile Step beforeWrite = batch -> {};
  private volatile StartStep beforeStart = context -> {};
  private volatile int preferredBatchLength;

  /** What happens before a batch counts as written. */
  @FunctionalInterface
  public interface Step {
    /** Throws what the write is to throw. */
    void accept(SinkBatch batch) throws Exception;
  }

  /** What happens when a sink starts. */
  @FunctionalInterface
  public interface StartStep {
    /** Throws what the start is to throw. */
    void accept(ConnectorContext context) throws Exception;
  }

  /** Has every write do this first. */
  public ScriptedSink beforeWrite(Step step) {
    beforeWrite = step;
    return this;
  }

  /** Has every start do this first. */
  public ScriptedSink beforeStart(StartStep step) {
    beforeStart = step;
    return this;
  }

  /** What the sinks say of batches. */
  public ScriptedSink preferredBatchLength(int length) {
    preferredBatchLength = length;
    return this;
  }

  /** A sink of this script. */
  public SinkConnector create() {
    return new Instance();
  }

  /** Takes records for written, for steps that reject others. */
  public void write(Iterable<ConnectRecord> records) {
    synchronized (written) {
      records.forEach(written::add);
    }
  }

  /** The payloads that were written, in the order of writing. */
  public List<String> payloads() {
    return records().stream().map(ScriptedSink::payload).toList();
  }

  /** A record's payload as text. */
  public static String payload(ConnectRecord record) {
    return new String(record.payload().bytes(), StandardCharsets.UTF_8);
  }

  /** The records that were written, in the order of writing. */
  public List<ConnectRecord> records() {
    synchronized (written) {
      return List.copyOf(written);
    }
  }

  /** How many records were written. */
  public int count() {
    synchronized (written) {
      return written.size();
    }
  }

  /** The batches that were written whole. */
  public List<SinkBatch> batches() {
    synchronized (written) {
      return List.copyOf(batches);
    }
  }

  /** How many sinks were started. */
  public int starts() {
    return starts.get();
  }

  /** How many sinks were stopped. */
  public int stops() {
    return stops.get();
  }

  private final class Instance implements SinkConnector {
    @Override
    public ConnectorInfo info() {
      return new ConnectorInfo("scripted", "Scripted", "Does what a test says.");
    }

    @Override
    public ConfigSpec spec() {
      return ConfigSpec.none();
    }

    @Override
    public void configure(Config config) {}

    @Override
    public void start(ConnectorContext context) throws Exception {
      beforeStart.accept(context);
      starts.incrementAndGet();
    }

    @Override
    public void write(SinkBatch batch) throws Exception {
      beforeWrite.accept(batch);
      synchronized (written) {
        batches.add(batch);
        written.addAll(batch.records());
      }
    }

    @Override
    public int preferredBatchLength() {
      return preferredBatchLength;
    }

    @Override
    public void stop() {
      stops.incrementAndGet();
    }
  }
}
