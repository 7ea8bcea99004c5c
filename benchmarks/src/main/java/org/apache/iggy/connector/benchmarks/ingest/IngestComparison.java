// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.ingest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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
 * Fills a real Pinot table, embedded in this process, from an Iggy server through this project's
 * plugin and through Iggy's own SDK, and from memory: with payloads, and with rows already parsed,
 * which is the limit of what Pinot can index.
 *
 * <p>Pinot's JSON decoder takes part when the jar of its pinot-json is on the class path.
 */
@Command(
    name = "ingest-comparison",
    mixinStandardHelpOptions = true,
    description = "Compares ways to fill a Pinot table.")
public final class IngestComparison implements Callable<Integer> {
  @Mixin private ServerOptions server;
  @Mixin private InterleavedRounds rounds;

  @Option(
      names = "--messages",
      defaultValue = "1000000",
      description = "Messages in each partition, default ${DEFAULT-VALUE}.")
  private int messages;

  @Option(
      names = "--partitions",
      defaultValue = "1",
      description = "Partitions, default ${DEFAULT-VALUE}; with more, only the plugin takes part.")
  private int partitions;

  @Option(
      names = "--batch-size",
      defaultValue = "1000",
      description = "Messages of a poll, default ${DEFAULT-VALUE}.")
  private int batchSize;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "Events, one JSON object a line, perhaps gzipped; small ones if absent.")
  private Path eventFile;

  @Option(names = "--schema", paramLabel = "FILE", description = "Pinot schema of the events.")
  private Path schemaFile;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "Contestants whose names contain one of these, for a profiler.")
  private List<String> only = List.of("");

  @Spec private CommandSpec spec;

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new IngestComparison()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (!IngestContestants.havePinotDecoder()) {
      out.println("Pinot's JSON decoder is not on the class path and does not take part.");
    }
    EventSet events = events();
    try (ServerOptions running = server.start();
        BenchmarkTopic topic =
            BenchmarkTopic.create(running, partitions, messages, events::payload)) {
      compare(events, topic, out);
    }
    return CommandLine.ExitCode.OK;
  }

  private EventSet events() throws IOException {
    if ((eventFile == null) != (schemaFile == null)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--events and --schema go together");
    }
    return eventFile == null ? EventSet.small() : EventSet.of(eventFile, schemaFile);
  }

  private void compare(EventSet events, BenchmarkTopic topic, PrintWriter out) throws Exception {
    List<IngestContestant> contestants =
        new IngestContestants(events, topic, batchSize)
            .all(partitions).stream()
                .filter(each -> only.stream().anyMatch(each.name()::contains))
                .toList();
    IngestRound round = new IngestRound(events, (long) messages * partitions);
    List<Series> series =
        rounds.run(
            contestants.stream().map(IngestContestant::name).toList(),
            i -> round.run(contestants.get(i)));
    ComparisonTable table = new ComparisonTable(series);
    compareWith("ceiling", IngestContestants.CEILING, series, table);
    compareWith("ceiling with polls", IngestContestants.POLLED, series, table);
    compareWith("memory", IngestContestants.MEMORY, series, table);
    compareWith("SDK", IngestContestants.SDK, series, table);
    compareWith("not ahead", IngestContestants.NOT_AHEAD, series, table);
    table.printHeader("events, partitions", out);
    table.print(events.name() + ", " + partitions, out);
  }

  private static void compareWith(
      String label, String name, List<Series> series, ComparisonTable table) {
    IntStream.range(0, series.size())
        .filter(i -> series.get(i).name().equals(name))
        .forEach(i -> table.comparedWith(label, series.get(i)));
  }
}
