// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.comparison;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * Options of every comparison: how many rounds; and their order. Each round begins with another
 * contestant, so that what else happens on the machine meets all.
 */
public final class InterleavedRounds {
  @Option(
      names = "--rounds",
      defaultValue = "9",
      description = "Measured rounds, default ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--warm-up-rounds",
      defaultValue = "2",
      description = "Rounds before, not measured, default ${DEFAULT-VALUE}.")
  private int warmUpRounds;

  /** Lets a contestant have its share of a round. */
  @FunctionalInterface
  public interface Turn {
    /** Runs the contestant of that index. */
    Round run(int contestant) throws Exception;
  }

  /** Runs all rounds; the series are in the order of the contestants' names. */
  public List<Series> run(List<String> contestants, Turn turn) throws Exception {
    List<Series> series = new ArrayList<>();
    contestants.forEach(name -> series.add(new Series(name)));
    for (int round = -warmUpRounds; round < rounds; round++) {
      for (int i = 0; i < contestants.size(); i++) {
        int next = Math.floorMod(round + i, contestants.size());
        Round result = turn.run(next);
        if (round >= 0) {
          series.get(next).add(result);
        }
      }
    }
    return series;
  }
}
