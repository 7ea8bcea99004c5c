// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.iggy.connector.embedded.catalog.Partition;
import org.apache.iggy.connector.embedded.catalog.Topic;
import org.apache.iggy.connector.embedded.release.IggyRelease;
import org.apache.iggy.connector.protocol.system.Stats;

/** The server's statistics; those about the process are those of the JVM that it is embedded in. */
final class StatsReport {
  private static final String HOSTNAME = hostname();

  private final ServerState state;
  private final IggyRelease release;
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();

  StatsReport(ServerState state, IggyRelease release) {
    this.state = state;
    this.release = release;
  }

  Stats take() {
    List<Topic> topics = state.catalog().topics().toList();
    List<Partition> partitions =
        topics.stream().flatMap(topic -> topic.partitions().stream()).toList();
    Runtime memory = Runtime.getRuntime();
    File disk = new File(".");
    return new Stats(
        ProcessHandle.current().pid(),
        (float) (100 * Math.max(0, system.getProcessCpuLoad())),
        (float) (100 * Math.max(0, system.getCpuLoad())),
        memory.totalMemory() - memory.freeMemory(),
        system.getTotalMemorySize(),
        system.getFreeMemorySize(),
        1000 * runtime.getUptime(),
        1000 * runtime.getStartTime(),
        0,
        0,
        topics.stream().mapToLong(Topic::sizeBytes).sum(),
        state.catalog().streams().size(),
        topics.size(),
        partitions.size(),
        partitions.stream().mapToInt(partition -> partition.log().segmentsCount()).sum(),
        topics.stream().mapToLong(Topic::messagesCount).sum(),
        state.sessions().all().size(),
        topics.stream().mapToInt(topic -> topic.groups().size()).sum(),
        HOSTNAME,
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("os.version"),
        release.version(),
        release.semver(),
        List.of(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        disk.getUsableSpace(),
        disk.getTotalSpace());
  }

  private static String hostname() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown_hostname";
    }
  }
}
