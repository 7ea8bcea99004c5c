// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** The server's figures. */
public final class Stats {
  private final long processId;
  private final float cpuUsagePercent;
  private final float totalCpuUsagePercent;
  private final long memoryUsageBytes;
  private final long totalMemoryBytes;
  private final long availableMemoryBytes;
  private final long runTimeMicros;
  private final long startTimeMicros;
  private final long readBytes;
  private final long writtenBytes;
  private final long messagesSizeBytes;
  private final int streamsCount;
  private final int topicsCount;
  private final int partitionsCount;
  private final int segmentsCount;
  private final long messagesCount;
  private final int clientsCount;
  private final int consumerGroupsCount;
  private final String hostname;
  private final String osName;
  private final String osVersion;
  private final String kernelVersion;
  private final String serverVersion;
  private final long serverSemver;
  private final List<CacheMetrics> cacheMetrics;
  private final int threadsCount;
  private final long freeDiskSpaceBytes;
  private final long totalDiskSpaceBytes;

  /** Creates it from its parts, in the order of the wire. */
  public Stats(
      long processId,
      float cpuUsagePercent,
      float totalCpuUsagePercent,
      long memoryUsageBytes,
      long totalMemoryBytes,
      long availableMemoryBytes,
      long runTimeMicros,
      long startTimeMicros,
      long readBytes,
      long writtenBytes,
      long messagesSizeBytes,
      int streamsCount,
      int topicsCount,
      int partitionsCount,
      int segmentsCount,
      long messagesCount,
      int clientsCount,
      int consumerGroupsCount,
      String hostname,
      String osName,
      String osVersion,
      String kernelVersion,
      String serverVersion,
      long serverSemver,
      List<CacheMetrics> cacheMetrics,
      int threadsCount,
      long freeDiskSpaceBytes,
      long totalDiskSpaceBytes) {
    this.processId = processId;
    this.cpuUsagePercent = cpuUsagePercent;
    this.totalCpuUsagePercent = totalCpuUsagePercent;
    this.memoryUsageBytes = memoryUsageBytes;
    this.totalMemoryBytes = totalMemoryBytes;
    this.availableMemoryBytes = availableMemoryBytes;
    this.runTimeMicros = runTimeMicros;
    this.startTimeMicros = startTimeMicros;
    this.readBytes = readBytes;
    this.writtenBytes = writtenBytes;
    this.messagesSizeBytes = messagesSizeBytes;
    this.streamsCount = streamsCount;
    this.topicsCount = topicsCount;
    this.partitionsCount = partitionsCount;
    this.segmentsCount = segmentsCount;
    this.messagesCount = messagesCount;
    this.clientsCount = clientsCount;
    this.consumerGroupsCount = consumerGroupsCount;
    this.hostname = Objects.requireNonNull(hostname, "hostname");
    this.osName = Objects.requireNonNull(osName, "osName");
    this.osVersion = Objects.requireNonNull(osVersion, "osVersion");
    this.kernelVersion = Objects.requireNonNull(kernelVersion, "kernelVersion");
    this.serverVersion = Objects.requireNonNull(serverVersion, "serverVersion");
    this.serverSemver = serverSemver;
    this.cacheMetrics = List.copyOf(cacheMetrics);
    this.threadsCount = threadsCount;
    this.freeDiskSpaceBytes = freeDiskSpaceBytes;
    this.totalDiskSpaceBytes = totalDiskSpaceBytes;
  }

  /** Reads what {@link #encode} wrote. */
  public static Stats decode(WireReader in) {
    long processId = in.u32();
    float cpuUsagePercent = in.f32();
    float totalCpuUsagePercent = in.f32();
    long memoryUsageBytes = in.u64();
    long totalMemoryBytes = in.u64();
    long availableMemoryBytes = in.u64();
    long runTimeMicros = in.u64();
    long startTimeMicros = in.u64();
    long readBytes = in.u64();
    long writtenBytes = in.u64();
    long messagesSizeBytes = in.u64();
    int streamsCount = in.int32();
    int topicsCount = in.int32();
    int partitionsCount = in.int32();
    int segmentsCount = in.int32();
    long messagesCount = in.u64();
    int clientsCount = in.int32();
    int consumerGroupsCount = in.int32();
    String hostname = in.text32();
    String osName = in.text32();
    String osVersion = in.text32();
    String kernelVersion = in.text32();
    String serverVersion = in.text32();
    long serverSemver = in.u32();
    int cacheMetricsCount = in.count(32);
    List<CacheMetrics> cacheMetrics = new ArrayList<>(cacheMetricsCount);
    for (int i = 0; i < cacheMetricsCount; i++) {
      cacheMetrics.add(CacheMetrics.decode(in));
    }
    // Servers before 0.8 end here.
    boolean complete = in.hasRemaining();
    int threadsCount = complete ? in.int32() : 0;
    long freeDiskSpaceBytes = complete ? in.u64() : 0;
    long totalDiskSpaceBytes = complete ? in.u64() : 0;
    return new Stats(
        processId,
        cpuUsagePercent,
        totalCpuUsagePercent,
        memoryUsageBytes,
        totalMemoryBytes,
        availableMemoryBytes,
        runTimeMicros,
        startTimeMicros,
        readBytes,
        writtenBytes,
        messagesSizeBytes,
        streamsCount,
        topicsCount,
        partitionsCount,
        segmentsCount,
        messagesCount,
        clientsCount,
        consumerGroupsCount,
        hostname,
        osName,
        osVersion,
        kernelVersion,
        serverVersion,
        serverSemver,
        cacheMetrics,
        threadsCount,
        freeDiskSpaceBytes,
        totalDiskSpaceBytes);
  }

  /** Process id. */
  public long processId() {
    return processId;
  }

  /** CPU use of the process. */
  public float cpuUsagePercent() {
    return cpuUsagePercent;
  }

  /** CPU use of the machine. */
  public float totalCpuUsagePercent() {
    return totalCpuUsagePercent;
  }

  /** Memory of the process. */
  public long memoryUsageBytes() {
    return memoryUsageBytes;
  }

  /** Memory of the machine. */
  public long totalMemoryBytes() {
    return totalMemoryBytes;
  }

  /** Memory the machine has left. */
  public long availableMemoryBytes() {
    return availableMemoryBytes;
  }

  /** How long the server runs. */
  public long runTimeMicros() {
    return runTimeMicros;
  }

  /** When it started, microseconds since the epoch. */
  public long startTimeMicros() {
    return startTimeMicros;
  }

  /** Bytes read from disk. */
  public long readBytes() {
    return readBytes;
  }

  /** Bytes written to disk. */
  public long writtenBytes() {
    return writtenBytes;
  }

  /** Size of all messages. */
  public long messagesSizeBytes() {
    return messagesSizeBytes;
  }

  /** Streams. */
  public int streamsCount() {
    return streamsCount;
  }

  /** Topics. */
  public int topicsCount() {
    return topicsCount;
  }

  /** Partitions. */
  public int partitionsCount() {
    return partitionsCount;
  }

  /** Segments. */
  public int segmentsCount() {
    return segmentsCount;
  }

  /** Messages. */
  public long messagesCount() {
    return messagesCount;
  }

  /** Connected clients. */
  public int clientsCount() {
    return clientsCount;
  }

  /** Consumer groups. */
  public int consumerGroupsCount() {
    return consumerGroupsCount;
  }

  /** Name of the machine. */
  public String hostname() {
    return hostname;
  }

  /** Operating system. */
  public String osName() {
    return osName;
  }

  /** Its version. */
  public String osVersion() {
    return osVersion;
  }

  /** Version of its kernel. */
  public String kernelVersion() {
    return kernelVersion;
  }

  /** Version of the server, such as 0.8.0. */
  public String serverVersion() {
    return serverVersion;
  }

  /** The version as one number: 0.8.0 is 8000. */
  public long serverSemver() {
    return serverSemver;
  }

  /** Cache figures of each partition. */
  public List<CacheMetrics> cacheMetrics() {
    return cacheMetrics;
  }

  /** Threads of the process; 0 from servers before 0.8. */
  public int threadsCount() {
    return threadsCount;
  }

  /** Free disk; 0 from servers before 0.8. */
  public long freeDiskSpaceBytes() {
    return freeDiskSpaceBytes;
  }

  /** Disk. */
  public long totalDiskSpaceBytes() {
    return totalDiskSpaceBytes;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.u32(processId);
    out.f32(cpuUsagePercent);
    out.f32(totalCpuUsagePercent);
    out.u64(memoryUsageBytes);
    out.u64(totalMemoryBytes);
    out.u64(availableMemoryBytes);
    out.u64(runTimeMicros);
    out.u64(startTimeMicros);
    out.u64(readBytes);
    out.u64(writtenBytes);
    out.u64(messagesSizeBytes);
    out.u32(streamsCount);
    out.u32(topicsCount);
    out.u32(partitionsCount);
    out.u32(segmentsCount);
    out.u64(messagesCount);
    out.u32(clientsCount);
    out.u32(consumerGroupsCount);
    out.text32(hostname);
    out.text32(osName);
    out.text32(osVersion);
    out.text32(kernelVersion);
    out.text32(serverVersion);
    out.u32(serverSemver);
    out.u32(cacheMetrics.size());
    cacheMetrics.forEach(element -> element.encode(out));
    out.u32(threadsCount);
    out.u64(freeDiskSpaceBytes);
    out.u64(totalDiskSpaceBytes);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Stats)) {
      return false;
    }
    Stats that = (Stats) other;
    return processId == that.processId
        && Float.compare(cpuUsagePercent, that.cpuUsagePercent) == 0
        && Float.compare(totalCpuUsagePercent, that.totalCpuUsagePercent) == 0
        && memoryUsageBytes == that.memoryUsageBytes
        && totalMemoryBytes == that.totalMemoryBytes
        && availableMemoryBytes == that.availableMemoryBytes
        && runTimeMicros == that.runTimeMicros
        && startTimeMicros == that.startTimeMicros
        && readBytes == that.readBytes
        && writtenBytes == that.writtenBytes
        && messagesSizeBytes == that.messagesSizeBytes
        && streamsCount == that.streamsCount
        && topicsCount == that.topicsCount
        && partitionsCount == that.partitionsCount
        && segmentsCount == that.segmentsCount
        && messagesCount == that.messagesCount
        && clientsCount == that.clientsCount
        && consumerGroupsCount == that.consumerGroupsCount
        && hostname.equals(that.hostname)
        && osName.equals(that.osName)
        && osVersion.equals(that.osVersion)
        && kernelVersion.equals(that.kernelVersion)
        && serverVersion.equals(that.serverVersion)
        && serverSemver == that.serverSemver
        && cacheMetrics.equals(that.cacheMetrics)
        && threadsCount == that.threadsCount
        && freeDiskSpaceBytes == that.freeDiskSpaceBytes
        && totalDiskSpaceBytes == that.totalDiskSpaceBytes;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        processId,
        cpuUsagePercent,
        totalCpuUsagePercent,
        memoryUsageBytes,
        totalMemoryBytes,
        availableMemoryBytes,
        runTimeMicros,
        startTimeMicros,
        readBytes,
        writtenBytes,
        messagesSizeBytes,
        streamsCount,
        topicsCount,
        partitionsCount,
        segmentsCount,
        messagesCount,
        clientsCount,
        consumerGroupsCount,
        hostname,
        osName,
        osVersion,
        kernelVersion,
        serverVersion,
        serverSemver,
        cacheMetrics,
        threadsCount,
        freeDiskSpaceBytes,
        totalDiskSpaceBytes);
  }

  @Override
  public String toString() {
    return "Stats{processId="
        + processId
        + ", cpuUsagePercent="
        + cpuUsagePercent
        + ", totalCpuUsagePercent="
        + totalCpuUsagePercent
        + ", memoryUsageBytes="
        + memoryUsageBytes
        + ", totalMemoryBytes="
        + totalMemoryBytes
        + ", availableMemoryBytes="
        + availableMemoryBytes
        + ", runTimeMicros="
        + runTimeMicros
        + ", startTimeMicros="
        + startTimeMicros
        + ", readBytes="
        + readBytes
        + ", writtenBytes="
        + writtenBytes
        + ", messagesSizeBytes="
        + messagesSizeBytes
        + ", streamsCount="
        + streamsCount
        + ", topicsCount="
        + topicsCount
        + ", partitionsCount="
        + partitionsCount
        + ", segmentsCount="
        + segmentsCount
        + ", messagesCount="
        + messagesCount
        + ", clientsCount="
        + clientsCount
        + ", consumerGroupsCount="
        + consumerGroupsCount
        + ", hostname="
        + hostname
        + ", osName="
        + osName
        + ", osVersion="
        + osVersion
        + ", kernelVersion="
        + kernelVersion
        + ", serverVersion="
        + serverVersion
        + ", serverSemver="
        + serverSemver
        + ", cacheMetrics="
        + cacheMetrics
        + ", threadsCount="
        + threadsCount
        + ", freeDiskSpaceBytes="
        + freeDiskSpaceBytes
        + ", totalDiskSpaceBytes="
        + totalDiskSpaceBytes
        + "}";
  }
}
