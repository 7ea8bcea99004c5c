// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.process;

import java.util.Random;

/**
 * The moments at which a process is killed: random, and the same for the same seed.
 *
 * <p>Every fourth comes somewhere in the start, the others while the process works; before every
 * tenth it has caught up, so that work which begins anew after a crash, such as a snapshot, is
 * interrupted nine times and then done.
 */
public final class KillSchedule {
  private static final int START_EVERY = 4;
  private static final int CATCH_UP_EVERY = 10;

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

  /**
   * One moment.
   *
   * @param afterMicros how long after the start, after the first work was seen, or after catching
   *     up
   */
  public record Moment(boolean inStart, boolean afterCatchUp, int afterMicros) {}

  /** The next moment. */
  public Moment next() {
    moments++;
    boolean afterCatchUp = moments % CATCH_UP_EVERY == 0;
    boolean inStart = !afterCatchUp && moments % START_EVERY == 0;
    int longest = inStart ? longestStartMillis : longestWorkMillis;
    return new Moment(inStart, afterCatchUp, random.nextInt(longest * 1_000));
  }

  @Override
  public String toString() {
    return "kill moments of seed " + seed;
  }
}
