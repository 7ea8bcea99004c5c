// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.scaling;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.iggy.connector.benchmarks.server.BenchmarkTopic;
import org.apache.iggy.connector.benchmarks.server.ServerOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures throughput, threads and heap of consumers of more and more partitions. */
@Command(
    name = "partition-scaling",
    mixinStandardHelpOptions = true,
    description = "Measures what more partitions cost, and give.")
public final class PartitionScaling implements Callable<Integer> {
  private static final int PAYLOAD_BYTES = 150;

  @Mixin private ServerOptions server;

  @Option(
      names = "--partitions",
      split = ",",
      defaultValue = "1,2,4,8,16,32,64",
      description = "Numbers of partitions, default ${DEFAULT-VALUE}.")
  private List<Integer> partitionCounts;

  @Option(
      names = "--messages",
      defaultValue = "4000000",
      description = "Messages in all partitions together, default ${DEFAULT-VALUE}.")
  private int messages;

  @Option(
      names = "--batch-size",
      defaultValue = "1000",
      description = "Messages of a poll, default ${DEFAULT-VALUE}.")
  private int batchSize;

  @Spec private CommandSpec spec;

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new PartitionScaling()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    out.println("| partitions | K msg/s | threads more | MB of heap more |");
    out.println("|---|---|---|---|");
    try (ServerOptions running = server.start()) {
      measure(running, partitionCounts.get(0));
      for (int partitions : partitionCounts) {
        out.println(measure(running, partitions));
        out.flush();
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private String measure(ServerOptions running, int partitions) throws Exception {
    int each = messages / partitions;
    try (BenchmarkTopic topic =
        BenchmarkTopic.create(
            running, partitions, each, i -> BenchmarkTopic.payload(i, PAYLOAD_BYTES))) {
      int threadsBefore = threads();
      double heapBefore = usedHeapMegabytes();
      long start = System.nanoTime();
      try (PartitionThreads consumers = new PartitionThreads(topic, partitions, batchSize)) {
        consumers.awaitMessages((long) each * partitions);
        long nanos = System.nanoTime() - start;
        return String.format(
            Locale.ROOT,
            "| %d | %.0f | %d | %.1f |",
            partitions,
            (long) each * partitions * 1e6 / nanos,
            threads() - threadsBefore,
            usedHeapMegabytes() - heapBefore);
      }
    }
  }

  private static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  /** What is reachable: the collector runs first. */
  private static double usedHeapMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }
}
