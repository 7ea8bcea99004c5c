// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.ConnectorInfo;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.RecordsRejectedException;
import org.apache.iggy.connector.connect.api.RecordsRejectedException.Rejection;
import org.apache.iggy.connector.connect.api.SinkBatch;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;
import org.slf4j.LoggerFactory;

/** A sink into a map, which does everything that the contract asks for, but for one flaw. */
final class ModelSink implements SinkConnector {
  /** What the map refuses. */
  static final String REFUSED = "refused";

  private static final ConfigKey<String> PASSWORD =
      ConfigKey.of("password", ConfigType.STRING, "Opens the map.").secret().required();

  /** What may be wrong with a sink. */
  enum Flaw {
    NONE,
    LOSES_THE_LAST_RECORD_OF_A_BATCH,
    WRITES_A_RECORD_TWICE,
    TURNS_BATCHES_AROUND,
    LEAVES_PARTITIONS_OUT_OF_ITS_KEY,
    LEAVES_TOPICS_OUT_OF_ITS_KEY,
    FAILS_ON_EMPTY_BATCHES,
    FAILS_AS_A_WHOLE,
    NAMES_THE_WRONG_RECORD,
    DROPS_BROKEN_RECORDS,
    DROPS_REUSED_OFFSETS,
    TAKES_OUTAGES_FOR_SUCCESS,
    TAKES_OUTAGES_FOR_GOOD,
    LOGS_ITS_PASSWORD,
    WRITES_WHEN_IT_VERIFIES,
    CUTS_LARGE_PAYLOADS,
    TAKES_NO_LARGE_BATCHES,
    DROPS_OTHER_SHAPES
  }

  /** What a map has of a record. */
  record Row(long checksum, Payload payload) {}

  /** The target: it may be away. */
  static final class Target {
    final Map<String, Row> rows = new ConcurrentSkipListMap<>();
    volatile boolean away;
  }

  private final Target target;
  private final Flaw flaw;
  private ConnectorContext context;
  private String password;
  private long copies;

  ModelSink(Target target, Flaw flaw) {
    this.target = target;
    this.flaw = flaw;
  }

  @Override
  public ConnectorInfo info() {
    return new ConnectorInfo("model", "Model", "Puts records into a map.");
  }

  @Override
  public ConfigSpec spec() {
    return ConfigSpec.of(PASSWORD);
  }

  @Override
  public void configure(Config config) {
    password = config.get(PASSWORD);
  }

  @Override
  public void verify() {
    requireTarget();
    if (flaw == Flaw.WRITES_WHEN_IT_VERIFIES) {
      target.rows.put("verified", new Row(0, Payload.raw(new byte[0])));
    }
  }

  @Override
  public void start(ConnectorContext started) {
    context = started;
    if (flaw == Flaw.LOGS_ITS_PASSWORD) {
      LoggerFactory.getLogger(ModelSink.class).debug("connecting with {}", password);
    }
    requireTarget();
  }

  private void requireTarget() {
    if (target.away && flaw != Flaw.TAKES_OUTAGES_FOR_SUCCESS) {
      throw new ConnectException(
          flaw == Flaw.TAKES_OUTAGES_FOR_GOOD ? ErrorCategory.PERMANENT : ErrorCategory.TRANSIENT,
          "the map is away");
    }
  }

  @Override
  public void write(SinkBatch batch) {
    requireTarget();
    if (target.away) {
      return;
    }
    if (batch.size() == 0 && flaw == Flaw.FAILS_ON_EMPTY_BATCHES) {
      throw new IndexOutOfBoundsException(0);
    }
    if (batch.size() > 5_000 && flaw == Flaw.TAKES_NO_LARGE_BATCHES) {
      throw new IllegalStateException("too many parameters");
    }
    List<Rejection> rejections = new ArrayList<>();
    int size = batch.size();
    if (flaw == Flaw.LOSES_THE_LAST_RECORD_OF_A_BATCH) {
      size--;
    }
    for (int i = 0; i < size; i++) {
      try {
        put(batch.get(i), i);
      } catch (ConnectException e) {
        if (flaw == Flaw.FAILS_AS_A_WHOLE) {
          throw new IllegalStateException("the batch failed", e);
        }
        if (flaw == Flaw.DROPS_BROKEN_RECORDS) {
          continue;
        }
        rejections.add(new Rejection(flaw == Flaw.NAMES_THE_WRONG_RECORD ? 0 : i, e));
      }
    }
    if (!rejections.isEmpty()) {
      throw new RecordsRejectedException(rejections);
    }
  }

  private void put(ConnectRecord record, int place) {
    Object value = record.payload().value();
    if (!(value instanceof Map) && flaw == Flaw.DROPS_OTHER_SHAPES) {
      return;
    }
    if (value instanceof Map<?, ?> fields && fields.containsKey(REFUSED)) {
      throw new ConnectException(ErrorCategory.PERMANENT, "the map refuses the record");
    }
    Row row = new Row(record.origin().checksum(), Payload.raw(bytes(record)));
    String key = key(record.origin(), place);
    Row present = target.rows.putIfAbsent(key, row);
    if (present != null
        && present.checksum() != row.checksum()
        && flaw != Flaw.DROPS_REUSED_OFFSETS) {
      context.warn(record.origin() + " has another message now");
    }
  }

  private byte[] bytes(ConnectRecord record) {
    byte[] bytes = record.payload().bytes();
    boolean cut = flaw == Flaw.CUTS_LARGE_PAYLOADS && bytes.length > 1_000_000;
    return cut ? Arrays.copyOf(bytes, 1_000_000) : bytes;
  }

  private String key(Coordinates at, int place) {
    long offset = flaw == Flaw.TURNS_BATCHES_AROUND ? at.offset() - 2L * place : at.offset();
    String topic = flaw == Flaw.LEAVES_TOPICS_OUT_OF_ITS_KEY ? "" : at.topic();
    int partition = flaw == Flaw.LEAVES_PARTITIONS_OUT_OF_ITS_KEY ? 0 : at.partition();
    String copy = flaw == Flaw.WRITES_A_RECORD_TWICE ? "#" + copies++ : "";
    return "%s/%s/%09d@%09d%s".formatted(at.stream(), topic, partition, 500_000_000 + offset, copy);
  }

  @Override
  public void stop() {}
}
