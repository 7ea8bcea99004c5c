// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.FrameTooLargeException;
import org.apache.iggy.connector.client.IggyConnection;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyInterruptedException;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.IggyTimeoutException;
import org.apache.iggy.connector.client.PendingResponse;
import org.apache.iggy.connector.client.ServerIdentity;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.system.Ping;
import org.apache.iggy.connector.protocol.topic.GetTopic;
import org.apache.iggy.connector.protocol.topic.TopicDetails;

/**
 * The connection of a reader and the polls that may be on their way there: one, or two where the
 * second asks for what follows the first.
 *
 * <p>It keeps requests and answers in step: an answer that nobody wants any more is taken and
 * dropped before the next poll is sent. One thread at a time; {@link #close} and {@link
 * #isConnected} are for any.
 */
final class PollSession implements AutoCloseable {
  /** Instead of an offset: the first message there is. */
  static final long FIRST = -1;

  private final PartitionReaderOptions options;
  private final ConnectionOptions connectionOptions;
  private final ReaderCounters counters;
  private volatile IggyConnection connection;
  private volatile ConnectAttempt attempt;
  private volatile boolean connected;
  private volatile boolean closed;
  private boolean connectedBefore;

  /** What answers are to come for, in their order. */
  private final Deque<InFlight<?>> inFlight = new ArrayDeque<>();

  private PendingResponse<Void> heartbeat;
  private Deadline nextHeartbeat;
  private int askedCount;
  private long askedNanos;

  PollSession(PartitionReaderOptions options, ReaderCounters counters) {
    this.options = options;
    this.counters = counters;
    this.connectionOptions =
        options.connection().toBuilder().maxFrameBytes(options.maxFetchBytes()).build();
  }

  /**
   * Connects unless it is connected.
   *
   * @return false when the deadline passed before; the next call goes on
   */
  boolean connect(Deadline deadline) {
    if (isConnected()) {
      return true;
    }
    ConnectAttempt current = attempt;
    if (current == null) {
      disconnect();
      current = ConnectAttempt.start(connectionOptions);
      attempt = current;
      if (closed) {
        current.close();
      }
    }
    IggyConnection fresh;
    try {
      fresh = current.await(deadline);
    } catch (IggyInterruptedException e) {
      throw e;
    } catch (RuntimeException e) {
      attempt = null;
      throw e;
    }
    if (fresh == null) {
      return false;
    }
    adopt(fresh);
    return true;
  }

  private void adopt(IggyConnection fresh) {
    connection = fresh;
    attempt = null;
    if (closed) {
      fresh.close();
    }
    connected = true;
    nextHeartbeat = Deadline.inMillis(options.heartbeatMillis());
    if (connectedBefore) {
      counters.reconnected();
    }
    connectedBefore = true;
  }

  /**
   * Asks from an offset, unless that is already asked for, and waits for the answer.
   *
   * @param offset where to, or {@link #FIRST}
   * @return the answer, valid until the next call; null when the deadline passed before it came,
   *     and the next call for the same offset goes on waiting for it
   */
  PolledMessages poll(long offset, int count, Deadline deadline) {
    while (isAsking() && !isAskingFor(offset)) {
      if (!dropAnswer(deadline)) {
        return null;
      }
    }
    if (!isAsking()) {
      send(offset, count);
    }
    Poll poll = (Poll) inFlight.element();
    askedCount = poll.count;
    askedNanos = poll.sentNanos;
    PolledMessages answer = take(poll, deadline);
    return answer == null ? null : checked(answer, poll);
  }

  /**
   * Asks for the topic's details, which tell of all its partitions.
   *
   * @return null when the deadline passed before an answer came; whoever asks next drops that
   */
  Optional<TopicDetails> topic(Deadline fetchDeadline) {
    while (isAsking()) {
      if (!dropAnswer(fetchDeadline)) {
        return null;
      }
    }
    Deadline deadline = Deadline.inMillis(connectionOptions.requestTimeoutMillis());
    sendHeartbeatIfDue(deadline);
    GetTopic request = new GetTopic(options.stream(), options.topic());
    InFlight<Optional<TopicDetails>> asked =
        new InFlight<>(deadline, connection.submit(request, deadline));
    inFlight.add(asked);
    return take(asked, fetchDeadline);
  }

  /**
   * Sends a poll whose answer a later {@link #poll} takes, unless it is on its way, and one behind
   * it if that is wanted: a server that has the next request at hand need not wait for it.
   *
   * @param last the last offset that is worth a second poll
   */
  void sendAhead(long offset, int count, long last) {
    if (!isAsking()) {
      send(offset, count);
    }
    if (inFlight.size() == 1 && isAskingFor(offset)) {
      long following = offset + ((Poll) inFlight.element()).count;
      if (following <= last) {
        send(following, count);
      }
    }
  }

  private void send(long offset, int count) {
    PollMessages request =
        new PollMessages(
            options.consumer(),
            options.stream(),
            options.topic(),
            OptionalInt.of(options.partitionId()),
            offset == FIRST ? PollingStrategy.first() : PollingStrategy.offset(offset),
            count,
            false);
    Deadline deadline = Deadline.inMillis(connectionOptions.requestTimeoutMillis());
    sendHeartbeatIfDue(deadline);
    inFlight.add(new Poll(offset, count, deadline, connection.submit(request, deadline)));
  }

  /** A server that wants heartbeats counts nothing else as one; this rides ahead of a poll. */
  private void sendHeartbeatIfDue(Deadline deadline) {
    if (heartbeat == null && nextHeartbeat.hasPassed()) {
      heartbeat = connection.submit(new Ping(), deadline);
      nextHeartbeat = Deadline.inMillis(options.heartbeatMillis());
    }
  }

  private <R> R take(InFlight<R> asked, Deadline fetchDeadline) {
    boolean requestEndsFirst = asked.deadline.remainingNanos() < fetchDeadline.remainingNanos();
    try {
      Deadline deadline = requestEndsFirst ? asked.deadline : fetchDeadline;
      takeHeartbeat(deadline);
      R answer = connection.await(asked.pending, deadline);
      inFlight.remove();
      return answer;
    } catch (IggyTimeoutException e) {
      if (requestEndsFirst || asked.deadline.hasPassed()) {
        disconnect();
        throw e;
      }
      return null;
    } catch (IggyInterruptedException e) {
      throw e;
    } catch (RuntimeException e) {
      inFlight.poll();
      throw e;
    }
  }

  private void takeHeartbeat(Deadline deadline) {
    if (heartbeat == null) {
      return;
    }
    try {
      connection.await(heartbeat, deadline);
      heartbeat = null;
    } catch (IggyServerException e) {
      disconnect();
      throw new IggyException(ErrorCategory.TRANSIENT, e.getMessage(), e);
    }
  }

  private PolledMessages checked(PolledMessages answer, Poll poll) {
    if (answer.count() > poll.count
        || answer.partitionId() != options.partitionId()
        || answer.currentOffset() < 0) {
      disconnect();
      throw new IggyException(
          ErrorCategory.TRANSIENT,
          "the server's answer does not fit the poll of "
              + poll.count
              + " messages from "
              + options
              + ": "
              + answer);
    }
    return answer;
  }

  /** Takes the next answer and forgets it; false when it has not come by the deadline. */
  private boolean dropAnswer(Deadline deadline) {
    try {
      return take(inFlight.element(), deadline) != null;
    } catch (IggyServerException e) {
      return true;
    } catch (FrameTooLargeException e) {
      // Nobody wants the answer, so its size says nothing about what is asked for next.
      throw new IggyException(ErrorCategory.TRANSIENT, e.getMessage(), e);
    }
  }

  /** The count of the poll whose answer was awaited last. */
  int askedCount() {
    return askedCount;
  }

  /** When that poll was sent: what its answer tells was so then or later. */
  long askedNanos() {
    return askedNanos;
  }

  /** Whether an answer is on its way. */
  boolean isAsking() {
    return !inFlight.isEmpty();
  }

  /** Whether the next answer on its way is that to a poll from an offset. */
  boolean isAskingFor(long offset) {
    InFlight<?> next = inFlight.peek();
    return next instanceof Poll && ((Poll) next).offset == offset;
  }

  /** The partition that it polls. */
  int partitionId() {
    return options.partitionId();
  }

  /** What it is connected to; empty before it is. */
  Optional<ServerIdentity> server() {
    return connection.server();
  }

  /** Whether a login was accepted before. */
  boolean hasConnected() {
    return connectedBefore;
  }

  /** How long the server has owed an answer or a connection, milliseconds; 0 for neither. */
  long waitingMillis() {
    ConnectAttempt current = attempt;
    if (current != null) {
      return current.elapsedMillis();
    }
    InFlight<?> asked = inFlight.peek();
    return asked == null ? 0 : asked.deadline.limitMillis() - asked.deadline.remainingMillis();
  }

  /** Gives the connection up, and the answers that may be on their way; the next poll connects. */
  void disconnect() {
    inFlight.clear();
    heartbeat = null;
    connected = false;
    IggyConnection present = connection;
    if (present != null) {
      present.close();
    }
  }

  boolean isConnected() {
    IggyConnection present = connection;
    return connected && present.isOpen();
  }

  @Override
  public void close() {
    closed = true;
    ConnectAttempt current = attempt;
    if (current != null) {
      current.close();
    }
    IggyConnection present = connection;
    if (present != null) {
      present.close();
    }
  }

  private static class InFlight<R> {
    final Deadline deadline;
    final PendingResponse<R> pending;

    InFlight(Deadline deadline, PendingResponse<R> pending) {
      this.deadline = deadline;
      this.pending = pending;
    }
  }

  private static final class Poll extends InFlight<PolledMessages> {
    final long offset;
    final int count;
    final long sentNanos = System.nanoTime();

    Poll(long offset, int count, Deadline deadline, PendingResponse<PolledMessages> pending) {
      super(deadline, pending);
      this.offset = offset;
      this.count = count;
    }
  }
}
