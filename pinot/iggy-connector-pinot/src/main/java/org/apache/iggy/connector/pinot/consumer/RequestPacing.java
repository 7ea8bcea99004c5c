// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.consumer;

/**
 * When to ask for the next batch while Pinot indexes the one at hand.
 *
 * <p>As a rule at once, so that the answer is there in time. But while another thread decodes the
 * batch, a server on the same machine would compete with it, and both with the thread that indexes,
 * the one that everything waits for. Then it is asked a third of the batch later, when decoding is
 * done. Where answers come too late for that, from a server far away or a busy one, it is asked at
 * once for a while. Not thread-safe.
 */
final class RequestPacing {
  /** So many batches are asked for at once after an answer that came late. */
  static final int BATCHES_AT_ONCE = 64;

  private static final int PART_OF_BATCH = 3;

  /** A fetch that takes this part of the time that Pinot took for a batch had to wait. */
  private static final int PART_OF_INDEXING = 3;

  private int atOnce;
  private boolean decodedAhead;
  private boolean askedLater;
  private long handedOutNanos;

  /**
   * Whether the fetch that is about to begin asks for what comes next as soon as it has its answer,
   * which the server then works on while the answer is looked through; otherwise it asks where
   * {@link #index} says.
   */
  boolean asksAtOnce() {
    return !decodedAhead || atOnce > 1;
  }

  /**
   * Where in the batch of the fetch that has just ended to ask for the next one.
   *
   * @param fetchStartNanos when the fetch that has just ended began
   * @param nowNanos when it ended
   * @param count messages of the batch
   * @param decodesAhead whether another thread decodes it
   * @return the index of a message; 0 for at once, if the fetch has not done so
   */
  int index(long fetchStartNanos, long nowNanos, int count, boolean decodesAhead) {
    long indexingNanos = fetchStartNanos - handedOutNanos;
    boolean late = askedLater && (nowNanos - fetchStartNanos) * PART_OF_INDEXING > indexingNanos;
    atOnce = late ? BATCHES_AT_ONCE : Math.max(0, atOnce - 1);
    askedLater = decodedAhead && decodesAhead && atOnce == 0;
    decodedAhead = decodesAhead;
    handedOutNanos = nowNanos;
    return askedLater ? count / PART_OF_BATCH : 0;
  }
}
