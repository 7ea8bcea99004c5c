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
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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
      names = "--protocols",
      split = ",",
      paramLabel = "legacy|vsr",
      defaultValue = "legacy",
      converter = GenerationConverter.class,
      description =
          "Generations of the protocol to read by, default ${DEFAULT-VALUE}. The embedded server"
              + " speaks both, in the same rounds with legacy,vsr; a real server speaks one.")
  private List<ProtocolGeneration> protocols;

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
    try (ServerOptions running = server.start();
        BenchmarkTopic topic =
            BenchmarkTopic.create(
                running, 1, messages, i -> BenchmarkTopic.payload(i, payloadBytes))) {
      for (int size : batchSizes) {
        compare(topic, size);
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

  private void compare(BenchmarkTopic topic, int batchSize) throws Exception {
    try (FetchContestants contestants = FetchContestants.open(topic, batchSize, protocols)) {
      List<Series> series =
          rounds.run(
              contestants.names(),
              i -> FetchRound.run(contestants.get(i), roundMillis, batchSize, payloadBytes));
      for (ProtocolGeneration protocol : protocols) {
        print(contestants, series, batchSize, protocol);
      }
    }
  }

  /** Each generation has a bare loop of its own to be compared with. */
  private void print(
      FetchContestants contestants, List<Series> all, int batchSize, ProtocolGeneration protocol) {
    List<Series> own = contestants.of(protocol).stream().map(all::get).toList();
    ComparisonTable table = new ComparisonTable(own).comparedWith("bare loop", own.get(0));
    contestants.sdk().ifPresent(sdk -> table.comparedWith("SDK", all.get(sdk)));
    if (protocols.size() > 1) {
      int first = contestants.pluginOf(protocols.get(0));
      table.comparedWith("plugin, " + protocols.get(0), all.get(first));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (batchSize == batchSizes.get(0) && protocol == protocols.get(0)) {
      table.printHeader("poll.batch.size", out);
    }
    table.print(batchSize + (protocols.size() > 1 ? ", " + protocol : ""), out);
  }

  /** Takes the generations by the names that settings have for them. */
  static final class GenerationConverter implements ITypeConverter<ProtocolGeneration> {
    @Override
    public ProtocolGeneration convert(String value) {
      return ProtocolGeneration.of(value)
          .orElseThrow(() -> new TypeConversionException("'" + value + "' is not legacy or vsr"));
    }
  }
}
