// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A connectors runtime in a process of its own, on a configuration folder. */
final class RuntimeProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private RuntimeProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it; both runtimes find their configuration by the same variable. */
  static RuntimeProcess start(List<String> command, Path configuration) throws IOException {
    Path log = configuration.resolve("runtime.log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .put("IGGY_CONNECTORS_CONFIG_PATH", configuration.resolve("config.toml").toString());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new RuntimeProcess(builder.start(), log);
  }

  /** Processor time of the whole process so far. */
  long cpuNanos() {
    return process.toHandle().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  /** Fails with the end of its output when it has ended. */
  void requireAlive() throws IOException {
    if (!process.isAlive()) {
      List<String> lines = Files.readAllLines(log);
      throw new IOException(
          "the runtime has ended: "
              + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
