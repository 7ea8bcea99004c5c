// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.io.IOException;
import java.util.Optional;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.client.transport.Transport;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.framing.Framing;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.framing.UnsupportedCommandException;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.system.GetClusterMetadata;
import org.apache.iggy.connector.protocol.system.Ping;
import org.apache.iggy.connector.protocol.user.Registration;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/**
 * One connection to a server, logged in, on the caller's thread.
 *
 * <p>{@link #execute} sends a request and waits for its answer. {@link #submit} and {@link #await}
 * do the two halves on their own, so that several requests can be on the wire at once; answers may
 * be awaited in any order, at no cost in the order of the requests. Every wait has a deadline.
 * After a timeout or an interrupt in {@link #await} the answer is still to come and can be awaited
 * again, or {@linkplain #abandon given up}; every other failure but the server's refusal ends the
 * connection ({@link #isOpen} is false).
 *
 * <p>One thread at a time may use it; {@link #close} may be called by any and ends the wait of the
 * one that uses it.
 */
public final class IggyConnection implements RequestExecutor, AutoCloseable {
  private static final Ping PING = new Ping();

  /** Less time than that is too little for asking after the leader of a cluster. */
  private static final long LEAST_SEEKING_MILLIS = 100;

  private final ConnectionOptions options;
  private final Heartbeats heartbeats;
  private volatile Transport transport;
  private RequestExchange exchange;

  /** False as soon as nothing more can be sent, whoever ended it. */
  private volatile boolean open = true;

  /** Whether the owner ended it. */
  private volatile boolean closed;

  private IggyConnection(ConnectionOptions options) {
    this.options = options;
    this.heartbeats = new Heartbeats(options.heartbeatIntervalMillis());
  }

  /** A connection that {@link #connect} has yet to make, so that {@link #close} can end that. */
  public static IggyConnection unconnected(ConnectionOptions options) {
    return new IggyConnection(options);
  }

  /**
   * Connects and logs in with the options' credentials, if there are any.
   *
   * @throws IggyException when the server cannot be reached, speaks another protocol or refuses the
   *     login
   */
  public static IggyConnection open(ConnectionOptions options) {
    IggyConnection connection = unconnected(options);
    connection.connect();
    return connection;
  }

  /**
   * Makes the connection, once.
   *
   * @throws IggyException as {@link #open}, and when it is closed meanwhile
   */
  public void connect() {
    try {
      exchange = new Handshake(options, this::adopt, () -> closed).connect();
    } catch (RuntimeException e) {
      disconnect();
      if (closed) {
        throw new IggyException(
            ErrorCategory.TRANSIENT, "closed while connecting to " + options.address(), e);
      }
      throw e;
    }
  }

  /** Takes a transport that is about to connect; one that comes after {@link #close} is closed. */
  private void adopt(Transport opened) {
    transport = opened;
    if (closed) {
      disconnect();
    }
  }

  /** Sends a request and waits for its answer within the options' request timeout. */
  @Override
  public <R> R execute(Request<R> request) {
    return execute(request, options.requestTimeoutMillis());
  }

  /**
   * Sends a request and waits for its answer. A failure other than the server's refusal closes the
   * connection: a server that leaves requests unanswered is not given more of them.
   *
   * @throws IggyServerException when the server refuses it
   * @throws IggyException when the connection fails or the deadline passes
   */
  public <R> R execute(Request<R> request, long timeoutMillis) {
    Deadline deadline = Deadline.inMillis(timeoutMillis);
    PendingResponse<R> pending = submit(request, deadline);
    try {
      return await(pending, deadline);
    } catch (IggyServerException e) {
      throw e;
    } catch (RuntimeException e) {
      disconnect();
      throw e;
    }
  }

  /** Sends a request without waiting for its answer; {@link #await} takes that. */
  public <R> PendingResponse<R> submit(Request<R> request, Deadline deadline) {
    requireOpen();
    exchange.begin();
    boolean pings = heartbeats.isDue();
    if (pings) {
      addPing(deadline);
    }
    PendingResponse<R> pending;
    try {
      pending = exchange.add(request, deadline);
    } catch (RuntimeException e) {
      if (pings) {
        // It has its place among the answers to come.
        write(PING.code(), deadline);
      }
      throw e instanceof UnsupportedCommandException ? lacking(e) : e;
    }
    write(request.code(), deadline);
    return pending;
  }

  private IggyException lacking(RuntimeException cause) {
    String message = exchange.address() + ": " + cause.getMessage();
    return new IggyException(ErrorCategory.PERMANENT, message, cause);
  }

  /** Sends a ping whose answer nobody sees, for the thread that uses the connection. */
  public void heartbeat(Deadline deadline) {
    requireOpen();
    exchange.begin();
    addPing(deadline);
    write(PING.code(), deadline);
  }

  private void addPing(Deadline deadline) {
    exchange.abandon(exchange.add(PING, deadline));
    heartbeats.sent();
  }

  private void write(CommandCode code, Deadline deadline) {
    try {
      exchange.write(deadline);
    } catch (IOException e) {
      throw broken("sending " + code, e);
    } catch (RuntimeException e) {
      // A part of the frame may be on the wire already.
      disconnect();
      throw e;
    }
  }

  /**
   * Waits for an answer. What it returns may be a view of the connection's buffer ({@link
   * org.apache.iggy.connector.protocol.message.PolledMessages} is) and is valid until the next
   * answer is awaited.
   *
   * @throws IggyServerException when the server refuses the request
   * @throws IggyException when the connection fails or the deadline passes
   */
  public <R> R await(PendingResponse<R> pending, Deadline deadline) {
    while (true) {
      requireOpen();
      Postponement postponement = pending.postponement();
      if (postponement != null && !postponement.isSent()) {
        sendAgain(pending, postponement, deadline);
      }
      try {
        return take(pending, deadline);
      } catch (IggyServerException e) {
        if (isApplied(pending, e)) {
          return null;
        }
        if (!e.isUndecided() || exchange.generation() == ProtocolGeneration.LEGACY) {
          throw e;
        }
        pending.postponement(Postponement.of(e, postponement));
      }
    }
  }

  /** Whether it is only the acknowledgement that the server has no more. */
  private static boolean isApplied(PendingResponse<?> pending, IggyServerException refusal) {
    return refusal.status() == IggyStatus.REQUEST_ALREADY_APPLIED
        && pending.postponement() != null
        && pending.request().responseCodec() == ResponseCodec.empty();
  }

  private <R> R take(PendingResponse<R> pending, Deadline deadline) {
    try {
      return exchange.await(pending, deadline);
    } catch (IOException e) {
      throw broken("waiting for the answer to " + pending.request().code(), e);
    } catch (IggyTimeoutException | IggyInterruptedException | IggyServerException e) {
      throw e;
    } catch (IggyException e) {
      disconnect();
      throw e;
    } catch (MalformedFrameException e) {
      throw broken("reading the answer to " + pending.request().code(), e);
    }
  }

  /** Sends a request again that the server could not decide on, once that is due. */
  private void sendAgain(PendingResponse<?> pending, Postponement postponement, Deadline deadline) {
    if (deadline.remainingMillis() > LEAST_SEEKING_MILLIS && postponement.seeksLeader()) {
      seekLeader(deadline);
    }
    postponement.await(pending.deadline(), deadline);
    requireOpen();
    exchange.begin();
    exchange.addAgain(pending);
    write(pending.request().code(), deadline);
    postponement.sent();
  }

  /** Ends the connection when another node takes requests, which the next connection goes to. */
  private void seekLeader(Deadline deadline) {
    Optional<IggyAddress> leader;
    try {
      leader =
          ClusterLeaders.leaderOf(execute(new GetClusterMetadata(), deadline.remainingMillis()));
    } catch (IggyServerException e) {
      return;
    }
    if (leader.isPresent() && !leader.get().equals(exchange.address())) {
      ClusterLeaders.follow(options.address(), leader.get());
      disconnect();
      throw new NotLeaderException(exchange.address(), leader.get());
    }
  }

  /** Gives up on an answer: it is dropped when it comes. */
  public void abandon(PendingResponse<?> pending) {
    exchange.abandon(pending);
  }

  /**
   * Sends a ping ahead of the next request, whose answer nobody sees; so does every request that
   * comes {@link ConnectionOptions#heartbeatIntervalMillis} after the last ping. With heartbeats
   * switched on, a server of 0.8 counts nothing but pings, not even requests. For any thread.
   */
  public void heartbeatWithNextRequest() {
    heartbeats.request();
  }

  /**
   * Has the server end the session of this connection, which is over. A server of 0.9 does so by
   * itself unless it was restarted meanwhile: then it keeps the session for good, and what a member
   * of a group had goes to nobody else. Nothing is done in the older generation.
   *
   * @throws IggyException when the server cannot be reached
   */
  public void endLeftSession() {
    Optional<Framing> successor = exchange == null ? Optional.empty() : exchange.successor();
    if (successor.isEmpty() || options.credentials().isEmpty()) {
      return;
    }
    try {
      new Handshake(options.at(exchange.address()), opened -> {}, () -> false)
          .endSession(successor.get(), options.credentials().get());
    } catch (IggyServerException | IggyEvictedException e) {
      // The server has no session that this user can end.
      return;
    }
  }

  /** The generation of the protocol that it speaks; empty before it is connected. */
  public Optional<ProtocolGeneration> generation() {
    return exchange == null ? Optional.empty() : Optional.of(exchange.generation());
  }

  /** What the server told of itself at the login; empty before, and for servers before 0.9. */
  Optional<Registration> registration() {
    return exchange == null ? Optional.empty() : exchange.registration();
  }

  /** What is known of the server; empty before it is connected. */
  public Optional<ServerIdentity> server() {
    return generation()
        .map(spoken -> new ServerIdentity(spoken, registration().map(Registration::serverVersion)));
  }

  /** How many requests were sent whose answers are still to be awaited. */
  public int unanswered() {
    return exchange.untaken();
  }

  /** Whether it can be used: not closed, and not broken as far as is known. */
  public boolean isOpen() {
    return open;
  }

  /** Whether it can be used for a new request, looked up without waiting. */
  public boolean isIdleAndAlive() {
    return open && exchange.isIdle() && !transport.isStale();
  }

  /** The options it was made with. */
  public ConnectionOptions options() {
    return options;
  }

  private void requireOpen() {
    if (!open) {
      throw new IggyException(
          ErrorCategory.TRANSIENT, "the connection to " + options.address() + " is closed");
    }
  }

  private IggyException broken(String what, Exception cause) {
    disconnect();
    return closed
        ? new IggyException(
            ErrorCategory.TRANSIENT,
            "the connection to " + options.address() + " was closed while " + what,
            cause)
        : exchange.address().lost(what, cause);
  }

  private void disconnect() {
    open = false;
    Transport present = transport;
    if (present != null) {
      present.close();
    }
  }

  /** Ends the connection, and a wait on it in another thread. */
  @Override
  public void close() {
    closed = true;
    disconnect();
  }
}
