// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.fetch;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.iggy.connector.client.IggyAddress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      description = "An Iggy server; an embedded one is started in a process of its own if absent.")
  private String address;

  @Option(names = "--username", defaultValue = "iggy", description = "Default ${DEFAULT-VALUE}.")
  private String username;

  @Option(names = "--password", defaultValue = "iggy", description = "Default ${DEFAULT-VALUE}.")
  private String password;

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
      names = "--rounds",
      defaultValue = "9",
      description = "Measured rounds, default ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--round-millis",
      defaultValue = "5000",
      description = "How long each contestant reads in a round, default ${DEFAULT-VALUE}.")
  private long roundMillis;

  @Option(
      names = "--warm-up-rounds",
      defaultValue = "2",
      description = "Rounds before, not measured, default ${DEFAULT-VALUE}.")
  private int warmUpRounds;

  @Spec private CommandSpec spec;

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new FetchComparison()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    requireFullBatches();
    PrintWriter out = spec.commandLine().getOut();
    if (address != null) {
      compare(IggyAddress.parse(address), out);
    } else {
      try (EmbeddedServerProcess server = EmbeddedServerProcess.start(username, password)) {
        compare(server.address(), out);
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

  private void compare(IggyAddress server, PrintWriter out) throws Exception {
    try (BenchmarkTopic topic =
        BenchmarkTopic.create(server, username, password, messages, payloadBytes)) {
      ComparisonTable.printHeader(out);
      for (int size : batchSizes) {
        compare(topic, size).print(size, out);
      }
    }
  }

  private ComparisonTable compare(BenchmarkTopic topic, int batchSize) throws Exception {
    try (Contestant bare = new BareSocketContestant(topic, batchSize);
        Contestant sdk = new SdkContestant(topic, batchSize);
        Contestant plugin = new PluginContestant(topic, batchSize)) {
      List<Contestant> contestants = List.of(bare, sdk, plugin);
      List<Series> series = new ArrayList<>();
      contestants.forEach(each -> series.add(new Series(each.name())));
      for (int round = -warmUpRounds; round < rounds; round++) {
        for (int i = 0; i < contestants.size(); i++) {
          int turn = Math.floorMod(round + i, contestants.size());
          Round result = Round.run(contestants.get(turn), roundMillis, batchSize, payloadBytes);
          if (round >= 0) {
            series.get(turn).add(result);
          }
        }
      }
      return new ComparisonTable(series.get(0), series.get(1), series);
    }
  }
}
