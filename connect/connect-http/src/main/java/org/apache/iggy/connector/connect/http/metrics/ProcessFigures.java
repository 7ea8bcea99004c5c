// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.metrics;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What this process and its machine use.
 *
 * @param cpuPercent of one core, by this process: 200 are two whole cores
 * @param totalCpuPercent of all cores, by everything on the machine
 * @param memoryBytes resident memory of this process
 * @param totalMemoryBytes of the machine, or of the container
 * @param availableMemoryBytes that programs could still get
 */
public record ProcessFigures(
    double cpuPercent,
    double totalCpuPercent,
    long memoryBytes,
    long totalMemoryBytes,
    long availableMemoryBytes) {
  private static final int KIB = 1_024;

  /** The figures at this moment; the CPU's since somebody asked last. */
  public static ProcessFigures now() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long total = system.getTotalMemorySize();
    long free = system.getFreeMemorySize();
    long available = fromProc("/proc/meminfo", "MemAvailable:").orElse(free);
    return new ProcessFigures(
        percent(system.getProcessCpuLoad()) * system.getAvailableProcessors(),
        percent(system.getCpuLoad()),
        fromProc("/proc/self/status", "VmRSS:").orElse(Runtime.getRuntime().totalMemory()),
        total,
        Math.min(total, Math.max(free, available)));
  }

  /** A load is negative as long as the JVM does not know it. */
  private static double percent(double load) {
    return load > 0 ? Math.round(load * 10_000) / 100.0 : 0;
  }

  /** Linux tells these two; elsewhere the JVM's own figures have to do. */
  private static OptionalLong fromProc(String file, String name) {
    try {
      return Files.readAllLines(Path.of(file), StandardCharsets.US_ASCII).stream()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .findFirst();
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
