// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.monitor;

import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyInterruptedException;
import org.apache.iggy.connector.client.ServerIdentity;
import org.apache.iggy.connector.client.reader.FetchedBatch;
import org.apache.iggy.connector.client.reader.OffsetRegress;
import org.apache.iggy.connector.client.reader.PartitionReader;
import org.apache.iggy.connector.client.reader.ReaderListener;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;

/**
 * What one consumer tells of itself; it counts and logs for its partition together with the
 * partition's other consumers. One thread at a time fetches; {@link #close} is for any.
 */
public final class PartitionMonitor implements ReaderListener, AutoCloseable {
  private final PartitionMonitors.Entry entry;
  private final PartitionMetrics metrics;
  private final PartitionLog log;
  private final IggyStreamConfig config;
  private PartitionReader reader;
  private boolean closed;

  PartitionMonitor(PartitionMonitors.Entry entry, IggyStreamConfig config) {
    this.entry = entry;
    this.metrics = entry.metrics();
    this.log = entry.log();
    this.config = config;
  }

  /** A monitor for a new consumer of a partition, whose bean it makes unless there is one. */
  public static PartitionMonitor open(IggyStreamConfig config, int partitionId) {
    return PartitionMonitors.shared().open(config, partitionId);
  }

  /** The consumer is for a segment that starts here. */
  public void started(long offset) {
    log.started(offset, config.connection().address().toString());
  }

  /** The consumer reads with this. */
  public synchronized void reads(PartitionReader with) {
    if (!closed) {
      reader = with;
      metrics.added(with);
    }
  }

  /** A fetch has returned. */
  public void fetched(FetchedBatch batch, long startNanos) {
    metrics.fetched(batch, System.nanoTime() - startNanos);
    if (log.isDown() && !batch.isEmpty()) {
      // Another consumer had the outage, so that this one's reader has not heard of it.
      log.recovered(batch.requestedOffset(), 0);
    }
  }

  /** A fetch has ended with an exception; what only a change helps with is logged. */
  public void fetchFailed(long offset, IggyException failure) {
    if (failure instanceof IggyInterruptedException || isClosed()) {
      return;
    }
    metrics.fetchFailed(failure.getMessage());
    if (!failure.isTransient()) {
      log.stopped(offset, failure.getMessage());
    }
  }

  /** Our decoder has refused a message. */
  public void decodeFailed() {
    metrics.decodeFailed();
  }

  @Override
  public void connected(long offset, ServerIdentity server) {
    log.connected(offset, server, config.offsetRegressPolicy());
  }

  @Override
  public void connectionLost(long offset, IggyException cause) {
    metrics.attemptFailed(cause.getMessage());
    if (cause.isTransient()) {
      log.disconnected(offset, config.reconnectBudgetMillis(), cause.getMessage());
    }
  }

  @Override
  public void attemptFailed(long offset, int attempts, long outageMillis, IggyException cause) {
    metrics.attemptFailed(cause.getMessage());
    log.stillDisconnected(offset, attempts, outageMillis, cause.getMessage());
  }

  @Override
  public void serverSilent(long offset, long silentMillis) {
    metrics.failed("the server has not answered for " + silentMillis + " ms");
    log.silent(offset, silentMillis);
  }

  @Override
  public void recovered(long offset, long outageMillis, int attempts) {
    if (attempts > 0) {
      metrics.reconnected(outageMillis);
    }
    log.recovered(offset, attempts);
  }

  @Override
  public void budgetExhausted(long offset, long outageMillis, int attempts, IggyException cause) {
    log.gaveUp(offset, outageMillis, attempts, cause.getMessage());
  }

  @Override
  public void messagesMissing(long fromOffset, long toOffset) {
    metrics.missing(toOffset - fromOffset + 1);
    log.missing(fromOffset, toOffset);
  }

  @Override
  public void offsetsRegressed(OffsetRegress regress) {
    metrics.regressed();
    metrics.failed(regress.toString());
    log.regressed(regress);
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** The consumer is closed. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      if (reader != null) {
        metrics.removed(reader);
      }
      entry.release();
    }
  }
}
