// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.source;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.ConnectorInfo;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.SourceBatch;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;

/**
 * The system that sources of a test read: the numbers from 0 on, as JSON {@code {"n":7}} with the
 * message id n + 1. The state is the next number. It notes what its sources are told. Thread-safe.
 */
final class NumberSource {
  static final String NAME = "numbers";

  private final int end;
  private final int batchLength;
  private final int maxUnacknowledged;
  private final List<Long> acknowledged = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger starts = new AtomicInteger();
  private final AtomicInteger stops = new AtomicInteger();
  private final AtomicInteger mostUnacknowledged = new AtomicInteger();
  private volatile long polled;
  private volatile Step beforePoll = () -> {};
  private volatile Step beforeAcknowledge = () -> {};
  private volatile Function<ConnectRecord, ConnectRecord> change = record -> record;

  /** What happens before a call returns. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  /** Numbers below an end, so many a batch, so many batches ahead of their acknowledgement. */
  NumberSource(int end, int batchLength, int maxUnacknowledged) {
    this.end = end;
    this.batchLength = batchLength;
    this.maxUnacknowledged = maxUnacknowledged;
  }

  NumberSource beforePoll(Step step) {
    beforePoll = step;
    return this;
  }

  NumberSource beforeAcknowledge(Step step) {
    beforeAcknowledge = step;
    return this;
  }

  NumberSource changed(Function<ConnectRecord, ConnectRecord> value) {
    change = value;
    return this;
  }

  SourceConnector create() {
    return new Instance();
  }

  /** Behind which numbers batches were acknowledged, in the order of that. */
  List<Long> acknowledged() {
    return List.copyOf(acknowledged);
  }

  long lastAcknowledged() {
    List<Long> all = acknowledged();
    return all.isEmpty() ? 0 : all.get(all.size() - 1);
  }

  /** The first number that was not polled so far. */
  long polled() {
    return polled;
  }

  int starts() {
    return starts.get();
  }

  int stops() {
    return stops.get();
  }

  /** How many batches were ahead of their acknowledgement at most. */
  int mostUnacknowledged() {
    return mostUnacknowledged.get();
  }

  static long next(byte[] state) {
    return ByteBuffer.wrap(state).getLong();
  }

  private final class Instance implements SourceConnector {
    private ConnectorContext context;
    private long next;
    private int unacknowledged;

    @Override
    public ConnectorInfo info() {
      return new ConnectorInfo(NAME, "Numbers", "Counts.");
    }

    @Override
    public ConfigSpec spec() {
      return ConfigSpec.none();
    }

    @Override
    public void configure(Config config) {}

    @Override
    public void start(ConnectorContext startedIn) {
      context = startedIn;
      next = startedIn.state().map(NumberSource::next).orElse(0L);
      starts.incrementAndGet();
    }

    @Override
    public SourceBatch poll(long timeoutMillis) throws Exception {
      beforePoll.run();
      if (next >= end) {
        TimeUnit.MILLISECONDS.sleep(Math.min(timeoutMillis, 20));
        return SourceBatch.empty();
      }
      List<ConnectRecord> records = new ArrayList<>();
      for (int i = 0; i < batchLength && next < end; i++) {
        records.add(change.apply(record(next)));
        next++;
      }
      polled = Math.max(polled, next);
      mostUnacknowledged.accumulateAndGet(++unacknowledged, Math::max);
      return new SourceBatch(records, ByteBuffer.allocate(Long.BYTES).putLong(next).array());
    }

    private ConnectRecord record(long number) {
      return ConnectRecord.of(Payload.ofValue(context.codec(Schema.JSON), Map.of("n", number)))
          .withId(new MessageId(0, number + 1));
    }

    @Override
    public void acknowledged(SourceBatch batch) throws Exception {
      beforeAcknowledge.run();
      unacknowledged--;
      acknowledged.add(next(batch.state()));
    }

    @Override
    public int maxUnacknowledgedBatches() {
      return maxUnacknowledged;
    }

    @Override
    public void stop() {
      stops.incrementAndGet();
    }
  }
}
