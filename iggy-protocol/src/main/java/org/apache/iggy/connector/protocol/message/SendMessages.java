// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.util.Objects;
import java.util.function.BiFunction;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Appends a batch of messages to one partition of a topic.
 *
 * <pre>{@code
 * metadata length u32 (covers stream to count), stream identifier, topic identifier,
 * partitioning, count u32, batch
 * }</pre>
 *
 * <p>In VSR the batch is one behind a {@link VsrBatchHeader}, with checksums by the producer: one
 * that does not fit them gets no answer. Messages without an id get a random one there when they
 * are written; a legacy server gives them one itself.
 *
 * <p>The batch is a view: the request is valid only as long as its buffers are.
 */
public final class SendMessages implements Request<Void> {
  private final Identifier streamId;
  private final Identifier topicId;
  private final Partitioning partitioning;
  private final MessageBatch batch;

  /** Creates it from its parts, in the order of the wire. */
  public SendMessages(
      Identifier streamId, Identifier topicId, Partitioning partitioning, MessageBatch batch) {
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.topicId = Objects.requireNonNull(topicId, "topicId");
    this.partitioning = Objects.requireNonNull(partitioning, "partitioning");
    this.batch = Objects.requireNonNull(batch, "batch");
  }

  /** Reads what {@link #encode} wrote; the batch is a view of the body. */
  public static SendMessages decode(WireReader in) {
    return decode(in, MessageBatch::decode);
  }

  /** Reads what {@link #encode06} wrote. */
  public static SendMessages decode06(WireReader in) {
    return decode(in, MessageBatch::decode06);
  }

  /**
   * Reads what {@link #encodeVsr} wrote; the batch is a view of the body and may be unsound: {@link
   * VsrBatchValidator} tells.
   */
  public static SendMessages decodeVsr(WireReader in) {
    return decode(in, (count, rest) -> MessageBatch.vsr(count, rest.slice(rest.remaining())));
  }

  private static SendMessages decode(
      WireReader in, BiFunction<Integer, WireReader, MessageBatch> batch) {
    long metadataLength = in.u32();
    WireReader metadata = new WireReader(in.slice(metadataLength));
    Identifier streamId = Identifier.decode(metadata);
    Identifier topicId = Identifier.decode(metadata);
    Partitioning partitioning = Partitioning.decode(metadata);
    int count = metadata.int32();
    if (metadata.hasRemaining()) {
      throw new MalformedFrameException("metadata length " + metadataLength + " is too large");
    }
    return new SendMessages(streamId, topicId, partitioning, batch.apply(count, in));
  }

  /** The stream. */
  public Identifier streamId() {
    return streamId;
  }

  /** The topic. */
  public Identifier topicId() {
    return topicId;
  }

  /** How the server chooses the partition. */
  public Partitioning partitioning() {
    return partitioning;
  }

  /** The messages. */
  public MessageBatch batch() {
    return batch;
  }

  @Override
  public CommandCode code() {
    return CommandCode.SEND_MESSAGES;
  }

  @Override
  public void encode(WireWriter out) {
    encode(MessageLayout.LEGACY, out);
  }

  /**
   * Writes it with messages in {@link MessageLayout#LEGACY_0_6}.
   *
   * @throws IllegalArgumentException when a user header's key is not text
   */
  public void encode06(WireWriter out) {
    encode(MessageLayout.LEGACY_0_6, out);
  }

  /** Writes it with one VSR batch, in which messages without an id take one of {@code ids}. */
  public void encodeVsr(MessageIds ids, WireWriter out) {
    encodeMetadata(out);
    batch.encodeVsr(ids, out);
  }

  private void encode(MessageLayout layout, WireWriter out) {
    encodeMetadata(out);
    batch.encode(layout, out);
  }

  private void encodeMetadata(WireWriter out) {
    int start = out.position();
    out.u32(0);
    streamId.encode(out);
    topicId.encode(out);
    partitioning.encode(out);
    out.u32(batch.count());
    out.patchLength(start);
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof SendMessages)) {
      return false;
    }
    SendMessages that = (SendMessages) other;
    return streamId.equals(that.streamId)
        && topicId.equals(that.topicId)
        && partitioning.equals(that.partitioning)
        && batch.equals(that.batch);
  }

  @Override
  public int hashCode() {
    return Objects.hash(streamId, topicId, partitioning, batch);
  }

  @Override
  public String toString() {
    return "SendMessages{streamId="
        + streamId
        + ", topicId="
        + topicId
        + ", partitioning="
        + partitioning
        + ", batch="
        + batch
        + "}";
  }
}
