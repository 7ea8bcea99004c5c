// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Headers;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.RecordsRejectedException;
import org.apache.iggy.connector.connect.api.SinkBatch;
import org.apache.iggy.connector.connect.api.SinkConnector;

/** A sink that was started without a runtime, and batches for it. */
final class SinkSession implements AutoCloseable {
  static final String STREAM = "contract_stream";
  static final String TOPIC = "contract_topic";
  private static final long TIMESTAMP_MICROS = 1_700_000_000_000_000L;

  private final SinkConnector sink;
  private final Codec codec;
  private final TestConnectorContext context = TestConnectorContext.fresh();
  private boolean stopped;

  private SinkSession(SinkConnector sink, Codec codec) {
    this.sink = sink;
    this.codec = codec;
  }

  /** Configures and starts it; a sink that does not start is stopped. */
  static SinkSession start(SinkFixture fixture) throws Exception {
    SinkConnector sink = fixture.configured(fixture.newSink());
    SinkSession session = new SinkSession(sink, fixture.codec());
    try {
      sink.start(session.context);
    } catch (Exception e) {
      sink.stop();
      throw e;
    }
    return session;
  }

  TestConnectorContext context() {
    return context;
  }

  /** A batch of one partition whose offsets follow each other. */
  SinkBatch batch(int partition, long firstOffset, List<byte[]> payloads) {
    return batch(TOPIC, partition, firstOffset, payloads);
  }

  SinkBatch batch(String topic, int partition, long firstOffset, List<byte[]> payloads) {
    List<ConnectRecord> records = new ArrayList<>();
    for (int i = 0; i < payloads.size(); i++) {
      records.add(record(topic, partition, firstOffset + i, payloads.get(i)));
    }
    return new SinkBatch(STREAM, topic, partition, records);
  }

  /** Ids are zero, as on a server of 0.9: they are no key. */
  private ConnectRecord record(String topic, int partition, long offset, byte[] payload) {
    return new ConnectRecord(
        new Coordinates(
            STREAM, topic, partition, offset, TIMESTAMP_MICROS + offset, Arrays.hashCode(payload)),
        MessageId.NONE,
        TIMESTAMP_MICROS,
        null,
        Headers.empty(),
        Payload.ofBytes(codec, payload));
  }

  /** Writes a batch of which nothing may be refused. */
  void write(SinkBatch batch) throws Exception {
    sink.write(batch);
  }

  /**
   * Delivers a batch as the runtime does: rejected records are told apart by their names, or by
   * writing ever smaller parts.
   *
   * @return the places of the records that were rejected
   */
  Set<Integer> deliver(SinkBatch batch) throws Exception {
    Set<Integer> rejected = new TreeSet<>();
    deliver(batch, 0, rejected);
    return rejected;
  }

  private void deliver(SinkBatch batch, int place, Set<Integer> rejected) throws Exception {
    try {
      sink.write(batch);
    } catch (RecordsRejectedException e) {
      e.rejections().forEach(rejection -> rejected.add(place + rejection.index()));
    } catch (ConnectException e) {
      if (e.category() != ErrorCategory.PERMANENT) {
        throw e;
      }
      if (batch.size() == 1) {
        rejected.add(place);
        return;
      }
      int half = batch.size() / 2;
      deliver(part(batch, 0, half), place, rejected);
      deliver(part(batch, half, batch.size()), place + half, rejected);
    }
  }

  private static SinkBatch part(SinkBatch batch, int from, int to) {
    return new SinkBatch(
        batch.stream(), batch.topic(), batch.partition(), batch.records().subList(from, to));
  }

  /** Stops it, once. */
  void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    try {
      sink.stop();
    } catch (Exception e) {
      throw new AssertionError("stop() failed", e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
