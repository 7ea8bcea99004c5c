// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.topic;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Changes a topic's settings and name; all of them are set, but those that are {@link #unchanged}.
 *
 * <pre>{@code
 * stream_id identifier  topic_id identifier  compression u8  message_expiry_micros u64  max_topic_size_bytes u64  replication_factor u8  name name
 * }</pre>
 */
public final class UpdateTopic implements Request<Void> {
  private final Identifier streamId;
  private final Identifier topicId;
  private final CompressionAlgorithm compression;
  private final long messageExpiryMicros;
  private final long maxTopicSizeBytes;
  private final int replicationFactor;
  private final String name;
  private final Options options;
  private final Set<TopicOption> unchanged;

  /** Creates it from its parts, in the order of the wire. */
  public UpdateTopic(
      Identifier streamId,
      Identifier topicId,
      CompressionAlgorithm compression,
      long messageExpiryMicros,
      long maxTopicSizeBytes,
      int replicationFactor,
      String name) {
    this(
        streamId,
        topicId,
        compression,
        messageExpiryMicros,
        maxTopicSizeBytes,
        replicationFactor,
        name,
        Options.none(),
        Collections.emptySet());
  }

  /**
   * Creates it with what only Iggy 0.9 has.
   *
   * @param options settings beside those that have a parameter of their own; none on connections to
   *     Iggy 0.8 and before
   * @param unchanged which of compression, expiry and size stay as they are, whatever is said of
   *     them here; none on connections to Iggy 0.8 and before
   */
  public UpdateTopic(
      Identifier streamId,
      Identifier topicId,
      CompressionAlgorithm compression,
      long messageExpiryMicros,
      long maxTopicSizeBytes,
      int replicationFactor,
      String name,
      Options options,
      Set<TopicOption> unchanged) {
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.topicId = Objects.requireNonNull(topicId, "topicId");
    this.compression = Objects.requireNonNull(compression, "compression");
    this.messageExpiryMicros = messageExpiryMicros;
    this.maxTopicSizeBytes = maxTopicSizeBytes;
    this.replicationFactor = replicationFactor;
    this.name = Objects.requireNonNull(name, "name");
    this.options = Objects.requireNonNull(options, "options");
    this.unchanged = Set.copyOf(unchanged);
  }

  /** Reads what {@link #encode} wrote. */
  public static UpdateTopic decode(WireReader in) {
    return new UpdateTopic(
        Identifier.decode(in),
        Identifier.decode(in),
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

  /** The topic. */
  public Identifier topicId() {
    return topicId;
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

  /** The name, 1 to 255 bytes of UTF-8. */
  public String name() {
    return name;
  }

  /** Settings beside those above, which only Iggy 0.9 has. */
  public Options options() {
    return options;
  }

  /** Which of compression, expiry and size stay as they are: only Iggy 0.9 can leave them. */
  public Set<TopicOption> unchanged() {
    return unchanged;
  }

  @Override
  public CommandCode code() {
    return CommandCode.UPDATE_TOPIC;
  }

  @Override
  public void encode(WireWriter out) {
    if (!options.isEmpty() || !unchanged.isEmpty()) {
      throw new IllegalArgumentException(
          "topic options, and settings that stay as they are, take a server of Iggy 0.9; "
              + "set all of compression, expiry and size instead");
    }
    streamId.encode(out);
    topicId.encode(out);
    out.u8(compression.code());
    out.u64(messageExpiryMicros);
    out.u64(maxTopicSizeBytes);
    out.u8(replicationFactor);
    out.name(name);
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof UpdateTopic)) {
      return false;
    }
    UpdateTopic that = (UpdateTopic) other;
    return streamId.equals(that.streamId)
        && topicId.equals(that.topicId)
        && compression.equals(that.compression)
        && messageExpiryMicros == that.messageExpiryMicros
        && maxTopicSizeBytes == that.maxTopicSizeBytes
        && replicationFactor == that.replicationFactor
        && name.equals(that.name)
        && options.equals(that.options)
        && unchanged.equals(that.unchanged);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        streamId,
        topicId,
        compression,
        messageExpiryMicros,
        maxTopicSizeBytes,
        replicationFactor,
        name,
        options,
        unchanged);
  }

  @Override
  public String toString() {
    return "UpdateTopic{streamId="
        + streamId
        + ", topicId="
        + topicId
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
        + ", unchanged="
        + unchanged
        + "}";
  }
}
