// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.writer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyInterruptedException;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.protocol.hash.XxHash32;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;

/**
 * Writes messages to a topic in batches, several of them on the wire at once.
 *
 * <p>{@link #write} adds a message to the open batch of its partition; a full batch is sent before
 * the next message is added. Nothing is sent by the passing of time: {@link #flush} sends what is
 * left and waits for all acknowledgements. Everything happens on the calling thread; while the
 * {@linkplain BatchWriterOptions#maxInFlightBatches window} is full, a write waits for the oldest
 * batch.
 *
 * <p><b>Delivery is at least once.</b> Batches of a writer are sent in the order in which they were
 * filled, and one connection keeps that order, unless a server of 0.9 asks for one of them again
 * while it takes those behind it, as it may where it is not ready yet. When the connection is lost,
 * all batches that were not acknowledged are sent again on the next, in the same order: those that
 * the server had appended, and whose acknowledgement did not arrive, are there twice then. An
 * acknowledged batch is in the server's memory; a server that is killed may lose it until it has
 * flushed to disk. A batch that the server refuses is not sent again, as batches behind it may be
 * appended already: its receipt and the next call tell.
 *
 * <p>Thread-safe: calls take turns. {@link #close} ends the wait of another thread.
 */
public final class BatchWriter implements AutoCloseable {
  private static final UserHeaders NO_HEADERS = UserHeaders.empty();

  /** A frame of Iggy 0.9 has at most 64 MiB. */
  private static final int MOST_BATCH_BYTES = 64_000_000;

  private final BatchWriterOptions options;
  private final ReentrantLock turn = new ReentrantLock();
  private final Map<Partitioning, OutgoingBatch> open = new LinkedHashMap<>();
  private final Deque<MessageBatchEncoder> spareEncoders = new ArrayDeque<>();
  private final SendWindow window;
  private Partitioning[] partitions;
  private int partitionsAsOfConnect;
  private IggyServerException refusal;
  private long acknowledgedMessages;

  /** Creates a writer; it connects when the first batch is full. */
  public BatchWriter(BatchWriterOptions options) {
    this.options = options;
    this.window = new SendWindow(options, this::settled);
  }

  /** Writes a message without headers, to the partitions in turn. */
  public BatchReceipt write(byte[] payload) {
    return write(Partitioning.balanced(), payload, NO_HEADERS);
  }

  /**
   * Writes a message.
   *
   * <p>With {@linkplain Partitioning#balanced balanced} partitioning the server gives whole batches
   * to the partitions in turn. A {@linkplain Partitioning#key key} is hashed here as the server
   * would, so that keys which go to the same partition share its batches; how many partitions there
   * are is asked once a connection.
   *
   * <p>Whatever it throws, this message was not taken and those before it are not lost: a later
   * call goes on with them.
   *
   * @return the receipt of the batch that the message went into
   * @throws IllegalArgumentException when payload or headers are over the server's limits
   * @throws IggyServerException when the server refused an earlier batch; told once
   * @throws IggyException when the reconnect budget is used up, or what stands in the way does not
   *     pass by itself
   * @throws IggyInterruptedException when the thread is interrupted
   */
  public BatchReceipt write(Partitioning partitioning, byte[] payload, UserHeaders headers) {
    long originMicros = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    return write(partitioning, 0, 0, payload, headers, originMicros);
  }

  /**
   * Writes a message with an id and a time of its own, as {@link #write(Partitioning, byte[],
   * UserHeaders)} otherwise. Messages whose times lie more than an hour apart do not share a batch.
   *
   * @param idLow low half of its id; both halves 0 for one that is made
   * @param idHigh high half of its id
   * @param originTimestampMicros when it was made, microseconds since the epoch
   */
  public BatchReceipt write(
      Partitioning partitioning,
      long idLow,
      long idHigh,
      byte[] payload,
      UserHeaders headers,
      long originTimestampMicros) {
    MessageBatchEncoder.requireSizes(payload.length, headers.encodedLength());
    turn.lock();
    try {
      throwRefusal();
      Partitioning target =
          partitioning.kind() == Partitioning.Kind.KEY
              ? partitionOf(partitioning.key())
              : partitioning;
      OutgoingBatch batch =
          batchFor(target, payload.length + headers.encodedLength(), originTimestampMicros);
      batch.add(idLow, idHigh, payload, headers, originTimestampMicros);
      return batch.receipt();
    } finally {
      turn.unlock();
    }
  }

  /**
   * Sends all open batches and returns when everything written is settled.
   *
   * @throws IggyServerException when the server refused a batch; the others are settled too
   * @throws IggyException when the reconnect budget is used up, or what stands in the way does not
   *     pass by itself; what is unsettled stays so, and another flush goes on
   * @throws IggyInterruptedException when the thread is interrupted; another flush goes on
   */
  public void flush() {
    turn.lock();
    try {
      sendOpen();
      window.drain();
      throwRefusal();
    } finally {
      turn.unlock();
    }
  }

  /**
   * Sends all open batches, and settles those whose answers have come; waits only while the window
   * is full.
   *
   * @throws IggyException as {@link #flush}
   */
  public void send() {
    turn.lock();
    try {
      sendOpen();
      window.settleAnswered();
      throwRefusal();
    } finally {
      turn.unlock();
    }
  }

  /**
   * Settles the batches whose answers have come, without waiting or sending.
   *
   * @throws IggyException as {@link #flush}
   */
  public void settleAnswered() {
    turn.lock();
    try {
      window.settleAnswered();
      throwRefusal();
    } finally {
      turn.unlock();
    }
  }

  /**
   * Waits until the oldest batch that is on its way is settled, and settles those whose answers
   * have come as well; returns at once when none is. Open batches stay open.
   *
   * @throws IggyException as {@link #flush}
   */
  public void settleOldest() {
    turn.lock();
    try {
      window.settleNext();
      throwRefusal();
    } finally {
      turn.unlock();
    }
  }

  /**
   * Shows the server that the connection is alive; for whoever schedules it, from any thread.
   * Needed only when the server has heartbeats switched on: it then drops a connection that has
   * sent no ping for 1.2 times its interval, however busy the connection is. While another thread
   * is in a call on the writer, its next batch brings the ping.
   */
  public void heartbeat() {
    window.heartbeatWithNextBatch();
    if (turn.tryLock()) {
      try {
        window.heartbeat();
      } finally {
        turn.unlock();
      }
    }
  }

  /** How many messages the server has acknowledged so far. */
  public long acknowledgedMessages() {
    turn.lock();
    try {
      return acknowledgedMessages;
    } finally {
      turn.unlock();
    }
  }

  /** How many connections the writer has made so far. */
  public int connects() {
    return window.connects();
  }

  private void sendOpen() {
    while (!open.isEmpty()) {
      send(open.values().iterator().next());
    }
  }

  /** Moves an open batch into the window; when that has no room in time the batch stays open. */
  private void send(OutgoingBatch batch) {
    window.makeRoom(batch.sizeBytes());
    open.remove(batch.receipt().partitioning());
    window.send(batch);
  }

  private OutgoingBatch batchFor(Partitioning target, int messageBytes, long originMicros) {
    OutgoingBatch batch = open.get(target);
    if (batch != null && !(fits(batch, messageBytes) && batch.spans(originMicros))) {
      send(batch);
      batch = null;
    }
    if (batch == null) {
      MessageBatchEncoder encoder = spareEncoders.poll();
      batch = new OutgoingBatch(encoder == null ? new MessageBatchEncoder() : encoder, target);
      open.put(target, batch);
    }
    return batch;
  }

  private boolean fits(OutgoingBatch batch, int messageBytes) {
    return batch.receipt().messages() < options.maxBatchMessages()
        && batch.sizeBytes() + messageBytes + MessageBatchEncoder.OVERHEAD_BYTES
            <= Math.min(options.maxBatchBytes(), MOST_BATCH_BYTES);
  }

  private Partitioning partitionOf(byte[] key) {
    if (partitions == null || partitionsAsOfConnect != window.connects()) {
      partitions = new Partitioning[window.partitionsCount()];
      for (int i = 0; i < partitions.length; i++) {
        partitions[i] = Partitioning.partition(i);
      }
      partitionsAsOfConnect = window.connects();
    }
    return partitions[Integer.remainderUnsigned(XxHash32.hash32(key), partitions.length)];
  }

  private void settled(OutgoingBatch batch) {
    BatchReceipt receipt = batch.receipt();
    if (receipt.isAcknowledged()) {
      acknowledgedMessages += receipt.messages();
    } else if (refusal == null) {
      refusal = receipt.refusal().orElseThrow();
    }
    batch.encoder().clear();
    spareEncoders.push(batch.encoder());
    options.onSettled().accept(receipt);
  }

  private void throwRefusal() {
    IggyServerException found = refusal;
    refusal = null;
    if (found != null) {
      throw found;
    }
  }

  /**
   * Ends the connection at once and with it every wait. What was not flushed is not sent, and what
   * was not settled stays so. For any thread.
   */
  @Override
  public void close() {
    window.close();
  }
}
