// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.scaling;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.benchmarks.comparison.Round;
import org.apache.iggy.connector.benchmarks.server.BenchmarkTopic;
import org.apache.iggy.connector.benchmarks.server.ServerOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the processor time that consumers take on partitions where nothing happens. */
@Command(
    name = "idle-cost",
    mixinStandardHelpOptions = true,
    description = "Measures the processor time of idle partitions.")
public final class IdleCost implements Callable<Integer> {
  private static final int WARM_UP_PARTITIONS = 32;
  private static final int WARM_UP_SECONDS = 12;

  @Mixin private ServerOptions server;

  @Option(
      names = "--partitions",
      split = ",",
      defaultValue = "1,64",
      description = "Numbers of partitions, default ${DEFAULT-VALUE}.")
  private List<Integer> partitionCounts;

  @Option(
      names = "--settle-seconds",
      defaultValue = "65",
      description = "Silence before the measurement, default ${DEFAULT-VALUE}.")
  private int settleSeconds;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "Length of the measurement, default ${DEFAULT-VALUE}.")
  private int seconds;

  @Spec private CommandSpec spec;

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new IdleCost()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    out.println("| idle partitions | client CPU, percent of a core | a ping every 15 ms each |");
    out.println("|---|---|---|");
    try (ServerOptions running = server.start()) {
      // A few polls a second would stay interpreted for minutes, which a long running process is
      // not.
      measurePlugin(running, WARM_UP_PARTITIONS, WARM_UP_SECONDS);
      for (int partitions : partitionCounts) {
        double plugin = measurePlugin(running, partitions, settleSeconds);
        double bare = measureBareLoops(running, partitions);
        out.println(String.format(Locale.ROOT, "| %d | %.2f | %.2f |", partitions, plugin, bare));
        out.flush();
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private double measurePlugin(ServerOptions running, int partitions, int silentSeconds)
      throws Exception {
    try (BenchmarkTopic topic = BenchmarkTopic.create(running, partitions, 1, i -> new byte[] {1});
        PartitionThreads threads = new PartitionThreads(topic, partitions, 100)) {
      threads.awaitMessages(partitions);
      return measureAfter(silentSeconds);
    }
  }

  private double measureBareLoops(ServerOptions running, int count) throws Exception {
    BareIdleLoops loops = new BareIdleLoops(running, count);
    try {
      return measureAfter(0);
    } finally {
      loops.close();
    }
  }

  /** Percent of a core that this process takes after so long a silence. */
  private double measureAfter(int silentSeconds) throws InterruptedException {
    TimeUnit.SECONDS.sleep(silentSeconds);
    long start = System.nanoTime();
    long cpu = Round.processCpuNanos();
    TimeUnit.SECONDS.sleep(seconds);
    return 100.0 * (Round.processCpuNanos() - cpu) / (System.nanoTime() - start);
  }
}
