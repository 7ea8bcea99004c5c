// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.api.Headers;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.RecordsRejectedException;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.SinkBatch;
import org.apache.iggy.connector.connect.format.CodecFactory;
import org.apache.iggy.connector.connect.testkit.TestConnectorContext;

/** A sink for a table of {@link TestTable}, and records for it. */
final class SinkTrial implements AutoCloseable {
  static final String STREAM = "shop";
  static final String TOPIC = "orders";

  private final Map<String, Object> config = new HashMap<>();
  private final PostgresSink sink = new PostgresSink();
  private final TestConnectorContext context = TestConnectorContext.fresh();

  /** A sink that is not started yet; keys and values follow each other. */
  SinkTrial(TestTable table, Object... keysAndValues) {
    config.put("connection_string", TestTable.server().url());
    config.put("target_table", table.name());
    for (int i = 0; i < keysAndValues.length; i += 2) {
      config.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
  }

  SinkTrial configure() {
    sink.configure(sink.spec().read(config).orThrow());
    return this;
  }

  SinkTrial start() {
    configure();
    sink.start(context);
    return this;
  }

  static SinkTrial started(TestTable table, Object... keysAndValues) {
    return new SinkTrial(table, keysAndValues).start();
  }

  /** Why it does not start. */
  ConnectException failureOfStart() {
    return catchThrowableOfType(ConnectException.class, this::start);
  }

  /** Why it would not start. */
  ConnectException failureOfVerify() {
    configure();
    return catchThrowableOfType(ConnectException.class, sink::verify);
  }

  List<String> warnings() {
    return context.warnings();
  }

  /** A record with a checksum of its own, whose id is its offset. */
  static ConnectRecord record(long offset, Payload payload) {
    return record(offset, 31 * offset + 7, new MessageId(0, offset), payload);
  }

  static ConnectRecord record(long offset, long checksum, MessageId id, Payload payload) {
    return new ConnectRecord(
        new Coordinates(STREAM, TOPIC, 2, offset, 1_700_000_000_000_000L + offset, checksum),
        id,
        1_600_000_000_000_000L,
        null,
        Headers.empty(),
        payload);
  }

  static Payload json(String text) {
    return Payload.ofBytes(CodecFactory.create(Schema.JSON), text.getBytes(StandardCharsets.UTF_8));
  }

  /** Records of JSON whose offsets follow each other. */
  static List<ConnectRecord> jsons(long firstOffset, String... texts) {
    List<ConnectRecord> records = new ArrayList<>();
    for (String text : texts) {
      records.add(record(firstOffset + records.size(), json(text)));
    }
    return records;
  }

  /** Records with offsets from the first to before the last. */
  static List<ConnectRecord> records(long first, long end, Function<Long, Payload> payloads) {
    List<ConnectRecord> records = new ArrayList<>();
    for (long offset = first; offset < end; offset++) {
      records.add(record(offset, payloads.apply(offset)));
    }
    return records;
  }

  SinkTrial write(List<ConnectRecord> records) {
    try {
      sink.write(new SinkBatch(STREAM, TOPIC, 2, records));
      return this;
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }

  SinkTrial write(ConnectRecord... records) {
    return write(List.of(records));
  }

  /** What stands in the way of a batch. */
  ConnectException failureOf(List<ConnectRecord> records) {
    return catchThrowableOfType(ConnectException.class, () -> write(records));
  }

  /** The places and reasons of the records that are rejected. */
  Map<Integer, String> rejectedOf(List<ConnectRecord> records) {
    RecordsRejectedException rejected =
        catchThrowableOfType(RecordsRejectedException.class, () -> write(records));
    Map<Integer, String> reasons = new HashMap<>();
    if (rejected != null) {
      rejected.rejections().forEach(one -> reasons.put(one.index(), one.reason().getMessage()));
    }
    return reasons;
  }

  @Override
  public void close() {
    sink.stop();
  }
}
