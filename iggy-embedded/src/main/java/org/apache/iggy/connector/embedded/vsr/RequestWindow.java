// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.vsr;

/**
 * Remembers which request numbers were executed: exactly for the highest and the {@value #WIDTH}
 * below it; all others below count as executed. Guarded by itself.
 */
public final class RequestWindow {
  private static final int WIDTH = 128;

  private long highest;

  /** Bit {@code i} stands for the number {@code i + 1} below the highest. */
  private long near;

  /** The same, 64 further below. */
  private long far;

  /** Whether the number counts as executed. */
  public boolean contains(long number) {
    if (number > highest) {
      return false;
    }
    long below = highest - number;
    if (below == 0 || below > WIDTH) {
      return true;
    }
    return below <= Long.SIZE
        ? (near >>> (below - 1) & 1) != 0
        : (far >>> (below - 1 - Long.SIZE) & 1) != 0;
  }

  /** Notes that a number was executed, which was not before. */
  public void add(long number) {
    if (number > highest) {
      raise(number - highest);
      highest = number;
      return;
    }
    long below = highest - number;
    if (below <= Long.SIZE) {
      near |= 1L << (below - 1);
    } else {
      far |= 1L << (below - 1 - Long.SIZE);
    }
  }

  /** Moves all bits down, the highest number's own, which is always set, in front of them. */
  private void raise(long by) {
    boolean any = highest > 0;
    if (by <= Long.SIZE) {
      far = by == Long.SIZE ? near : far << by | near >>> (Long.SIZE - by);
      near = by == Long.SIZE ? 0 : near << by;
      near |= any ? 1L << (by - 1) : 0;
    } else if (by <= WIDTH) {
      far = by == WIDTH ? 0 : near << (by - Long.SIZE);
      far |= any ? 1L << (by - 1 - Long.SIZE) : 0;
      near = 0;
    } else {
      far = 0;
      near = 0;
    }
  }
}
