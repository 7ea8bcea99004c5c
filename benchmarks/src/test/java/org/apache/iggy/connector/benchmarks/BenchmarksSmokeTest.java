// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.apache.iggy.connector.benchmarks.decode.DecodeComparison;
import org.apache.iggy.connector.benchmarks.fetch.FetchComparison;
import org.apache.iggy.connector.benchmarks.freshness.FreshnessComparison;
import org.apache.iggy.connector.benchmarks.ingest.IngestComparison;
import org.apache.iggy.connector.benchmarks.scaling.IdleCost;
import org.apache.iggy.connector.benchmarks.scaling.PartitionScaling;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;

/**
 * Runs every benchmark for a moment: what they measure is another matter, that they run is this.
 */
class BenchmarksSmokeTest {
  @Test
  void shouldCompareAllReadersWhenRunOnAnEmbeddedServer() {
    assertThat(
            run(
                new FetchComparison(),
                "--messages=5000",
                "--batch-sizes=10,500",
                "--protocols=legacy,vsr",
                "--rounds=2",
                "--warm-up-rounds=1",
                "--round-millis=50"))
        .contains("| 10, legacy | bare socket loop |", "| 10, legacy | official SDK |")
        .contains("| 10, legacy | this plugin |", "| 500, legacy | this plugin |")
        .contains("| 10, vsr | bare socket loop |", "| 10, vsr | this plugin |")
        .contains("| 500, vsr | bare socket loop |", "| 500, vsr | this plugin |")
        .doesNotContain("vsr | official SDK");
  }

  @Test
  void shouldCompareAllDecodersAndSayThatPinotsIsAbsent() {
    StringWriter out = new StringWriter();
    int exitCode =
        new CommandLine(new DecodeComparison())
            .setOut(new PrintWriter(out))
            .execute("--documents=20", "--rounds=2", "--warm-up-rounds=1", "--round-millis=5");
    assertThat(exitCode).isZero();
    assertThat(out.toString())
        .contains("Pinot's JSONMessageDecoder is absent: give its folder with --pinot-json")
        .contains("| bare byte scan |", "| this plugin |", "| jackson-core loop |")
        .contains("| fastjson2 loop |", "| dsl-json loop |", "| jsoniter loop |");
  }

  @Test
  void shouldFillTablesInAllWaysWhenRunOnAnEmbeddedServer() {
    assertThat(run(new IngestComparison(), "--messages=20000", "--rounds=1", "--warm-up-rounds=0"))
        .contains("Pinot's JSON decoder is not on the class path")
        .contains("| small events, 1 | parsed rows from memory |")
        .contains("| small events, 1 | this plugin |")
        .contains("| small events, 1 | this plugin, decode.threads=0 |");
  }

  @Test
  void shouldMeasureFreshnessUpToFetchAndToSql() {
    assertThat(run(new FreshnessComparison(), "--messages=50", "--events=3", "--warm-up=10"))
        .contains("| to fetchMessages |", "| to SQL |", "| to SQL, official SDK |");
  }

  @Test
  void shouldMeasureWhatPartitionsCost() {
    assertThat(run(new PartitionScaling(), "--partitions=1,3", "--messages=3000"))
        .containsPattern("\\| 1 \\| \\d+ \\| 1 \\|")
        .containsPattern("\\| 3 \\| \\d+ \\| 3 \\|");
    assertThat(run(new IdleCost(), "--partitions=2", "--settle-seconds=0", "--seconds=1"))
        .containsPattern("\\| 2 \\| \\d+\\.\\d\\d \\|");
  }

  /** Runs a command, which must succeed; returns what it prints. */
  private static String run(Callable<Integer> command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter errors = new StringWriter();
    int exitCode =
        new CommandLine(command)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(errors))
            .execute(arguments);
    assertThat(errors.toString()).isEmpty();
    assertThat(exitCode).isZero();
    return out.toString();
  }

  @Test
  void shouldRefuseATopicThatWouldEndWithAPartialBatch() {
    StringWriter errors = new StringWriter();
    int exitCode =
        new CommandLine(new FetchComparison())
            .setErr(new PrintWriter(errors))
            .execute("--messages=1001", "--batch-sizes=10");
    assertThat(exitCode).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString()).contains("--messages has to be a multiple");
  }

  @Test
  void shouldRunEveryMicrobenchmark() throws Exception {
    var results =
        new Runner(
                new OptionsBuilder()
                    .include("org.apache.iggy.connector.benchmarks")
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(20))
                    .shouldFailOnError(true)
                    .build())
            .run();
    assertThat(results).hasSize(10);
  }
}
