// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.client.transport.Transport;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.Framing;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.system.Ping;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * One connection to a server, logged in, on the caller's thread.
 *
 * <p>{@link #execute} sends a request and waits for its answer. {@link #submit} and {@link #await}
 * do the two halves on their own, so that several requests can be on the wire at once: answers are
 * taken in the order of the requests. Every wait has a deadline. After a timeout or an interrupt in
 * {@link #await} the answer is still to come and can be awaited again; every other failure but the
 * server's refusal ends the connection ({@link #isOpen} is false).
 *
 * <p>One thread at a time may use it; {@link #close} may be called by any and ends the wait of the
 * one that uses it.
 */
public final class IggyConnection implements RequestExecutor, AutoCloseable {
  private static final Ping PING = new Ping();

  private final ConnectionOptions options;
  private volatile Transport transport;
  private final WireWriter out = new WireWriter();
  private ResponseBuffer in = new ResponseBuffer();
  private Framing framing;
  private final Heartbeats heartbeats;
  private boolean headerRead;
  private int unanswered;

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
    Deadline deadline = Deadline.inMillis(options.connectTimeoutMillis());
    boolean remembered = ServerProbe.remembers(options.address());
    try {
      connectOnce(deadline);
    } catch (RuntimeException e) {
      if (!remembered || ServerProbe.remembers(options.address()) || deadline.hasPassed()) {
        throw e;
      }
      // What was remembered of the address did not hold: what is there now is asked at once.
      startOver();
      connectOnce(deadline);
    }
  }

  private void connectOnce(Deadline deadline) {
    try {
      transport = Transports.connect(options, deadline, this::adopt);
      negotiate(deadline);
      options.credentials().ifPresent(credentials -> login(credentials, deadline));
    } catch (RuntimeException e) {
      disconnect();
      if (closed) {
        throw new IggyException(
            ErrorCategory.TRANSIENT, "closed while connecting to " + options.address(), e);
      }
      throw e;
    }
  }

  private void startOver() {
    in = new ResponseBuffer();
    headerRead = false;
    unanswered = 0;
    open = true;
  }

  /** Takes a transport that is about to connect; one that comes after {@link #close} is closed. */
  private void adopt(Transport opened) {
    transport = opened;
    if (closed) {
      disconnect();
    }
  }

  private void negotiate(Deadline deadline) {
    try {
      framing = new ServerProbe(options.address(), transport, in).negotiate(deadline);
    } catch (IOException e) {
      // What a TLS port does to bytes that are not TLS, unless it sends an alert first.
      String advice = options.tls().isPresent() ? "" : "; if the port speaks TLS, switch TLS on";
      throw broken("asking for its version" + advice, e);
    }
  }

  private void login(Credentials credentials, Deadline deadline) {
    try {
      await(submit(credentials.login(), deadline), deadline);
    } catch (IggyServerException | IggyInterruptedException e) {
      throw e;
    } catch (IggyException e) {
      ServerProbe.forget(options.address());
      throw e;
    }
  }

  /** Sends a request and waits for its answer within the options' request timeout. */
  @Override
  public <R> R execute(Request<R> request) {
    return execute(request, options.requestTimeoutMillis());
  }

  /**
   * Sends a request and waits for its answer. A failure other than the server's refusal closes the
   * connection, because an answer that nobody takes would be given to the next request.
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
    out.clear();
    if (heartbeats.isDue()) {
      heartbeats.sent(framing.encodeRequest(PING, out));
    }
    long ticket = framing.encodeRequest(request, out);
    write(request.code(), deadline);
    unanswered++;
    return new PendingResponse<>(request, ticket);
  }

  /** Sends a ping whose answer nobody sees, for the thread that uses the connection. */
  public void heartbeat(Deadline deadline) {
    requireOpen();
    out.clear();
    heartbeats.sent(framing.encodeRequest(PING, out));
    write(PING.code(), deadline);
  }

  private void write(CommandCode code, Deadline deadline) {
    try {
      transport.write(out.view(), deadline);
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
    requireOpen();
    try {
      readHeader(deadline);
      while (heartbeats.isAnswer(framing.responseTicket())) {
        skipBody(deadline);
        readHeader(deadline);
      }
      if (framing.responseTicket() != pending.ticket()) {
        throw new IllegalStateException("answers are taken in the order of their requests");
      }
      int length = bodyLength();
      in.fill(length, transport, deadline);
      headerRead = false;
      unanswered--;
      return answer(pending, in.take(length));
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

  private <R> R answer(PendingResponse<R> pending, ByteBuffer body) {
    int status = framing.responseStatus(body);
    if (status != 0) {
      throw new IggyServerException(pending.request().code(), status);
    }
    return framing.decodeResponse(pending.request(), body);
  }

  private void readHeader(Deadline deadline) throws IOException {
    if (headerRead) {
      return;
    }
    int length = framing.responseHeaderLength();
    in.fill(length, transport, deadline);
    framing.readResponseHeader(in.peek(length));
    in.skip(length);
    headerRead = true;
  }

  private void skipBody(Deadline deadline) throws IOException {
    int length = bodyLength();
    in.fill(length, transport, deadline);
    in.skip(length);
    heartbeats.answered();
    headerRead = false;
  }

  private int bodyLength() {
    long length = framing.responseBodyLength();
    if (length > options.maxFrameBytes()) {
      disconnect();
      throw new FrameTooLargeException(length, options.maxFrameBytes());
    }
    return (int) length;
  }

  /**
   * Sends a ping ahead of the next request, whose answer nobody sees; so does every request that
   * comes {@link ConnectionOptions#heartbeatIntervalMillis} after the last ping. With heartbeats
   * switched on, the server counts nothing but pings, not even requests. For any thread.
   */
  public void heartbeatWithNextRequest() {
    heartbeats.request();
  }

  /** How many requests are on the wire whose answers have not been taken. */
  public int unanswered() {
    return unanswered;
  }

  /** Whether it can be used: not closed, and not broken as far as is known. */
  public boolean isOpen() {
    return open;
  }

  /** Whether it can be used for a new request, looked up without waiting. */
  public boolean isIdleAndAlive() {
    return open
        && unanswered == 0
        && heartbeats.areAnswered()
        && in.isEmpty()
        && !transport.isStale();
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
    String server = options.address().toString();
    return new IggyException(
        ErrorCategory.TRANSIENT,
        closed
            ? "the connection to " + server + " was closed while " + what
            : "lost the connection to " + server + " while " + what + ": " + cause.getMessage(),
        cause);
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
