// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.group;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.IggyConnection;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.IggyTimeoutException;
import org.apache.iggy.connector.client.PendingResponse;
import org.apache.iggy.connector.client.RequestExecutor;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PolledMessages;

/**
 * The connection of a group member: being a member is a matter of the connection.
 *
 * <p>Polls are sent ahead and their answers taken later, in the order sent; other requests may be
 * executed in between.
 */
final class MemberConnection implements RequestExecutor, AutoCloseable {
  /** How long a ping may take to send; the thread that pings for others must not be held up. */
  private static final long PING_MILLIS = 1_000;

  private final ConnectionOptions options;
  private final Deque<OwnedPartition.Poll> polls = new ArrayDeque<>();
  private volatile IggyConnection connection;
  private volatile boolean closed;

  /** The last one that was connected, until its session has certainly ended. */
  private IggyConnection left;

  MemberConnection(ConnectionOptions options) {
    this.options = options;
  }

  /**
   * Connects; what was on the wire of an earlier connection is forgotten, and it is no member any
   * more.
   */
  void connect() {
    forgetPolls();
    IggyConnection before = connection;
    if (before != null && before.generation().isPresent()) {
      left = before;
    }
    IggyConnection made = IggyConnection.unconnected(options);
    connection = made;
    if (closed) {
      made.close();
    }
    made.connect();
    if (left != null && generation() == ProtocolGeneration.VSR) {
      endLeftSession();
    }
    left = null;
  }

  private void endLeftSession() {
    try {
      left.endLeftSession();
    } catch (IggyException e) {
      disconnect();
      throw e;
    }
  }

  /** The generation of the protocol that the server speaks; once connected. */
  ProtocolGeneration generation() {
    return connection.generation().orElseThrow();
  }

  boolean isConnected() {
    IggyConnection present = connection;
    return present != null && present.isOpen();
  }

  private void forgetPolls() {
    polls.forEach(poll -> poll.partition.inFlight(null));
    polls.clear();
  }

  /** Sends a poll whose answer {@link #takeOldest} takes. */
  void send(PollMessages request, OwnedPartition partition) {
    Deadline deadline = Deadline.inMillis(options.requestTimeoutMillis());
    PendingResponse<PolledMessages> pending = connection.submit(request, deadline);
    OwnedPartition.Poll poll =
        new OwnedPartition.Poll(partition, request.count(), deadline, pending);
    partition.inFlight(poll);
    polls.add(poll);
  }

  /** The poll whose answer comes next; null when none is on the wire. */
  OwnedPartition.Poll oldest() {
    return polls.peek();
  }

  /**
   * Takes the answer to the oldest poll.
   *
   * @return the answer as a view, or null when the caller's deadline passed before it came
   */
  PolledMessages takeOldest(Deadline deadline) {
    OwnedPartition.Poll poll = polls.element();
    boolean requestEndsFirst = poll.deadline.remainingNanos() < deadline.remainingNanos();
    try {
      PolledMessages answer =
          connection.await(poll.pending, requestEndsFirst ? poll.deadline : deadline);
      remove(poll);
      return answer;
    } catch (IggyServerException e) {
      remove(poll);
      throw e;
    } catch (IggyTimeoutException e) {
      if (requestEndsFirst || poll.deadline.hasPassed()) {
        disconnect();
        throw e;
      }
      return null;
    }
  }

  private void remove(OwnedPartition.Poll poll) {
    polls.remove();
    poll.partition.inFlight(null);
  }

  @Override
  public <R> R execute(Request<R> request) {
    Deadline deadline = Deadline.inMillis(options.requestTimeoutMillis());
    PendingResponse<R> pending = connection.submit(request, deadline);
    try {
      return connection.await(pending, deadline);
    } catch (IggyServerException e) {
      throw e;
    } catch (IggyException e) {
      disconnect();
      throw e;
    }
  }

  /** Pings now; for the thread that uses the connection. */
  void heartbeat() {
    if (!isConnected()) {
      return;
    }
    try {
      connection.heartbeat(Deadline.inMillis(PING_MILLIS));
    } catch (IggyException e) {
      disconnect();
    }
  }

  /** Pings with the next request; for any thread. */
  void heartbeatWithNextRequest() {
    IggyConnection present = connection;
    if (present != null) {
      present.heartbeatWithNextRequest();
    }
  }

  void disconnect() {
    IggyConnection present = connection;
    if (present != null) {
      present.close();
    }
  }

  /** Ends the connection and every wait; for any thread. */
  @Override
  public void close() {
    closed = true;
    disconnect();
  }
}
