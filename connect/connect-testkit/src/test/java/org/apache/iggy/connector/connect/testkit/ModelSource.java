// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.ConnectorInfo;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.SourceBatch;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;
import org.slf4j.LoggerFactory;

/** A source out of a map, which does everything that the contract asks for, but for one flaw. */
final class ModelSource implements SourceConnector {
  private static final ConfigKey<String> PASSWORD =
      ConfigKey.of("password", ConfigType.STRING, "Opens the map.").secret().required();
  private static final int BATCH = 10;

  /** What may be wrong with a source. */
  enum Flaw {
    NONE,
    TAKES_RECORDS_BEFORE_THEY_ARE_SAFE,
    TAKES_RECORDS_WHEN_IT_VERIFIES,
    BEGINS_ANEW_EACH_TIME,
    SKIPS_THE_RECORD_BEHIND_ITS_STATE,
    BEGINS_ANEW_ON_A_FOREIGN_STATE,
    GIVES_RANDOM_IDS,
    GIVES_NO_IDS,
    TURNS_BATCHES_AROUND,
    LOSES_A_RECORD,
    FAILS_WHEN_THERE_IS_NOTHING,
    TAKES_OUTAGES_FOR_GOOD,
    FAILS_FOR_EVER_AFTER_AN_OUTAGE,
    LOGS_ITS_PASSWORD,
    CUTS_LARGE_RECORDS,
    FAILS_ON_OTHER_SHAPES
  }

  /** The other system: it may be away. */
  static final class Origin {
    final Map<Long, Payload> records = new ConcurrentSkipListMap<>();
    volatile boolean away;
  }

  private final Origin origin;
  private final Flaw flaw;
  private ConnectorContext context;
  private String password;
  private long position;
  private boolean broken;

  ModelSource(Origin origin, Flaw flaw) {
    this.origin = origin;
    this.flaw = flaw;
  }

  @Override
  public ConnectorInfo info() {
    return new ConnectorInfo("model", "Model", "Reads records of a map.");
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
    requireOrigin();
    if (flaw == Flaw.TAKES_RECORDS_WHEN_IT_VERIFIES) {
      origin.records.clear();
    }
  }

  @Override
  public void start(ConnectorContext started) {
    context = started;
    if (flaw == Flaw.LOGS_ITS_PASSWORD) {
      LoggerFactory.getLogger(ModelSource.class).debug("connecting with {}", password);
    }
    requireOrigin();
    byte[] state = started.state().orElse(new byte[Long.BYTES]);
    if (state.length != Long.BYTES && flaw != Flaw.BEGINS_ANEW_ON_A_FOREIGN_STATE) {
      throw new ConnectException(ErrorCategory.CONFIGURATION, "not a state of this source");
    }
    position = state.length == Long.BYTES ? ByteBuffer.wrap(state).getLong() : 0;
    if (flaw == Flaw.BEGINS_ANEW_EACH_TIME) {
      position = 0;
    } else if (flaw == Flaw.SKIPS_THE_RECORD_BEHIND_ITS_STATE && position > 0) {
      position++;
    }
  }

  private void requireOrigin() {
    broken |= origin.away && flaw == Flaw.FAILS_FOR_EVER_AFTER_AN_OUTAGE;
    if ((origin.away || broken)) {
      throw new ConnectException(
          flaw == Flaw.TAKES_OUTAGES_FOR_GOOD || (broken && !origin.away)
              ? ErrorCategory.PERMANENT
              : ErrorCategory.TRANSIENT,
          "the map is away");
    }
  }

  @Override
  public SourceBatch poll(long timeoutMillis) throws InterruptedException {
    requireOrigin();
    List<ConnectRecord> records = new ArrayList<>();
    if (!origin.away) {
      origin.records.forEach(this::check);
      while (records.size() < BATCH && origin.records.containsKey(position)) {
        records.add(record(position, origin.records.get(position)));
        take();
      }
    }
    if (records.isEmpty()) {
      if (flaw == Flaw.FAILS_WHEN_THERE_IS_NOTHING) {
        throw new IllegalStateException("nothing there");
      }
      TimeUnit.MILLISECONDS.sleep(1);
      return SourceBatch.empty();
    }
    if (flaw == Flaw.TURNS_BATCHES_AROUND) {
      Collections.reverse(records);
    }
    return new SourceBatch(records, ByteBuffer.allocate(Long.BYTES).putLong(position).array());
  }

  private void take() {
    if (flaw == Flaw.TAKES_RECORDS_BEFORE_THEY_ARE_SAFE) {
      origin.records.put(position, Payload.text("taken"));
    }
    position++;
    if (flaw == Flaw.LOSES_A_RECORD && position % 7 == 3) {
      position++;
    }
  }

  private void check(long number, Payload payload) {
    if (flaw == Flaw.FAILS_ON_OTHER_SHAPES && payload.bytes().length < 10) {
      throw new IllegalStateException("record " + number + " cannot be read");
    }
  }

  private ConnectRecord record(long number, Payload payload) {
    byte[] bytes = payload.bytes();
    if (flaw == Flaw.CUTS_LARGE_RECORDS && bytes.length > 1_000_000) {
      bytes = Arrays.copyOf(bytes, 1_000_000);
    }
    MessageId id =
        switch (flaw) {
          case GIVES_NO_IDS -> MessageId.NONE;
          case GIVES_RANDOM_IDS -> MessageId.of(UUID.randomUUID());
          default -> new MessageId(1, number);
        };
    return ConnectRecord.of(Payload.ofBytes(context.codec(Schema.JSON), bytes)).withId(id);
  }

  @Override
  public void stop() {}
}
