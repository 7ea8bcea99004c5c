// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.topic;

import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A topic as lists show it.
 *
 * <pre>{@code
 * id u32  created_at_micros u64  partitions_count u32  message_expiry_micros u64  compression u8  max_topic_size_bytes u64  replication_factor u8  size_bytes u64  messages_count u64  name name
 * }</pre>
 */
public final class TopicInfo {
  private final long id;
  private final long createdAtMicros;
  private final int partitionsCount;
  private final long messageExpiryMicros;
  private final CompressionAlgorithm compression;
  private final long maxTopicSizeBytes;
  private final int replicationFactor;
  private final long sizeBytes;
  private final long messagesCount;
  private final String name;
  private final Options explicitOptions;
  private final Options derivedOptions;

  /** Creates it from its parts, in the order of the wire. */
  public TopicInfo(
      long id,
      long createdAtMicros,
      int partitionsCount,
      long messageExpiryMicros,
      CompressionAlgorithm compression,
      long maxTopicSizeBytes,
      int replicationFactor,
      long sizeBytes,
      long messagesCount,
      String name) {
    this(
        id,
        createdAtMicros,
        partitionsCount,
        messageExpiryMicros,
        compression,
        maxTopicSizeBytes,
        replicationFactor,
        sizeBytes,
        messagesCount,
        name,
        Options.none(),
        Options.none());
  }

  /** Creates it with the options that Iggy 0.9 has. */
  public TopicInfo(
      long id,
      long createdAtMicros,
      int partitionsCount,
      long messageExpiryMicros,
      CompressionAlgorithm compression,
      long maxTopicSizeBytes,
      int replicationFactor,
      long sizeBytes,
      long messagesCount,
      String name,
      Options explicitOptions,
      Options derivedOptions) {
    this.id = id;
    this.createdAtMicros = createdAtMicros;
    this.partitionsCount = partitionsCount;
    this.messageExpiryMicros = messageExpiryMicros;
    this.compression = Objects.requireNonNull(compression, "compression");
    this.maxTopicSizeBytes = maxTopicSizeBytes;
    this.replicationFactor = replicationFactor;
    this.sizeBytes = sizeBytes;
    this.messagesCount = messagesCount;
    this.name = Objects.requireNonNull(name, "name");
    this.explicitOptions = Objects.requireNonNull(explicitOptions, "explicitOptions");
    this.derivedOptions = Objects.requireNonNull(derivedOptions, "derivedOptions");
  }

  /** Reads what {@link #encode} wrote. */
  public static TopicInfo decode(WireReader in) {
    return new TopicInfo(
        in.u32(),
        in.u64(),
        in.int32(),
        in.u64(),
        CompressionAlgorithm.of(in.u8()),
        in.u64(),
        in.u8(),
        in.u64(),
        in.u64(),
        in.name());
  }

  /** Numeric id, 0-based. */
  public long id() {
    return id;
  }

  /** When it was created, microseconds since the epoch. */
  public long createdAtMicros() {
    return createdAtMicros;
  }

  /** How many partitions it has. */
  public int partitionsCount() {
    return partitionsCount;
  }

  /**
   * Age in microseconds at which messages may be removed; 0 the server's default, -1 (u64 max)
   * never.
   */
  public long messageExpiryMicros() {
    return messageExpiryMicros;
  }

  /** How the server compresses what it stores. */
  public CompressionAlgorithm compression() {
    return compression;
  }

  /**
   * Size in bytes over which the oldest segments may be removed; 0 the server's default, -1 (u64
   * max) unlimited.
   */
  public long maxTopicSizeBytes() {
    return maxTopicSizeBytes;
  }

  /** Number of replicas; 0 is taken for 1, and what Iggy 0.9 says of it, which is nothing. */
  public int replicationFactor() {
    return replicationFactor;
  }

  /** Size of its messages with their headers, bytes. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** How many messages it holds. */
  public long messagesCount() {
    return messagesCount;
  }

  /** The topic's name, 1 to 255 bytes of UTF-8. */
  public String name() {
    return name;
  }

  /** What its creator set, as Iggy 0.9 tells it; none before. */
  public Options explicitOptions() {
    return explicitOptions;
  }

  /** What it has of the server's defaults, as Iggy 0.9 tells it; none before. */
  public Options derivedOptions() {
    return derivedOptions;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.u32(id);
    out.u64(createdAtMicros);
    out.u32(partitionsCount);
    out.u64(messageExpiryMicros);
    out.u8(compression.code());
    out.u64(maxTopicSizeBytes);
    out.u8(replicationFactor);
    out.u64(sizeBytes);
    out.u64(messagesCount);
    out.name(name);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof TopicInfo)) {
      return false;
    }
    TopicInfo that = (TopicInfo) other;
    return id == that.id
        && createdAtMicros == that.createdAtMicros
        && partitionsCount == that.partitionsCount
        && messageExpiryMicros == that.messageExpiryMicros
        && compression.equals(that.compression)
        && maxTopicSizeBytes == that.maxTopicSizeBytes
        && replicationFactor == that.replicationFactor
        && sizeBytes == that.sizeBytes
        && messagesCount == that.messagesCount
        && name.equals(that.name)
        && explicitOptions.equals(that.explicitOptions)
        && derivedOptions.equals(that.derivedOptions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        id,
        createdAtMicros,
        partitionsCount,
        messageExpiryMicros,
        compression,
        maxTopicSizeBytes,
        replicationFactor,
        sizeBytes,
        messagesCount,
        name,
        explicitOptions,
        derivedOptions);
  }

  @Override
  public String toString() {
    return "TopicInfo{id="
        + id
        + ", createdAtMicros="
        + createdAtMicros
        + ", partitionsCount="
        + partitionsCount
        + ", messageExpiryMicros="
        + messageExpiryMicros
        + ", compression="
        + compression
        + ", maxTopicSizeBytes="
        + maxTopicSizeBytes
        + ", replicationFactor="
        + replicationFactor
        + ", sizeBytes="
        + sizeBytes
        + ", messagesCount="
        + messagesCount
        + ", name="
        + name
        + ", explicitOptions="
        + explicitOptions
        + ", derivedOptions="
        + derivedOptions
        + "}";
  }
}
