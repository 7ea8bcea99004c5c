// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.freshness;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.iggy.connector.benchmarks.comparison.Latencies;
import org.apache.iggy.connector.benchmarks.comparison.Round;
import org.apache.iggy.connector.benchmarks.ingest.SdkConsumerFactory;
import org.apache.iggy.connector.benchmarks.server.BenchmarkTopic;
import org.apache.iggy.connector.benchmarks.server.ServerOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures how soon a message can be read by the plugin at 1,000 messages a second, and how soon an
 * event is seen by SQL, through the plugin and through Iggy's own SDK.
 */
@Command(
    name = "freshness-comparison",
    mixinStandardHelpOptions = true,
    description = "Measures the time from sending a message to reading and querying it.")
public final class FreshnessComparison implements Callable<Integer> {
  @Mixin private ServerOptions server;

  @Option(
      names = "--messages",
      defaultValue = "30000",
      description = "Messages read, default ${DEFAULT-VALUE}.")
  private int messages;

  @Option(
      names = "--events",
      defaultValue = "500",
      description = "Events queried, default ${DEFAULT-VALUE}.")
  private int events;

  @Option(
      names = "--warm-up",
      defaultValue = "100",
      description =
          "Events queried before, not measured, and 20 times as many messages read;"
              + " default ${DEFAULT-VALUE}.")
  private int warmUp;

  @Spec private CommandSpec spec;

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new FreshnessComparison()).execute(args));
  }

  /** One of the ways to be measured, on a topic that is empty. */
  @FunctionalInterface
  private interface Measurement {
    Latencies on(BenchmarkTopic topic) throws Exception;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "| from sending | p50 ms | p99 ms | p99.9 ms | longest ms | CPU, percent of a core |");
    out.println("|---|---|---|---|---|---|");
    try (ServerOptions running = server.start()) {
      print(
          "to a bare loop",
          running,
          topic -> new FetchFreshness(20 * warmUp, messages).measureBareLoop(topic));
      print(
          "to fetchMessages",
          running,
          topic -> new FetchFreshness(20 * warmUp, messages).measurePlugin(topic));
      QueryFreshness query = new QueryFreshness(warmUp, events);
      print("to SQL", running, topic -> query.measure(topic, topic.pluginSettings(100)));
      print("to SQL, official SDK", running, topic -> query.measure(topic, sdkSettings(topic)));
    }
    return CommandLine.ExitCode.OK;
  }

  private void print(String name, ServerOptions running, Measurement measurement) throws Exception {
    try (BenchmarkTopic topic = BenchmarkTopic.create(running, 1, 0, i -> new byte[0])) {
      long start = System.nanoTime();
      long cpu = Round.processCpuNanos();
      Latencies latencies = measurement.on(topic);
      double cores =
          (double) (Round.processCpuNanos() - cpu) / Math.max(1, System.nanoTime() - start);
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          String.format(Locale.ROOT, "| %s | %s | %.0f |", name, latencies.cells(), cores * 100));
      out.flush();
    }
  }

  private static Map<String, String> sdkSettings(BenchmarkTopic topic) {
    Map<String, String> settings = topic.pluginSettings(100);
    settings.put("stream.iggy.consumer.factory.class.name", SdkConsumerFactory.class.getName());
    settings.put(SdkConsumerFactory.MESSAGES, "0");
    return settings;
  }
}
