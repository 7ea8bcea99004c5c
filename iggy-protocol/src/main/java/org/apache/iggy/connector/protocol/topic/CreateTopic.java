// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.topic;

import java.util.Objects;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Creates a topic; the server picks its id.
 *
 * <pre>{@code
 * stream_id identifier  partitions_count u32  compression u8  message_expiry_micros u64  max_topic_size_bytes u64  replication_factor u8  name name
 * }</pre>
 */
public final class CreateTopic implements Request<TopicDetails> {
  private final Identifier streamId;
  private final int partitionsCount;
  private final CompressionAlgorithm compression;
  private final long messageExpiryMicros;
  private final long maxTopicSizeBytes;
  private final int replicationFactor;
  private final String name;
  private final Options options;

  /** Creates it from its parts, in the order of the wire. */
  public CreateTopic(
      Identifier streamId,
      int partitionsCount,
      CompressionAlgorithm compression,
      long messageExpiryMicros,
      long maxTopicSizeBytes,
      int replicationFactor,
      String name) {
    this(
        streamId,
        partitionsCount,
        compression,
        messageExpiryMicros,
        maxTopicSizeBytes,
        replicationFactor,
        name,
        Options.none());
  }

  /**
   * Creates it with what only Iggy 0.9 has.
   *
   * @param options settings beside those that have a parameter of their own; none on connections to
   *     Iggy 0.8 and before
   */
  public CreateTopic(
      Identifier streamId,
      int partitionsCount,
      CompressionAlgorithm compression,
      long messageExpiryMicros,
      long maxTopicSizeBytes,
      int replicationFactor,
      String name,
      Options options) {
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.partitionsCount = partitionsCount;
    this.compression = Objects.requireNonNull(compression, "compression");
    this.messageExpiryMicros = messageExpiryMicros;
    this.maxTopicSizeBytes = maxTopicSizeBytes;
    this.replicationFactor = replicationFactor;
    this.name = Objects.requireNonNull(name, "name");
    this.options = Objects.requireNonNull(options, "options");
  }

  /** Reads what {@link #encode} wrote. */
  public static CreateTopic decode(WireReader in) {
    return new CreateTopic(
        Identifier.decode(in),
        in.int32(),
        CompressionAlgorithm.of(in.u8()),
        in.u64(),
        in.u64(),
        in.u8(),
        in.name());
  }

  /** The stream. */
  public Identifier streamId() {
    return streamId;
  }

  /** How many partitions to make, 0 to 1000. */
  public int partitionsCount() {
    return partitionsCount;
  }

  /** How the server compresses what it stores. */
  public CompressionAlgorithm compression() {
    return compression;
  }

  /**
   * Age in microseconds at which messages may be removed; 0 the server's default, -1 (u64 max)
   * never.
   */
  public long messageExpiryMicros() {
    return messageExpiryMicros;
  }

  /**
   * Size in bytes over which the oldest segments may be removed; 0 the server's default, -1 (u64
   * max) unlimited.
   */
  public long maxTopicSizeBytes() {
    return maxTopicSizeBytes;
  }

  /** Number of replicas; 0 is taken for 1. */
  public int replicationFactor() {
    return replicationFactor;
  }

  /** The new topic's name, 1 to 255 bytes of UTF-8. */
  public String name() {
    return name;
  }

  /** Settings beside those above, which only Iggy 0.9 has. */
  public Options options() {
    return options;
  }

  @Override
  public CommandCode code() {
    return CommandCode.CREATE_TOPIC;
  }

  @Override
  public void encode(WireWriter out) {
    if (!options.isEmpty()) {
      throw new IllegalArgumentException(
          "topic options take a server of Iggy 0.9; this one is older: leave out " + options);
    }
    streamId.encode(out);
    out.u32(partitionsCount);
    out.u8(compression.code());
    out.u64(messageExpiryMicros);
    out.u64(maxTopicSizeBytes);
    out.u8(replicationFactor);
    out.name(name);
  }

  @Override
  public ResponseCodec<TopicDetails> responseCodec() {
    return ResponseCodec.of(TopicDetails::decode, TopicDetails::encode);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof CreateTopic)) {
      return false;
    }
    CreateTopic that = (CreateTopic) other;
    return streamId.equals(that.streamId)
        && partitionsCount == that.partitionsCount
        && compression.equals(that.compression)
        && messageExpiryMicros == that.messageExpiryMicros
        && maxTopicSizeBytes == that.maxTopicSizeBytes
        && replicationFactor == that.replicationFactor
        && name.equals(that.name)
        && options.equals(that.options);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        streamId,
        partitionsCount,
        compression,
        messageExpiryMicros,
        maxTopicSizeBytes,
        replicationFactor,
        name,
        options);
  }

  @Override
  public String toString() {
    return "CreateTopic{streamId="
        + streamId
        + ", partitionsCount="
        + partitionsCount
        + ", compression="
        + compression
        + ", messageExpiryMicros="
        + messageExpiryMicros
        + ", maxTopicSizeBytes="
        + maxTopicSizeBytes
        + ", replicationFactor="
        + replicationFactor
        + ", name="
        + name
        + ", options="
        + options
        + "}";
  }
}
