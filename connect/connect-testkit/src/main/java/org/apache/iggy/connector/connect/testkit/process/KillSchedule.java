// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.process;

import java.util.Random;

/**
 * The moments at which a process is killed: random, and the same for the same seed.
 *
 * <p>Every fourth comes somewhere in the start, the others while the process works.
 */
public final class KillSchedule {
  private static final int START_EVERY = 4;

  private final long seed;
  private final Random random;
  private final int longestStartMillis;
  private final int longestWorkMillis;
  private int moments;

  private KillSchedule(long seed, int longestStartMillis, int longestWorkMillis) {
    this.seed = seed;
    this.random = new Random(seed);
    this.longestStartMillis = longestStartMillis;
    this.longestWorkMillis = longestWorkMillis;
  }

  /**
   * A schedule.
   *
   * @param longestStartMillis kills in the start come this long after the process at the latest
   * @param longestWorkMillis kills at work come this long after the first work at the latest
   */
  public static KillSchedule seeded(long seed, int longestStartMillis, int longestWorkMillis) {
    return new KillSchedule(seed, longestStartMillis, longestWorkMillis);
  }

  /** One moment: how long after the start, or after the first work was seen. */
  public record Moment(boolean inStart, int afterMicros) {}

  /** The next moment. */
  public Moment next() {
    boolean inStart = ++moments % START_EVERY == 0;
    int longest = inStart ? longestStartMillis : longestWorkMillis;
    return new Moment(inStart, random.nextInt(longest * 1_000));
  }

  @Override
  public String toString() {
    return "kill moments of seed " + seed;
  }
}
