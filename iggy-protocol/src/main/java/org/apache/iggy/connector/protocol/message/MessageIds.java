// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

/**
 * Ids for messages that have none (0), where the server does not make them: VSR keeps an id of 0,
 * and messages of the same content could not be told apart.
 *
 * <p>An id is made of a random number of 128 bits, which no other connection shares, the number of
 * the request and the index in its batch. A request that is written again therefore has the same
 * ids and the same bytes. Mutable; not thread-safe.
 */
public final class MessageIds {
  /** Leaves ids as they are, 0 too. */
  public static final MessageIds AS_THEY_ARE = new MessageIds(0, 0);

  private static final int INDEX_BITS = 21;

  private final long high;
  private final long seed;
  private long request;

  /** Creates it from a random number that nobody else uses. */
  public MessageIds(long randomLow, long randomHigh) {
    this.high = mix(randomHigh);
    this.seed = randomLow;
  }

  /** Makes the ids of a request's batch from now on. */
  public void startRequest(long number) {
    request = number;
  }

  /** The high half of all ids. */
  long high() {
    return high;
  }

  /** The low half of a message's id, another one for each request and index up to 2^21. */
  long low(int index) {
    return mix(seed + (request << INDEX_BITS) + index);
  }

  /** One long for each long, bits spread (the finalizer of SplitMix64). */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
