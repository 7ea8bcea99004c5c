// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.monitor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.iggy.connector.client.reader.FetchedBatch;
import org.apache.iggy.connector.client.reader.PartitionReader;

/**
 * The figures of one partition of a table. Any number of consumers may write at once; per fetch
 * that is a few additions, per message nothing, and nothing is allocated.
 */
final class PartitionMetrics implements PartitionMXBean {
  private static final long UNKNOWN = -1;

  private final LongAdder messages = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder fetches = new LongAdder();
  private final LongAdder emptyFetches = new LongAdder();
  private final LongAdder failedFetches = new LongAdder();
  private final LongAdder decodeErrors = new LongAdder();
  private final LongAdder reconnects = new LongAdder();
  private final LongAdder failedAttempts = new LongAdder();
  private final LongAdder outageMillis = new LongAdder();
  private final LongAdder gaps = new LongAdder();
  private final LongAdder missingMessages = new LongAdder();
  private final LongAdder regresses = new LongAdder();
  private final MinuteRate messageRate = new MinuteRate(messages::sum);
  private final MinuteRate byteRate = new MinuteRate(bytes::sum);
  private final LatencyHistogram latency = new LatencyHistogram();
  private final List<PartitionReader> readers = new CopyOnWriteArrayList<>();
  private volatile int consumers;
  private volatile long offset = UNKNOWN;
  private volatile long lag = UNKNOWN;
  private volatile boolean received;
  private volatile long receivedNanos;
  private volatile String lastError = "";
  private volatile long lastErrorTimeMillis;

  /** A fetch has returned this batch after so long. */
  void fetched(FetchedBatch batch, long nanos) {
    fetches.increment();
    offset = batch.nextOffset();
    lag = lag(batch);
    if (batch.isEmpty()) {
      emptyFetches.increment();
    } else {
      messages.add(batch.count());
      bytes.add(batch.sizeBytes());
      latency.record(nanos);
      receivedNanos = System.nanoTime();
      received = true;
    }
    messageRate.step();
    byteRate.step();
  }

  private static long lag(FetchedBatch batch) {
    long last = batch.currentOffset();
    // Of a partition that nothing was written to, the server says that its last offset is 0.
    boolean empty = last == 0 && batch.isEmpty() && batch.nextOffset() == 0;
    return last < 0 ? UNKNOWN : empty ? 0 : Math.max(0, last + 1 - batch.nextOffset());
  }

  /** A fetch has ended with an exception. */
  void fetchFailed(String error) {
    failedFetches.increment();
    failed(error);
  }

  /** Something went wrong, and may yet be overcome. */
  void failed(String error) {
    lastError = error;
    lastErrorTimeMillis = System.currentTimeMillis();
  }

  /** An attempt to come back has failed. */
  void attemptFailed(String error) {
    failedAttempts.increment();
    failed(error);
  }

  /** The decoder has refused a message. */
  void decodeFailed() {
    decodeErrors.increment();
  }

  /** An outage is over. */
  void reconnected(long afterMillis) {
    reconnects.increment();
    outageMillis.add(afterMillis);
  }

  /** Messages were gone before they were read. */
  void missing(long count) {
    gaps.increment();
    missingMessages.add(count);
  }

  /** The server has lost messages that were read. */
  void regressed() {
    regresses.increment();
  }

  /** A consumer's reader, asked whether it is connected until it is {@linkplain #removed}. */
  void added(PartitionReader reader) {
    readers.add(reader);
  }

  /** The reader is done with. */
  void removed(PartitionReader reader) {
    readers.remove(reader);
  }

  /** How many consumers are open now. */
  void consumers(int open) {
    consumers = open;
  }

  @Override
  public long getMessages() {
    return messages.sum();
  }

  @Override
  public long getBytes() {
    return bytes.sum();
  }

  @Override
  public double getMessagesPerSecond() {
    return messageRate.perSecond();
  }

  @Override
  public double getBytesPerSecond() {
    return byteRate.perSecond();
  }

  @Override
  public long getFetches() {
    return fetches.sum();
  }

  @Override
  public long getEmptyFetches() {
    return emptyFetches.sum();
  }

  @Override
  public long getFailedFetches() {
    return failedFetches.sum();
  }

  @Override
  public long getDecodeErrors() {
    return decodeErrors.sum();
  }

  @Override
  public long getReconnects() {
    return reconnects.sum();
  }

  @Override
  public long getFailedAttempts() {
    return failedAttempts.sum();
  }

  @Override
  public long getOutageMillis() {
    return outageMillis.sum();
  }

  @Override
  public long getGaps() {
    return gaps.sum();
  }

  @Override
  public long getMissingMessages() {
    return missingMessages.sum();
  }

  @Override
  public long getRegresses() {
    return regresses.sum();
  }

  @Override
  public long getOffset() {
    return offset;
  }

  @Override
  public long getLag() {
    return lag;
  }

  @Override
  public boolean isConnected() {
    return readers.stream().anyMatch(PartitionReader::isConnected);
  }

  @Override
  public int getConsumers() {
    return consumers;
  }

  @Override
  public long getMillisSinceLastMessage() {
    return received ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - receivedNanos) : UNKNOWN;
  }

  @Override
  public String getLastError() {
    return lastError;
  }

  @Override
  public long getLastErrorTimeMillis() {
    return lastErrorTimeMillis;
  }

  @Override
  public double getFetchMillisP50() {
    return latency.percentileMillis(0.5);
  }

  @Override
  public double getFetchMillisP99() {
    return latency.percentileMillis(0.99);
  }

  @Override
  public double getFetchMillisP999() {
    return latency.percentileMillis(0.999);
  }

  @Override
  public double getFetchMillisMax() {
    return latency.maxMillis();
  }
}
