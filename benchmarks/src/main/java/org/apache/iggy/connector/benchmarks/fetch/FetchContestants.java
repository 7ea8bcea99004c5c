// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.iggy.connector.benchmarks.server.BenchmarkTopic;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;

/** The contestants of a comparison in all generations of the protocol, in one order. */
final class FetchContestants implements AutoCloseable {
  private final List<Contestant> contestants = new ArrayList<>();
  private final List<ProtocolGeneration> generations = new ArrayList<>();

  private FetchContestants() {}

  /** Connects them: of each generation the bare loop first and the plugin last. */
  static FetchContestants open(
      BenchmarkTopic topic, int batchSize, List<ProtocolGeneration> generations) {
    FetchContestants all = new FetchContestants();
    try {
      for (ProtocolGeneration generation : generations) {
        all.add(generation, BareSocketContestant.open(topic, batchSize, generation));
        // The official SDK for Java that is released speaks no other.
        if (generation == ProtocolGeneration.LEGACY) {
          all.add(generation, new SdkContestant(topic, batchSize));
        }
        all.add(generation, new PluginContestant(topic, batchSize, generation));
      }
      return all;
    } catch (RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private void add(ProtocolGeneration generation, Contestant contestant) {
    generations.add(generation);
    contestants.add(contestant);
  }

  List<String> names() {
    return contestants.stream().map(Contestant::name).toList();
  }

  Contestant get(int index) {
    return contestants.get(index);
  }

  /** Indexes of a generation's contestants. */
  List<Integer> of(ProtocolGeneration generation) {
    return IntStream.range(0, contestants.size())
        .filter(i -> generations.get(i) == generation)
        .boxed()
        .toList();
  }

  /** Index of a generation's plugin. */
  int pluginOf(ProtocolGeneration generation) {
    List<Integer> own = of(generation);
    return own.get(own.size() - 1);
  }

  /** Index of the official SDK, if it takes part. */
  OptionalInt sdk() {
    return IntStream.range(0, contestants.size())
        .filter(i -> contestants.get(i) instanceof SdkContestant)
        .findFirst();
  }

  @Override
  public void close() {
    contestants.forEach(Contestant::close);
  }
}
