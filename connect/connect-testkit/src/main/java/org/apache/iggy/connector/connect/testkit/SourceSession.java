// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.connect.api.SourceBatch;
import org.apache.iggy.connector.connect.api.SourceConnector;

/** A source that was started without a runtime, and what it has given. */
final class SourceSession implements AutoCloseable {
  private static final long POLL_MILLIS = 200;

  /** A numbered record as the source gave it. */
  record Given(long number, MessageId id, int sizeBytes) {}

  private final SourceConnector source;
  private final Function<byte[], OptionalLong> numbers;
  private final long patienceNanos;
  private final TestConnectorContext context;
  private final List<Given> given = new ArrayList<>();
  private byte[] state;
  private boolean stopped;

  private SourceSession(SourceFixture fixture, byte[] state) {
    this.source = fixture.configured(fixture.newSource());
    this.numbers = fixture::numberIn;
    this.patienceNanos = TimeUnit.MILLISECONDS.toNanos(fixture.patienceMillis());
    this.state = state;
    this.context = TestConnectorContext.withState(state);
  }

  /** Configures and starts a source on a state, null for none; one that fails is stopped. */
  static SourceSession start(SourceFixture fixture, byte[] state) throws Exception {
    SourceSession session = new SourceSession(fixture, state);
    SourceConnector source = session.source;
    try {
      source.start(session.context);
    } catch (Exception e) {
      source.stop();
      throw e;
    }
    return session;
  }

  TestConnectorContext context() {
    return context;
  }

  /** The numbered records that it has given so far. */
  List<Given> given() {
    return given;
  }

  /** The numbers that it has given so far. */
  List<Long> numbers() {
    return given.stream().map(Given::number).toList();
  }

  /** The state behind the last batch that was acknowledged, or what it was started with. */
  byte[] state() {
    return state;
  }

  /** Polls once, and keeps what came. */
  SourceBatch poll() throws Exception {
    SourceBatch batch = source.poll(POLL_MILLIS);
    for (ConnectRecord record : batch.records()) {
      byte[] payload = record.payload().bytes();
      numbers
          .apply(payload)
          .ifPresent(number -> given.add(new Given(number, record.id(), payload.length)));
    }
    return batch;
  }

  /** Tells the source that a batch is safe. */
  void acknowledge(SourceBatch batch) throws Exception {
    if (batch.state() != null) {
      state = batch.state();
    }
    source.acknowledged(batch);
  }

  /** Polls and acknowledges, and polls again when a poll fails for a while, until the count. */
  void pollThroughFailuresUntil(int count) throws Exception {
    long end = System.nanoTime() + patienceNanos;
    while (true) {
      try {
        pollUntil(count, true);
        return;
      } catch (ConnectException e) {
        if (e.category() != ErrorCategory.TRANSIENT || System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }

  /** Polls until one fails, since a source may notice late that nobody is there; null for none. */
  Exception pollUntilFailure() {
    long end = System.nanoTime() + patienceNanos;
    while (System.nanoTime() < end) {
      try {
        poll();
      } catch (Exception e) {
        return e;
      }
    }
    return null;
  }

  /** Polls, and acknowledges or not, until it has given so many numbered records. */
  void pollUntil(int count, boolean acknowledging) throws Exception {
    long end = System.nanoTime() + patienceNanos;
    while (given.size() < count) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the source gave " + given.size() + " of " + count + " records");
      }
      SourceBatch batch = poll();
      if (acknowledging && !batch.isEmpty()) {
        acknowledge(batch);
      }
    }
  }

  /** Stops it, once. */
  void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    context.startStopping();
    try {
      source.stop();
    } catch (Exception e) {
      throw new AssertionError("stop() failed", e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
