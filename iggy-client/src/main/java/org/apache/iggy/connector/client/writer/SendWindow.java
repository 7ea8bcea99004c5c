// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.writer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.iggy.connector.client.IggyConnection;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyInterruptedException;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.IggyTimeoutException;
import org.apache.iggy.connector.client.Reconnection;
import org.apache.iggy.connector.client.command.Topics;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.topic.TopicDetails;

/**
 * The batches that were sent and are not settled, in their order, and the connection they are on.
 *
 * <p>A batch enters the window and leaves it by the server's answer only. When the connection is
 * lost, a new one gets all of the window again, in the same order: whatever the server had appended
 * without its acknowledgement arriving is appended twice.
 */
final class SendWindow implements AutoCloseable {
  /** A server of 0.9 has so many in hand for a partition; beyond its queue it drops in silence. */
  private static final int MOST_ON_VSR = 32;

  private final BatchWriterOptions options;
  private final Consumer<OutgoingBatch> settled;
  private final Reconnection reconnection;
  private final Deque<OutgoingBatch> batches = new ArrayDeque<>();
  private long bytes;
  private volatile IggyConnection connection;
  private volatile boolean closed;
  private final AtomicInteger connects = new AtomicInteger();

  /** Tells of batches that leave the window. */
  SendWindow(BatchWriterOptions options, Consumer<OutgoingBatch> settled) {
    this.options = options;
    this.settled = settled;
    this.reconnection = options.reconnectPolicy().newReconnection();
  }

  /**
   * Waits until a batch of this size may come in; one that is larger than the window comes alone.
   */
  void makeRoom(int batchBytes) {
    while (!batches.isEmpty()
        && (batches.size() >= maxInFlightBatches()
            || bytes + batchBytes > options.maxInFlightBytes())) {
      settleOldest();
    }
  }

  private int maxInFlightBatches() {
    IggyConnection present = connection;
    boolean dropped =
        present != null && present.generation().equals(Optional.of(ProtocolGeneration.VSR));
    return dropped
        ? Math.min(MOST_ON_VSR, options.maxInFlightBatches())
        : options.maxInFlightBatches();
  }

  /** Takes a batch in and sends it; when this throws it is in the window, to be sent later. */
  void send(OutgoingBatch batch) {
    batches.add(batch);
    bytes += batch.sizeBytes();
    persist(this::sendUnsent);
  }

  /** Waits until the window is empty. */
  void drain() {
    while (!batches.isEmpty()) {
      settleOldest();
    }
  }

  /** Waits for the oldest batch, if there is one. */
  void settleNext() {
    if (!batches.isEmpty()) {
      settleOldest();
      settleAnswered();
    }
  }

  /** Settles what has been answered, without waiting. */
  void settleAnswered() {
    try {
      while (!batches.isEmpty() && isConnected() && batches.peek().pending() != null) {
        settleOldest(Deadline.inMillis(0));
      }
    } catch (IggyTimeoutException e) {
      // Nothing more has come.
    }
  }

  /** Asks how many partitions the topic has; nothing is on the wire then. */
  int partitionsCount() {
    drain();
    int[] count = new int[1];
    persist(
        () -> {
          connect();
          count[0] =
              new Topics(connection)
                  .find(options.stream(), options.topic())
                  .map(TopicDetails::info)
                  .orElseThrow(this::topicMissing)
                  .partitionsCount();
          reconnection.recovered();
        });
    return count[0];
  }

  private IggyException topicMissing() {
    return new IggyException(
        ErrorCategory.CONFIGURATION,
        options + " does not exist; create it, or correct the names of stream and topic");
  }

  private void settleOldest() {
    persist(
        () -> {
          sendUnsent();
          settleOldest(Deadline.inMillis(options.connection().requestTimeoutMillis()));
        });
  }

  private void settleOldest(Deadline deadline) {
    OutgoingBatch oldest = batches.element();
    try {
      connection.await(oldest.pending(), deadline);
      oldest.receipt().acknowledge();
    } catch (IggyServerException e) {
      if (e.endsSession() || e.isUndecided()) {
        connection.close();
        throw e;
      }
      oldest.receipt().refuse(e);
    }
    reconnection.recovered();
    batches.remove();
    bytes -= oldest.sizeBytes();
    settled.accept(oldest);
  }

  private void sendUnsent() {
    connect();
    Deadline deadline = Deadline.inMillis(options.connection().requestTimeoutMillis());
    for (OutgoingBatch batch : batches) {
      if (batch.pending() == null) {
        batch.pending(connection.submit(batch.request(options), deadline));
      }
    }
  }

  private void connect() {
    if (isConnected()) {
      return;
    }
    batches.forEach(batch -> batch.pending(null));
    IggyConnection made = IggyConnection.unconnected(options.connection());
    connection = made;
    if (closed) {
      made.close();
    }
    made.connect();
    connects.incrementAndGet();
  }

  /** Does the work, on one connection after the other while the reconnect policy allows. */
  private void persist(Runnable work) {
    while (true) {
      try {
        work.run();
        return;
      } catch (IggyInterruptedException e) {
        throw e;
      } catch (IggyException e) {
        disconnect();
        if (closed) {
          throw new IggyException(ErrorCategory.PERMANENT, "the writer is closed", e);
        }
        reconnection.backOff(e);
      }
    }
  }

  private boolean isConnected() {
    IggyConnection present = connection;
    return present != null && present.isOpen();
  }

  /** Any thread may ask; the thread that uses the window pings with its next batch. */
  void heartbeatWithNextBatch() {
    IggyConnection present = connection;
    if (present != null) {
      present.heartbeatWithNextRequest();
    }
  }

  /**
   * Pings now; for the thread that uses the window. A lost connection is left to the next batch.
   */
  void heartbeat() {
    if (!isConnected()) {
      return;
    }
    try {
      connection.heartbeat(Deadline.inMillis(options.connection().requestTimeoutMillis()));
    } catch (IggyException e) {
      disconnect();
    }
  }

  private void disconnect() {
    IggyConnection present = connection;
    if (present != null) {
      present.close();
    }
  }

  /** How many connections were made. */
  int connects() {
    return connects.get();
  }

  /** Ends every wait; what is in the window stays unsettled. For any thread. */
  @Override
  public void close() {
    closed = true;
    reconnection.close();
    disconnect();
  }
}
