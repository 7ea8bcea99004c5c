// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.fetch;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.iggy.connector.benchmarks.comparison.ComparisonTable;
import org.apache.iggy.connector.benchmarks.comparison.InterleavedRounds;
import org.apache.iggy.connector.benchmarks.comparison.Series;
import org.apache.iggy.connector.benchmarks.server.BenchmarkTopic;
import org.apache.iggy.connector.benchmarks.server.ServerOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Reads one partition through this project's Pinot plugin, through Iggy's own SDK and by a bare
 * socket loop, on the same topic in one run.
 *
 * <p>Rounds are interleaved and begin with another contestant each, so that what else happens on
 * the machine meets all. Processor time is that of this process; the server is another one.
 */
@Command(
    name = "fetch-comparison",
    mixinStandardHelpOptions = true,
    description = "Compares ways to read one partition of an Iggy server.")
public final class FetchComparison implements Callable<Integer> {
  @Mixin private ServerOptions server;
  @Mixin private InterleavedRounds rounds;

  @Option(
      names = "--messages",
      defaultValue = "2000000",
      description = "Messages in the topic, default ${DEFAULT-VALUE}.")
  private int messages;

  @Option(
      names = "--payload-bytes",
      defaultValue = "150",
      description = "Bytes of each payload, default ${DEFAULT-VALUE}.")
  private int payloadBytes;

  @Option(
      names = "--batch-sizes",
      split = ",",
      defaultValue = "100,1000",
      description = "Values of poll.batch.size, default ${DEFAULT-VALUE}.")
  private List<Integer> batchSizes;

  @Option(
      names = "--round-millis",
      defaultValue = "5000",
      description = "How long each contestant reads in a round, default ${DEFAULT-VALUE}.")
  private long roundMillis;

  @Spec private CommandSpec spec;

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new FetchComparison()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    requireFullBatches();
    PrintWriter out = spec.commandLine().getOut();
    try (ServerOptions running = server.start();
        BenchmarkTopic topic =
            BenchmarkTopic.create(
                running, 1, messages, i -> BenchmarkTopic.payload(i, payloadBytes))) {
      for (int size : batchSizes) {
        ComparisonTable table = compare(topic, size);
        if (size == batchSizes.get(0)) {
          table.printHeader("poll.batch.size", out);
        }
        table.print(Integer.toString(size), out);
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void requireFullBatches() {
    for (int size : batchSizes) {
      if (size < 1 || messages % size != 0) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), "--messages has to be a multiple of each of --batch-sizes");
      }
    }
  }

  private ComparisonTable compare(BenchmarkTopic topic, int batchSize) throws Exception {
    try (Contestant bare = new BareSocketContestant(topic, batchSize);
        Contestant sdk = new SdkContestant(topic, batchSize);
        Contestant plugin = new PluginContestant(topic, batchSize)) {
      List<Contestant> contestants = List.of(bare, sdk, plugin);
      List<Series> series =
          rounds.run(
              contestants.stream().map(Contestant::name).toList(),
              i -> FetchRound.run(contestants.get(i), roundMillis, batchSize, payloadBytes));
      return new ComparisonTable(series)
          .comparedWith("bare loop", series.get(0))
          .comparedWith("SDK", series.get(1));
    }
  }
}
