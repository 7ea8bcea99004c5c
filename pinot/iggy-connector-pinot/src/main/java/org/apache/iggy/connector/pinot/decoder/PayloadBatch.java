// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

/**
 * The payloads of one fetched batch, as ranges of the array that the answer was read into.
 *
 * <p>It ends with {@link #end}, when that array is about to be used again; its {@link PayloadView}s
 * then refuse to be read. Filled and ended by the consumer, read by the decoder, one after the
 * other.
 */
public final class PayloadBatch {
  private final DecodeAhead ahead;
  private final Runnable refusals;
  private final byte[] bytes;
  private final int[] starts;
  private final int[] lengths;
  private int count;
  private volatile boolean ended;

  /**
   * Makes a batch of at most {@code capacity} payloads that lie in {@code bytes}.
   *
   * @param refusals runs for each payload that the decoder refuses
   */
  public PayloadBatch(DecodeAhead ahead, Runnable refusals, byte[] bytes, int capacity) {
    this.ahead = ahead;
    this.refusals = refusals;
    this.bytes = bytes;
    this.starts = new int[capacity];
    this.lengths = new int[capacity];
  }

  /** Adds the next payload. */
  public void add(int start, int length) {
    starts[count] = start;
    lengths[count++] = length;
  }

  /** How many payloads it has. */
  public int count() {
    return count;
  }

  /** The payload at an index, 0 to {@link #count} - 1: what Pinot hands to the decoder. */
  public PayloadView view(int index) {
    return new PayloadView(this, index);
  }

  /** Begins to decode, when all payloads are added. */
  public void begin() {
    ahead.begin(this);
  }

  /** Ends the batch: its views cannot be read any more, and no thread reads the array. */
  public void end() {
    ended = true;
    ahead.end();
  }

  /** Tells that the decoder has refused a payload. */
  void refused() {
    refusals.run();
  }

  DecodeAhead ahead() {
    return ahead;
  }

  /**
   * The array that holds the payloads.
   *
   * @throws IllegalStateException when the batch has ended
   */
  byte[] bytes() {
    if (ended) {
      throw new IllegalStateException(
          "the payload belongs to a batch that a later fetch has replaced; decode each message"
              + " before the next fetch");
    }
    return bytes;
  }

  int start(int index) {
    return starts[index];
  }

  int length(int index) {
    return lengths[index];
  }
}
