// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** All rounds of one contestant. */
public final class Series {
  private final String name;
  private final List<Round> rounds = new ArrayList<>();

  /** Makes a series without rounds. */
  public Series(String name) {
    this.name = name;
  }

  /** Adds a round. */
  public void add(Round round) {
    rounds.add(round);
  }

  /** What the table calls the contestant. */
  public String name() {
    return name;
  }

  double medianMessagesPerSecond() {
    return sorted(Round::messagesPerSecond)[rounds.size() / 2];
  }

  double slowestMessagesPerSecond() {
    return sorted(Round::messagesPerSecond)[0];
  }

  double fastestMessagesPerSecond() {
    return sorted(Round::messagesPerSecond)[rounds.size() - 1];
  }

  double medianCpuNanosPerMessage() {
    return sorted(Round::cpuNanosPerMessage)[rounds.size() / 2];
  }

  private double[] sorted(ToDoubleFunction<Round> value) {
    return rounds.stream().mapToDouble(value).sorted().toArray();
  }
}
