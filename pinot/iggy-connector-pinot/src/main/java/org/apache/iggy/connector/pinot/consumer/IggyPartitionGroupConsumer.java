// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.consumer;

import java.util.Optional;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyInterruptedException;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.apache.iggy.connector.client.Reconnection;
import org.apache.iggy.connector.client.reader.FetchedBatch;
import org.apache.iggy.connector.client.reader.PartitionReader;
import org.apache.iggy.connector.client.reader.PartitionReaderOptions;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.iggy.connector.pinot.connection.SharedIggyClient;
import org.apache.iggy.connector.pinot.connection.TopicResolver;
import org.apache.iggy.connector.pinot.decoder.DecodeAhead;
import org.apache.iggy.connector.pinot.monitor.PartitionMonitor;
import org.apache.iggy.connector.pinot.spi.ConsumerFailure;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;

/**
 * Consumes one partition of an Iggy topic for one Pinot segment.
 *
 * <p>It connects at the first fetch, because a failure any earlier takes the replica offline. A
 * fetch never answers an error with an empty batch: what the client cannot ride out becomes one of
 * Pinot's exceptions. Behind an offset regress a batch may start before the offset asked for, never
 * before the segment's start. {@link #checkpoint} returns what it is given: Pinot owns the offsets.
 * Fetches may come from different threads, one at a time; {@link #close} ends a fetch that another
 * thread is in.
 */
public final class IggyPartitionGroupConsumer implements PartitionGroupConsumer {
  private final IggyStreamConfig config;
  private final int partitionId;
  private final DecodeAhead decodeAhead;
  private final PartitionMonitor monitor;
  private final MessageMapper mapper;
  private final Optional<Long> lowestOffset;
  private final ReaderContinuities.Share continuity;
  private final ReconnectPolicy reconnectPolicy;
  private final Reconnection resolution;
  private final RequestPacing requestPacing = new RequestPacing();
  private final Object fetchLock = new Object();
  private volatile PartitionReader reader;
  private volatile boolean closed;

  /** The batch handed out last, whose payloads the next fetch overwrites; null before it. */
  private IggyMessageBatch handedOut;

  /**
   * Makes a consumer that connects to nothing yet.
   *
   * @param status of the segment; its start is where a regress may go back to
   * @param decodeAhead decodes views of payloads ahead; null when the table's decoder needs copies
   */
  IggyPartitionGroupConsumer(
      IggyStreamConfig config,
      int partitionId,
      PartitionGroupConsumptionStatus status,
      DecodeAhead decodeAhead) {
    this.config = config;
    this.lowestOffset =
        Optional.ofNullable(status.getStartOffset()).map(IggyStreamPartitionMsgOffset::valueOf);
    this.continuity = ReaderContinuities.shared().acquire(config, partitionId, status);
    this.decodeAhead = decodeAhead;
    this.partitionId = partitionId;
    this.monitor = PartitionMonitor.open(config, partitionId);
    this.mapper = new MessageMapper(config, partitionId);
    this.reconnectPolicy =
        ReconnectPolicy.builder().budgetMillis(config.reconnectBudgetMillis()).build();
    this.resolution = reconnectPolicy.newReconnection();
  }

  @Override
  public void start(StreamPartitionMsgOffset startOffset) {
    monitor.started(IggyStreamPartitionMsgOffset.valueOf(startOffset));
  }

  @Override
  public IggyMessageBatch fetchMessages(StreamPartitionMsgOffset startOffset, int timeoutMillis) {
    long offset = IggyStreamPartitionMsgOffset.valueOf(startOffset);
    long startNanos = System.nanoTime();
    synchronized (fetchLock) {
      endHandedOut();
      try {
        boolean atOnce = requestPacing.asksAtOnce();
        FetchedBatch batch = reader(offset).fetch(offset, timeoutMillis, atOnce);
        monitor.fetched(batch, startNanos);
        handedOut = new IggyMessageBatch(batch, mapper, decodeAhead, monitor::decodeFailed);
        paceRequest(handedOut, startNanos);
        return handedOut;
      } catch (IggyException e) {
        monitor.fetchFailed(offset, e);
        throw ConsumerFailure.of(e);
      }
    }
  }

  /** Asks for the next batch at its time, unless the fetch has. */
  private void paceRequest(IggyMessageBatch batch, long fetchStartNanos) {
    boolean decodesAhead = decodeAhead != null && decodeAhead.isDecoding();
    int index =
        requestPacing.index(
            fetchStartNanos, System.nanoTime(), batch.getMessageCount(), decodesAhead);
    if (index == 0) {
      reader.readAhead();
    } else {
      batch.whenReached(index, reader::readAhead);
    }
  }

  private void endHandedOut() {
    if (handedOut != null) {
      handedOut.end();
      handedOut = null;
    }
  }

  private PartitionReader reader(long offset) {
    PartitionReader current = reader;
    if (current == null) {
      current = new PartitionReader(resolvedOptions(offset));
      reader = current;
      monitor.reads(current);
    }
    if (closed) {
      current.close();
    }
    return current;
  }

  /** Names are looked up within the reconnect budget, as everything is that needs the server. */
  private PartitionReaderOptions resolvedOptions(long offset) {
    while (true) {
      try {
        return readerOptions();
      } catch (IggyException e) {
        retry(offset, e);
      }
    }
  }

  /** Waits for the next attempt to look the names up, and tells of it as the reader would. */
  private void retry(long offset, IggyException failure) {
    long outageMillis = resolution.elapsedMillis();
    int attempts = resolution.failures() + 1;
    if (attempts == 1) {
      monitor.connectionLost(offset, failure);
    } else {
      monitor.attemptFailed(offset, attempts, outageMillis, failure);
    }
    try {
      resolution.backOff(failure);
    } catch (IggyInterruptedException e) {
      throw e;
    } catch (IggyException e) {
      if (attempts > 1 && e.isTransient()) {
        monitor.budgetExhausted(offset, outageMillis, attempts, failure);
      }
      throw e;
    }
  }

  private PartitionReaderOptions readerOptions() {
    try (SharedIggyClient clients = SharedIggyClient.acquire(config)) {
      IggyClient client = clients.within(config.connection().requestTimeoutMillis());
      Identifier stream = TopicResolver.stream(client, config.topic());
      return readerOptions(stream, TopicResolver.topic(client, stream, config.topic()));
    }
  }

  private PartitionReaderOptions readerOptions(Identifier stream, Identifier topic) {
    PartitionReaderOptions.Builder options =
        PartitionReaderOptions.builder(config.connection(), stream, topic, partitionId)
            .batchCount(config.pollBatchSize())
            .maxFetchBytes(config.fetchMaxBytes())
            .reconnectPolicy(reconnectPolicy)
            .retriesRefusedLogins(true)
            .regressPolicy(config.offsetRegressPolicy())
            .continuity(continuity.continuity())
            .topicWatch(TopicWatches.of(config))
            .listener(monitor);
    lowestOffset.ifPresent(options::lowestOffset);
    config.consumerName().map(Identifier::named).map(Consumer::single).ifPresent(options::consumer);
    return options.build();
  }

  @Override
  public StreamPartitionMsgOffset checkpoint(StreamPartitionMsgOffset lastOffset) {
    return lastOffset;
  }

  @Override
  public void close() {
    closed = true;
    monitor.close();
    resolution.close();
    continuity.close();
    if (decodeAhead != null) {
      decodeAhead.close();
    }
    PartitionReader current = reader;
    if (current != null) {
      current.close();
    }
  }
}
