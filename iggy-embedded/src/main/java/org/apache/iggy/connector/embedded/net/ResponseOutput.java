// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.iggy.connector.embedded.command.PolledBatch;
import org.apache.iggy.connector.embedded.command.ResponseSink;
import org.apache.iggy.connector.embedded.log.LogSlice;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.LegacyFraming;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Writes responses. Small ones are gathered until {@link #flush}; the messages of a large poll go
 * out of the log's own memory. Not thread-safe.
 */
final class ResponseOutput implements ResponseSink {
  private static final int GATHERED_BYTES = 64 * 1024;
  private static final int POLL_HEADER_LENGTH = 4 + 8 + 4;

  private final OutputStream out;
  private final WireWriter gathered = new WireWriter(GATHERED_BYTES);
  private byte[] copy = new byte[0];

  ResponseOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public <R> void answered(Request<R> request, R response) {
    int start = gathered.position();
    try {
      LegacyFraming.encodeResponse(request, response, gathered);
    } catch (RuntimeException e) {
      gathered.truncate(start);
      throw e;
    }
  }

  void failed(IggyStatus status) {
    LegacyFraming.encodeError(status.code(), gathered);
  }

  @Override
  public void polled(PolledBatch batch) throws IOException {
    LogSlice messages = batch.messages();
    int sizeBytes = messages.sizeBytes();
    gathered.u32(IggyStatus.OK);
    gathered.u32((long) POLL_HEADER_LENGTH + sizeBytes);
    gathered.u32(batch.partitionId());
    gathered.u64(batch.currentOffset());
    gathered.u32(messages.count());
    if (gathered.position() + sizeBytes <= GATHERED_BYTES) {
      messages.buffers().forEach(gathered::bytes);
    } else {
      writeThrough(messages);
    }
  }

  private void writeThrough(LogSlice messages) throws IOException {
    flush();
    for (ByteBuffer buffer : messages.buffers()) {
      write(buffer.duplicate());
    }
  }

  private void write(ByteBuffer buffer) throws IOException {
    if (buffer.hasArray()) {
      out.write(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
      return;
    }
    if (copy.length == 0) {
      copy = new byte[GATHERED_BYTES];
    }
    while (buffer.hasRemaining()) {
      int length = Math.min(copy.length, buffer.remaining());
      buffer.get(copy, 0, length);
      out.write(copy, 0, length);
    }
  }

  void flush() throws IOException {
    if (gathered.position() > 0) {
      ByteBuffer bytes = gathered.view();
      out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      gathered.clear();
    }
    out.flush();
  }
}
