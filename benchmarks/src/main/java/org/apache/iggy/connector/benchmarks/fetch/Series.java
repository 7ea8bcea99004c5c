// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** All rounds of one contestant at one batch size. */
final class Series {
  private final String name;
  private final List<Round> rounds = new ArrayList<>();

  Series(String name) {
    this.name = name;
  }

  void add(Round round) {
    rounds.add(round);
  }

  String name() {
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
