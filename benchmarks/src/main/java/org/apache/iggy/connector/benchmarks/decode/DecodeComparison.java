// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.decode;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.pinot.spi.data.readers.GenericRow;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Makes rows of JSON documents with this project's decoder, with Pinot's own, and in other ways, in
 * interleaved rounds of one run, after a check that all make the same rows.
 */
@Command(
    name = "decode-comparison",
    mixinStandardHelpOptions = true,
    description = "Compares ways to decode JSON documents into Pinot rows.")
public final class DecodeComparison implements Callable<Integer> {
  @Option(
      names = "--pinot-json",
      paramLabel = "FOLDER",
      description = "Holds the jar of Pinot's pinot-json; left out of the comparison if absent.")
  private Path pinotJson;

  @Option(
      names = "--github-events",
      paramLabel = "FILE",
      description = "GitHub events, one a line, gzipped or not; left out if absent.")
  private Path githubEvents;

  @Option(
      names = "--airline-stats",
      paramLabel = "FILE",
      description = "Pinot's airlineStats, one a line, gzipped or not; left out if absent.")
  private Path airlineStats;

  @Option(
      names = "--documents",
      defaultValue = "1000",
      description = "Documents of each input, default ${DEFAULT-VALUE}.")
  private int documents;

  @Option(names = "--rounds", defaultValue = "9", description = "Default ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--round-millis",
      defaultValue = "500",
      description = "How long each contestant decodes in a round, default ${DEFAULT-VALUE}.")
  private long roundMillis;

  @Option(
      names = "--warm-up-rounds",
      defaultValue = "4",
      description = "Rounds before, not measured, default ${DEFAULT-VALUE}.")
  private int warmUpRounds;

  @Spec private CommandSpec spec;

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new DecodeComparison()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (pinotJson == null) {
      out.println("Pinot's JSONMessageDecoder is absent: give its folder with --pinot-json.\n");
    }
    out.println(
        "| input, columns | bytes | decoder | ns/message, median | fastest-slowest round"
            + " | × faster than Pinot's | bytes allocated/message |");
    out.println("|---|---|---|---|---|---|---|");
    for (DecodeInput input : inputs()) {
      compare(input, out);
    }
    return CommandLine.ExitCode.OK;
  }

  private List<DecodeInput> inputs() throws Exception {
    List<DecodeInput> inputs = new ArrayList<>();
    inputs.add(DecodeInput.smallEvents(documents));
    if (githubEvents != null) {
      Set<String> flat = Set.of("id", "type", "public", "created_at");
      inputs.add(DecodeInput.lines("GitHub events, 4 flat of 7", githubEvents, documents, flat));
      inputs.add(DecodeInput.lines("GitHub events, all", githubEvents, documents, Set.of()));
    }
    if (airlineStats != null) {
      Set<String> few =
          Set.of("DaysSinceEpoch", "Carrier", "Origin", "Dest", "ArrDelay", "Distance");
      inputs.add(DecodeInput.lines("airline data, 6 of 80", airlineStats, documents, few));
      inputs.add(DecodeInput.lines("airline data, all", airlineStats, documents, Set.of()));
    }
    return inputs;
  }

  private List<DecodeContestant> contestants() {
    List<DecodeContestant> contestants = new ArrayList<>();
    contestants.add(new ByteScanContestant());
    contestants.add(new IggyDecoderContestant());
    contestants.add(new JacksonContestant());
    contestants.add(new Fastjson2Contestant());
    contestants.add(new DslJsonContestant());
    contestants.add(new JsoniterContestant());
    if (pinotJson != null) {
      contestants.add(new PinotDecoderContestant(pinotJson));
    }
    return contestants;
  }

  private void compare(DecodeInput input, PrintWriter out) throws Exception {
    List<DecodeSeries> series = new ArrayList<>();
    for (DecodeContestant contestant : contestants()) {
      series.add(new DecodeSeries(contestant, input));
    }
    requireSameRows(input, series);
    for (int round = -warmUpRounds; round < rounds; round++) {
      for (int i = 0; i < series.size(); i++) {
        series.get(Math.floorMod(round + i, series.size())).run(roundMillis, round >= 0);
      }
    }
    print(input, series, out);
  }

  /** A decoder that makes something else is not compared. */
  private static void requireSameRows(DecodeInput input, List<DecodeSeries> series)
      throws Exception {
    List<DecodeSeries> makers = series.stream().filter(s -> s.contestant().makesRows()).toList();
    for (byte[] document : input.documents()) {
      GenericRow expected = makers.get(0).row(document).copy();
      for (DecodeSeries each : makers) {
        if (!sameFields(each.row(document), expected)) {
          throw new IllegalStateException(
              each.contestant().name() + " makes another row of a document of " + input.name());
        }
      }
    }
  }

  private static boolean sameFields(GenericRow row, GenericRow expected) {
    Map<String, Object> fields = row.getFieldToValueMap();
    Map<String, Object> others = expected.getFieldToValueMap();
    return fields.keySet().equals(others.keySet())
        && fields.entrySet().stream()
            .allMatch(
                field ->
                    Arrays.deepEquals(
                        new Object[] {field.getValue()},
                        new Object[] {others.get(field.getKey())}));
  }

  private static void print(DecodeInput input, List<DecodeSeries> series, PrintWriter out) {
    DecodeSeries last = series.get(series.size() - 1);
    boolean hasPinot = last.contestant() instanceof PinotDecoderContestant;
    for (DecodeSeries each : series) {
      out.println(
          String.format(
              Locale.ROOT,
              "| %s | %d | %s | %.0f | %.0f-%.0f | %s | %.0f |",
              input.name(),
              input.averageBytes(),
              each.contestant().name(),
              each.medianNanos(),
              each.fastestNanos(),
              each.slowestNanos(),
              hasPinot
                  ? String.format(Locale.ROOT, "%.2f", last.medianNanos() / each.medianNanos())
                  : "?",
              each.bytesPerDocument()));
    }
    out.flush();
  }
}
