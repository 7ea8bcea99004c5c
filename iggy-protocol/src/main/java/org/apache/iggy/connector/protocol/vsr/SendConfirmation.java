// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.vsr;

import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Where a batch went, which VSR says in its answer to a send.
 *
 * <pre>{@code
 * stream u32  topic u32  partition u32  base offset u64
 * }</pre>
 *
 * <p>An answer without one, or without a byte, means committed all the same: 0.9.0 gives such a one
 * when a request's number came before.
 */
public final class SendConfirmation {
  private static final int LENGTH = 20;

  /** Reads an answer to a send and forgets it; writes one without a confirmation. */
  static final ResponseCodec<Void> IGNORED =
      new ResponseCodec<Void>() {
        @Override
        public Void decode(WireReader in) {
          if (in.hasRemaining()) {
            in.skip((long) LENGTH * in.count(LENGTH));
            in.expectEnd();
          }
          return null;
        }

        @Override
        public void encode(Void response, WireWriter out) {
          out.u32(0);
        }
      };

  private final long streamId;
  private final long topicId;
  private final long partitionId;
  private final long baseOffset;

  /** Creates it from its parts, in the order of the wire. */
  public SendConfirmation(long streamId, long topicId, long partitionId, long baseOffset) {
    this.streamId = streamId;
    this.topicId = topicId;
    this.partitionId = partitionId;
    this.baseOffset = baseOffset;
  }

  /** Writes the answer to a send with this one confirmation. */
  void encode(WireWriter out) {
    out.u32(1);
    out.u32(streamId);
    out.u32(topicId);
    out.u32(partitionId);
    out.u64(baseOffset);
  }
}
