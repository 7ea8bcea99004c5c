// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.iggy.connector.embedded.command.PolledBatch;
import org.apache.iggy.connector.embedded.command.ResponseSink;
import org.apache.iggy.connector.embedded.log.LogSlice;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.LegacyFraming;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** Answers in the legacy framing; the messages of a large poll go out of the log's own memory. */
final class LegacyResponses implements ResponseSink {
  private static final int POLL_HEADER_LENGTH = 4 + 8 + 4;

  private final ResponseOutput out;
  private final LegacyBodies bodies;

  LegacyResponses(ResponseOutput out, LegacyBodies bodies) {
    this.out = out;
    this.bodies = bodies;
  }

  @Override
  public <R> void answered(Request<R> request, R response) {
    WireWriter gathered = out.gathered();
    int start = gathered.position();
    try {
      bodies.encode(request, response, gathered);
    } catch (RuntimeException e) {
      gathered.truncate(start);
      throw e;
    }
  }

  void failed(IggyStatus status) {
    LegacyFraming.encodeError(status.code(), out.gathered());
  }

  @Override
  public void polled(PolledBatch batch) throws IOException {
    if (!bodies.areMessagesAsStored()) {
      bodies.encodePoll06(batch, out.gathered());
      out.flushIfFull();
      return;
    }
    LogSlice messages = batch.messages();
    int sizeBytes = messages.sizeBytes();
    WireWriter gathered = out.gathered();
    gathered.u32(IggyStatus.OK);
    gathered.u32((long) POLL_HEADER_LENGTH + sizeBytes);
    gathered.u32(batch.partitionId());
    gathered.u64(batch.currentOffset());
    gathered.u32(messages.count());
    if (gathered.position() + sizeBytes <= ResponseOutput.GATHERED_BYTES) {
      messages.buffers().forEach(gathered::bytes);
    } else {
      writeThrough(messages);
    }
  }

  private void writeThrough(LogSlice messages) throws IOException {
    out.flush();
    for (ByteBuffer buffer : messages.buffers()) {
      out.write(buffer.duplicate());
    }
  }
}
