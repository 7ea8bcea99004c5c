// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.util.Objects;
import java.util.OptionalInt;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Asks for messages of a partition. The server answers at once, with an empty batch when there is
 * nothing.
 *
 * <p>A group's member that names no partition is given one by a legacy server. In VSR it names one
 * that it owns ({@link org.apache.iggy.connector.protocol.group.SyncConsumerGroup} tells which);
 * without one the answer is empty, and for another's it is {@link PolledMessages#NOT_OWNED}. There,
 * storing the offset with the poll never moves it back.
 *
 * <pre>{@code
 * consumer consumer  stream_id identifier  topic_id identifier  partition_id optional u32  strategy strategy  count u32  auto_commit u8
 * }</pre>
 */
public final class PollMessages implements Request<PolledMessages> {
  private final Consumer consumer;
  private final Identifier streamId;
  private final Identifier topicId;
  private final OptionalInt partitionId;
  private final PollingStrategy strategy;
  private final int count;
  private final boolean autoCommit;

  /** Creates it from its parts, in the order of the wire. */
  public PollMessages(
      Consumer consumer,
      Identifier streamId,
      Identifier topicId,
      OptionalInt partitionId,
      PollingStrategy strategy,
      int count,
      boolean autoCommit) {
    this.consumer = Objects.requireNonNull(consumer, "consumer");
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.topicId = Objects.requireNonNull(topicId, "topicId");
    this.partitionId = Objects.requireNonNull(partitionId, "partitionId");
    this.strategy = Objects.requireNonNull(strategy, "strategy");
    this.count = count;
    this.autoCommit = autoCommit;
  }

  /** Reads what {@link #encode} wrote. */
  public static PollMessages decode(WireReader in) {
    return new PollMessages(
        Consumer.decode(in),
        Identifier.decode(in),
        Identifier.decode(in),
        in.optionalInt(),
        PollingStrategy.decode(in),
        // Clients that want everything may ask for the largest u32.
        (int) Math.min(in.u32(), Integer.MAX_VALUE),
        in.bool());
  }

  /** Who asks. */
  public Consumer consumer() {
    return consumer;
  }

  /** The stream. */
  public Identifier streamId() {
    return streamId;
  }

  /** The topic. */
  public Identifier topicId() {
    return topicId;
  }

  /** The partition; empty lets the server choose (groups). */
  public OptionalInt partitionId() {
    return partitionId;
  }

  /** Where to start. */
  public PollingStrategy strategy() {
    return strategy;
  }

  /** At most how many messages; the only limit on the size of the answer. */
  public int count() {
    return count;
  }

  /** Whether to store the offset of the last one before the answer is sent. */
  public boolean autoCommit() {
    return autoCommit;
  }

  @Override
  public CommandCode code() {
    return CommandCode.POLL_MESSAGES;
  }

  @Override
  public void encode(WireWriter out) {
    consumer.encode(out);
    streamId.encode(out);
    topicId.encode(out);
    out.optionalInt(partitionId);
    strategy.encode(out);
    out.u32(count);
    out.bool(autoCommit);
  }

  @Override
  public ResponseCodec<PolledMessages> responseCodec() {
    return PolledMessages.CODEC;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof PollMessages)) {
      return false;
    }
    PollMessages that = (PollMessages) other;
    return consumer.equals(that.consumer)
        && streamId.equals(that.streamId)
        && topicId.equals(that.topicId)
        && partitionId.equals(that.partitionId)
        && strategy.equals(that.strategy)
        && count == that.count
        && autoCommit == that.autoCommit;
  }

  @Override
  public int hashCode() {
    return Objects.hash(consumer, streamId, topicId, partitionId, strategy, count, autoCommit);
  }

  @Override
  public String toString() {
    return "PollMessages{consumer="
        + consumer
        + ", streamId="
        + streamId
        + ", topicId="
        + topicId
        + ", partitionId="
        + partitionId
        + ", strategy="
        + strategy
        + ", count="
        + count
        + ", autoCommit="
        + autoCommit
        + "}";
  }
}
