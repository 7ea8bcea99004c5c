// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.random;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.ConnectorInfo;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.SourceBatch;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/**
 * Makes records up, for first steps, demonstrations and load.
 *
 * <p>What a record holds follows from its number and the seed, which is part of the state: records
 * that are sent again after a crash are the same, down to the message id.
 */
public final class RandomSource implements SourceConnector {
  static final ConfigKey<Duration> INTERVAL =
      ConfigKey.of(
              "interval",
              ConfigType.DURATION,
              "Time from one batch to the next; `0` for batches back to back.")
          .defaultsTo(Duration.ofSeconds(1))
          .example("\"100ms\"");
  static final ConfigKey<Long> MAX_COUNT =
      ConfigKey.of(
              "max_count",
              ConfigType.INTEGER,
              "How many records are made in all, restarts included; without it there is no end.")
          .example("1_000_000")
          .checked("must not be negative", count -> count >= 0);
  static final ConfigKey<List<Long>> MESSAGES_RANGE =
      ConfigKey.of(
              "messages_range",
              ConfigType.listOf(ConfigType.INTEGER),
              "Least and most records of a batch, both included.")
          .defaultsTo(List.of(10L, 50L))
          .example("[1, 5]")
          .checked(
              "must be two numbers, the first at least 1 and the second not smaller, at most"
                  + " 100000",
              RandomSource::isRange);
  static final ConfigKey<Long> PAYLOAD_SIZE =
      ConfigKey.between(
          ConfigKey.of(
                  "payload_size", ConfigType.INTEGER, "Characters of the field `text`, in bytes.")
              .defaultsTo(100L)
              .example("200"),
          0,
          10_000_000);
  static final ConfigKey<Long> MESSAGES_PER_SECOND =
      ConfigKey.between(
          ConfigKey.of(
                  "messages_per_second",
                  ConfigType.INTEGER,
                  "A steady rate, in place of `interval` and `messages_range`.")
              .example("10_000"),
          1,
          100_000_000);
  static final ConfigKey<Long> SEED =
      ConfigKey.of(
              "seed",
              ConfigType.INTEGER,
              "Makes the same records each time the source starts anew; without it a seed is"
                  + " drawn, and kept in the state.")
          .example("42");

  private static final ConnectorInfo INFO =
      new ConnectorInfo(
          "random", "Random", "Makes up JSON records, at a pace or as fast as can be.");
  private static final ConfigSpec SPEC =
      ConfigSpec.of(INTERVAL, MAX_COUNT, MESSAGES_RANGE, PAYLOAD_SIZE, MESSAGES_PER_SECOND, SEED);
  private static final long BACK_TO_BACK_RECORDS = 1_000;
  private static final int UNACKNOWLEDGED_BATCHES = 16;

  private long maxCount;
  private Pace pace;
  private RandomRecords records;
  private Config config;
  private long produced;
  private ConnectorContext context;

  private static boolean isRange(List<Long> range) {
    return range.size() == 2
        && range.get(0) >= 1
        && range.get(1) >= range.get(0)
        && range.get(1) <= 100_000;
  }

  @Override
  public ConnectorInfo info() {
    return INFO;
  }

  @Override
  public ConfigSpec spec() {
    return SPEC;
  }

  @Override
  public void configure(Config given) {
    config = given;
    maxCount = given.find(MAX_COUNT).orElse(Long.MAX_VALUE);
    boolean steady = given.isGiven(MESSAGES_PER_SECOND);
    if (steady && (given.isGiven(INTERVAL) || given.isGiven(MESSAGES_RANGE))) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          "messages_per_second stands in place of interval and messages_range: remove the one or"
              + " the others");
    }
    pace = steady ? new SteadyPace(given.get(MESSAGES_PER_SECOND)) : batches(given);
  }

  private static Pace batches(Config given) {
    List<Long> range = given.get(MESSAGES_RANGE);
    Duration interval = given.get(INTERVAL);
    boolean large = interval.isZero() && !given.isGiven(MESSAGES_RANGE);
    return new IntervalPace(
        interval.toNanos(),
        large ? BACK_TO_BACK_RECORDS : range.get(0),
        large ? BACK_TO_BACK_RECORDS : range.get(1));
  }

  @Override
  public void start(ConnectorContext startedIn) {
    context = startedIn;
    Optional<RandomState> state = startedIn.state().map(RandomState::decode);
    produced = state.map(RandomState::produced).orElse(0L);
    long seed =
        config
            .find(SEED)
            .or(() -> state.flatMap(RandomState::seed))
            .orElseGet(() -> ThreadLocalRandom.current().nextLong());
    records =
        new RandomRecords(seed, config.get(PAYLOAD_SIZE).intValue(), startedIn.codec(Schema.JSON));
  }

  @Override
  public SourceBatch poll(long timeoutMillis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    while (true) {
      long now = System.nanoTime();
      long left = maxCount - produced;
      long due = left <= 0 ? 0 : Math.min(left, pace.take(now));
      if (due > 0) {
        return batch((int) due);
      }
      long nextDue = left <= 0 ? end : pace.nextDueNanos(now);
      long wait = Math.min(end - now, nextDue - now);
      if (end - now <= 0 || context.isStopping()) {
        return SourceBatch.empty();
      }
      TimeUnit.NANOSECONDS.sleep(wait);
    }
  }

  private SourceBatch batch(int count) {
    List<ConnectRecord> made = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      made.add(records.record(produced + i));
    }
    produced += count;
    return new SourceBatch(made, new RandomState(produced, Optional.of(records.seed())).encode());
  }

  @Override
  public int maxUnacknowledgedBatches() {
    return UNACKNOWLEDGED_BATCHES;
  }

  @Override
  public void stop() {
    // There is nothing to let go of.
  }
}
