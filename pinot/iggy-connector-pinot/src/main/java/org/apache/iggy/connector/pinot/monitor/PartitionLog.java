// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.monitor;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.ServerIdentity;
import org.apache.iggy.connector.client.reader.OffsetRegress;
import org.apache.iggy.connector.client.reader.OffsetRegressPolicy;
import org.apache.iggy.connector.pinot.log.RepetitionLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log lines of one partition: one for each change of state, with what happens next.
 *
 * <p>A state that comes and goes quickly makes a line in ten seconds, and one that stays makes one
 * a minute; the next line says how many were held back. Each begins with table, stream/topic,
 * partition and offset. Shared by the consumers of a partition. Thread-safe.
 */
final class PartitionLog {
  private static final Logger LOGGER = LoggerFactory.getLogger(PartitionLog.class);
  private static final long CHANGE_INTERVAL_MILLIS = 10_000;
  private static final long STATE_INTERVAL_MILLIS = 60_000;
  private static final long START_INTERVAL_MILLIS = 600_000;

  private final PartitionName partition;
  private final RepetitionLimit starts = new RepetitionLimit(START_INTERVAL_MILLIS);
  private final RepetitionLimit losses = new RepetitionLimit(CHANGE_INTERVAL_MILLIS);
  private final RepetitionLimit reports = new RepetitionLimit(CHANGE_INTERVAL_MILLIS);
  private final RepetitionLimit gaps = new RepetitionLimit(CHANGE_INTERVAL_MILLIS);
  private final RepetitionLimit stops = new RepetitionLimit(CHANGE_INTERVAL_MILLIS);
  private RepetitionLimit outage;
  private volatile boolean down;
  private long downNanos;
  private boolean lossTold;
  private long startedAt = -1;
  private ServerIdentity server;

  PartitionLog(PartitionName partition) {
    this.partition = partition;
  }

  /** A consumer was made; Pinot makes them anew for the same segment, which is told rarely. */
  synchronized void started(long offset, String server) {
    int heldBack = starts.take();
    if (offset != startedAt || heldBack != RepetitionLimit.HELD_BACK) {
      startedAt = offset;
      LOGGER.info(
          "{}, offset {}: a segment starts here; its consumer connects to {} at the first fetch",
          partition,
          offset,
          server);
    }
  }

  /** A consumer has connected; told when it is to something else than the one before. */
  synchronized void connected(long offset, ServerIdentity now, OffsetRegressPolicy policy) {
    ServerIdentity before = server;
    server = now;
    if (before == null || before.equals(now)) {
      LOGGER.debug("{}, offset {}: connected to {}", partition, offset, now);
    } else if (before.generation() == now.generation()) {
      LOGGER.info("{}, offset {}: connected to {}, was {}", partition, offset, now, before);
    } else {
      LOGGER.warn(
          "{}, offset {}: connected to {}, was {}: the server was upgraded or replaced. If it does"
              + " not have the messages that were consumed, offset.regress.policy={} applies",
          partition,
          offset,
          now,
          before,
          policy.name().toLowerCase(Locale.ROOT));
    }
  }

  synchronized void disconnected(long offset, long budgetMillis, String cause) {
    goDown();
    int heldBack = losses.take();
    if (heldBack != RepetitionLimit.HELD_BACK) {
      lossTold = true;
      LOGGER.warn(
          "{}, offset {}: no connection: {}. {}; consuming goes on at this offset{}",
          partition,
          offset,
          cause,
          budgetMillis == 0
              ? "Reporting it to Pinot, which tries again with a new consumer"
              : "Trying again for " + seconds(budgetMillis),
          RepetitionLimit.suffix(heldBack));
    }
  }

  private void goDown() {
    if (!down) {
      down = true;
      downNanos = System.nanoTime();
      outage = startedLimit();
    }
  }

  synchronized void stillDisconnected(long offset, int attempts, long outageMillis, String cause) {
    goDown();
    int heldBack = outage.take();
    if (heldBack != RepetitionLimit.HELD_BACK) {
      lossTold = true;
      LOGGER.warn(
          "{}, offset {}: no connection for {}, {} attempts: {}. Trying on",
          partition,
          offset,
          seconds(outageMillis),
          attempts,
          cause);
    }
  }

  synchronized void silent(long offset, long silentMillis) {
    boolean first = !down;
    goDown();
    int heldBack = first ? losses.take() : outage.take();
    if (heldBack != RepetitionLimit.HELD_BACK) {
      lossTold = true;
      LOGGER.warn(
          "{}, offset {}: the server has not answered for {}. Fetches return nothing until it does,"
              + " and a request that goes unanswered for too long makes a new connection",
          partition,
          offset,
          seconds(silentMillis));
    }
  }

  /** Whether an outage was told of that is not over; cheap. */
  boolean isDown() {
    return down;
  }

  /**
   * The server has answered.
   *
   * @param attempts that have failed; 0 when that is not known
   */
  synchronized void recovered(long offset, int attempts) {
    if (down && lossTold) {
      LOGGER.info(
          "{}, offset {}: the server answers again after {}{}; consuming goes on at this offset",
          partition,
          offset,
          seconds(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - downNanos)),
          attempts == 0 ? "" : " and " + attempts + " failed attempts");
    }
    down = false;
    lossTold = false;
  }

  synchronized void gaveUp(long offset, long outageMillis, int attempts, String cause) {
    int heldBack = reports.take();
    if (heldBack != RepetitionLimit.HELD_BACK) {
      lossTold = true;
      LOGGER.error(
          "{}, offset {}: no connection for {}, {} attempts: {}. Reporting it to Pinot, which tries"
              + " again with a new consumer and stops the partition after a few such reports{}",
          partition,
          offset,
          seconds(outageMillis),
          attempts,
          cause,
          RepetitionLimit.suffix(heldBack));
    }
  }

  synchronized void missing(long from, long to) {
    int heldBack = gaps.take();
    if (heldBack != RepetitionLimit.HELD_BACK) {
      LOGGER.warn(
          "{}, offset {}: {} messages are gone from the server, offsets {} to {}: retention was"
              + " faster than the table. Going on at {}, and telling Pinot of the loss{}",
          partition,
          from,
          to - from + 1,
          from,
          to,
          to + 1,
          RepetitionLimit.suffix(heldBack));
    }
  }

  synchronized void regressed(OffsetRegress regress) {
    LOGGER.error(
        "{}, offset {}: {}. The table keeps the rows it has of them",
        partition,
        regress.fromOffset(),
        regress);
  }

  synchronized void stopped(long offset, String cause) {
    int heldBack = stops.take();
    if (heldBack != RepetitionLimit.HELD_BACK) {
      LOGGER.error(
          "{}, offset {}: cannot go on: {}. Pinot stops the partition until it is resumed or its"
              + " validation manager tries again{}",
          partition,
          offset,
          cause,
          RepetitionLimit.suffix(heldBack));
    }
  }

  /** A limit whose first line is taken already. */
  private static RepetitionLimit startedLimit() {
    RepetitionLimit limit = new RepetitionLimit(STATE_INTERVAL_MILLIS);
    limit.take();
    return limit;
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }
}
