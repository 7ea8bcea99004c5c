// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.generator;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Ranks from 0 of which a few are drawn very often and most seldom. Immutable. */
final class ZipfDistribution {
  private final double[] cumulative;

  /**
   * @param size how many ranks there are
   * @param exponent how uneven they are: rank r is drawn in proportion to {@code 1 /
   *     (r+1)^exponent}
   */
  ZipfDistribution(int size, double exponent) {
    cumulative = new double[size];
    double sum = 0;
    for (int rank = 0; rank < size; rank++) {
      sum += 1 / Math.pow(rank + 1, exponent);
      cumulative[rank] = sum;
    }
  }

  int next(SplittableRandom random) {
    double target = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, target);
    return found >= 0 ? found : -found - 1;
  }
}
