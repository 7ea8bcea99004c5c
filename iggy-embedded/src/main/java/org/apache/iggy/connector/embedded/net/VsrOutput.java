// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.embedded.command.PolledBatch;
import org.apache.iggy.connector.embedded.command.SentBatch;
import org.apache.iggy.connector.embedded.log.BatchHead;
import org.apache.iggy.connector.embedded.log.PartitionKey;
import org.apache.iggy.connector.embedded.vsr.ClientId;
import org.apache.iggy.connector.embedded.vsr.PolledBatches;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.Eviction;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.user.IdentityInfo;
import org.apache.iggy.connector.protocol.vsr.SendConfirmation;
import org.apache.iggy.connector.protocol.vsr.VsrHeader;
import org.apache.iggy.connector.protocol.vsr.VsrReplies;
import org.apache.iggy.connector.protocol.vsr.VsrRequest;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Writes a VSR connection's replies. Replies to writes may be held back until all requests that the
 * client has sent ahead are served, and then come partition by partition, the last one first.
 *
 * <p>Used by the connection's thread, but for {@link #evictedNow}.
 */
final class VsrOutput {
  private final ResponseOutput out;
  private final PolledBatches batches = new PolledBatches();
  private final Map<PartitionKey, List<byte[]>> heldBack = new LinkedHashMap<>();
  private final boolean reorderReplies;

  VsrOutput(ResponseOutput out, boolean reorderReplies) {
    this.out = out;
    this.reorderReplies = reorderReplies;
    if (reorderReplies) {
      out.beforeFlush(this::releaseHeldBack);
    }
  }

  <R> void answered(VsrRequest to, Request<R> request, R response, long logPosition)
      throws IOException {
    gathered(gathered -> VsrReplies.encode(to, request, response, logPosition, gathered));
  }

  /** Answers and returns the whole frame. */
  <R> ByteBuffer answeredToKeep(VsrRequest to, Request<R> request, R response, long logPosition)
      throws IOException {
    return kept(frame -> VsrReplies.encode(to, request, response, logPosition, frame));
  }

  /** Refuses a request where the real server finds the fault as it executes it. */
  ByteBuffer rejectedToKeep(VsrRequest to, IggyStatus status, long logPosition) throws IOException {
    return kept(frame -> VsrReplies.encodeRejection(to, status.code(), logPosition, frame));
  }

  private ByteBuffer kept(Encoding encoding) throws IOException {
    WireWriter frame = new WireWriter();
    encoding.appendTo(frame);
    frame(frame.view());
    return frame.view();
  }

  void frame(ByteBuffer bytes) throws IOException {
    gathered(gathered -> gathered.bytes(bytes));
  }

  /** Refuses a request before it is executed. */
  void denied(VsrRequest to, IggyStatus status) throws IOException {
    gathered(gathered -> VsrReplies.encodeStatus(to, status.code(), gathered));
  }

  void empty(VsrRequest to) throws IOException {
    gathered(gathered -> VsrReplies.encodeEmpty(to, gathered));
  }

  void loggedIn(VsrRequest to, IdentityInfo identity, long logPosition) throws IOException {
    gathered(gathered -> VsrReplies.encodeLogin(to, identity, logPosition, gathered));
  }

  /** Acknowledges a batch; empty when it was executed before. */
  void sent(VsrRequest to, PartitionKey partition, Optional<SentBatch> sent, long logPosition)
      throws IOException {
    write(
        partition,
        gathered -> {
          if (sent.isEmpty()) {
            VsrReplies.encodeEmpty(to, gathered);
          } else {
            VsrReplies.encodeSend(to, confirmation(sent.get()), logPosition, gathered);
          }
        });
  }

  private static SendConfirmation confirmation(SentBatch sent) {
    PartitionKey key = sent.partition();
    return new SendConfirmation(
        key.streamId(), key.topicId(), key.partitionId(), sent.baseOffset());
  }

  /** Acknowledges a stored or deleted offset; empty when it was executed before. */
  <R> void offsetWritten(
      VsrRequest to, PartitionKey partition, Request<R> request, boolean executed, long logPosition)
      throws IOException {
    write(
        partition,
        gathered -> {
          if (executed) {
            VsrReplies.encode(to, request, null, logPosition, gathered);
          } else {
            VsrReplies.encodeEmpty(to, gathered);
          }
        });
  }

  void polled(VsrRequest to, PolledBatch polled) throws IOException {
    Optional<BatchHead> head = polled.head();
    gathered(
        gathered -> {
          int start = gathered.position();
          VsrReplies.encodeEmpty(to, gathered);
          gathered.u32(Integer.toUnsignedLong(polled.partitionId()));
          gathered.u64(polled.currentOffset());
          gathered.u32(polled.messages().count());
          head.ifPresent(
              batch ->
                  batches.write(
                      polled.messages().buffers(), batch, polled.partitionId(), gathered));
          gathered.patchU32(start + VsrHeader.SIZE_OFFSET, gathered.position() - start);
        });
  }

  void evicted(Eviction eviction, ClientId client) throws IOException {
    gathered(
        gathered -> VsrReplies.encodeEviction(eviction, client.low(), client.high(), gathered));
  }

  /**
   * Tells the client at once, if nothing is being written at the moment. Any thread may call it.
   */
  void evictedNow(Eviction eviction, ClientId client) throws IOException {
    WireWriter frame = new WireWriter(VsrHeader.LENGTH);
    VsrReplies.encodeEviction(eviction, client.low(), client.high(), frame);
    out.writeFromOutside(frame.view());
  }

  /** Appends a frame. */
  private interface Encoding {
    void appendTo(WireWriter gathered);
  }

  private void gathered(Encoding encoding) throws IOException {
    out.lock();
    try {
      WireWriter gathered = out.gathered();
      int start = gathered.position();
      try {
        encoding.appendTo(gathered);
      } catch (RuntimeException e) {
        gathered.truncate(start);
        throw e;
      }
      out.flushIfFull();
    } finally {
      out.unlock();
    }
  }

  private void write(PartitionKey partition, Encoding encoding) throws IOException {
    if (!reorderReplies) {
      gathered(encoding);
      return;
    }
    WireWriter frame = new WireWriter();
    encoding.appendTo(frame);
    heldBack.computeIfAbsent(partition, key -> new ArrayList<>()).add(frame.toByteArray());
  }

  private void releaseHeldBack(WireWriter gathered) {
    List<List<byte[]>> partitions = new ArrayList<>(heldBack.values());
    heldBack.clear();
    for (int i = partitions.size() - 1; i >= 0; i--) {
      partitions.get(i).forEach(gathered::bytes);
    }
  }
}
