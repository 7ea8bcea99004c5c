// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

/**
 * How many messages to ask for so that the answer fits a limit in bytes, learned from the answers:
 * the server itself bounds an answer by count only.
 *
 * <p>Requests aim at a quarter of the limit, which leaves room for messages larger than the average
 * so far. The average follows growing messages at once and shrinking ones slowly.
 */
public final class FetchSize {
  private static final int HEADROOM = 4;
  private static final int MEMORY = 8;

  private final int batchCount;
  private final long targetBytes;
  private long averageBytes = 1;
  private int ceiling;

  /** Starts with the full count, as long as no answer has shown that it is too much. */
  public FetchSize(int batchCount, int maxFetchBytes) {
    this(batchCount, (long) maxFetchBytes / HEADROOM);
  }

  /** A size whose answers are to have so many bytes themselves. */
  public static FetchSize aimingAt(int batchCount, int targetBytes) {
    return new FetchSize(batchCount, (long) targetBytes);
  }

  private FetchSize(int batchCount, long targetBytes) {
    this.batchCount = batchCount;
    this.targetBytes = targetBytes;
    this.ceiling = batchCount;
  }

  /** The count to ask for next, 1 to the batch count. */
  public int nextCount() {
    return (int) Math.max(1, Math.min(ceiling, targetBytes / averageBytes));
  }

  /** Learns from an answer that was taken. */
  public void accepted(int count, int sizeBytes) {
    long average = Math.max(1, (sizeBytes + count - 1L) / count);
    averageBytes = Math.max(average, (averageBytes * (MEMORY - 1) + average) / MEMORY);
    ceiling = (int) Math.min(batchCount, ceiling * 2L);
  }

  /** Learns from an answer that was too large: asks for half at most, less if that will not fit. */
  public void refused(int askedCount, long frameBytes) {
    long average = Math.max(1, frameBytes / askedCount);
    long fitting = Math.min(askedCount / 2, targetBytes / average);
    ceiling = (int) Math.max(1, Math.min(ceiling, fitting));
  }
}
