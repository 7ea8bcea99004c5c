// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.offset;

import java.util.Objects;
import java.util.OptionalInt;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Stores the offset of the last consumed message.
 *
 * <p>VSR servers want a partition, and refuse a group's member that does not own it with status 20
 * where legacy ones answer 3022 or 5006. Both refuse an offset beyond the partition's last message,
 * and take one before the stored one.
 *
 * <pre>{@code
 * consumer consumer  stream_id identifier  topic_id identifier  partition_id optional u32  offset u64
 * }</pre>
 */
public final class StoreConsumerOffset extends ConsumerOffsetRequest<Void> {
  private final long offset;

  /** Creates it from its parts, in the order of the wire. */
  public StoreConsumerOffset(
      Consumer consumer,
      Identifier streamId,
      Identifier topicId,
      OptionalInt partitionId,
      long offset) {
    super(consumer, streamId, topicId, partitionId);
    this.offset = offset;
  }

  /** Reads what {@link #encode} wrote. */
  public static StoreConsumerOffset decode(WireReader in) {
    return new StoreConsumerOffset(
        Consumer.decode(in),
        Identifier.decode(in),
        Identifier.decode(in),
        in.optionalInt(),
        in.u64());
  }

  /** Offset of the last consumed message. */
  public long offset() {
    return offset;
  }

  @Override
  public CommandCode code() {
    return CommandCode.STORE_CONSUMER_OFFSET;
  }

  @Override
  public void encode(WireWriter out) {
    super.encode(out);
    out.u64(offset);
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && offset == ((StoreConsumerOffset) other).offset;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), offset);
  }

  @Override
  protected String fields() {
    return super.fields() + ", offset=" + offset;
  }
}
