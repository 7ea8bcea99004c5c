// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.client.transport.Transport;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.EvictionReason;
import org.apache.iggy.connector.protocol.framing.Framing;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.system.Ping;
import org.apache.iggy.connector.protocol.user.LogoutUser;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/**
 * Makes a connection: to the node that takes requests, in the generation of the protocol that it
 * speaks, and logged in.
 */
final class Handshake {
  /** How long a server may take to answer in a generation that it spoke when it was last asked. */
  private static final long SUPPOSED_MILLIS = 3_000;

  private final ConnectionOptions options;
  private final Consumer<Transport> opened;
  private final BooleanSupplier unwanted;

  /**
   * Prepares it.
   *
   * @param opened gets each transport before it connects, so that another thread can close it
   * @param unwanted whether nobody wants the connection any more
   */
  Handshake(ConnectionOptions options, Consumer<Transport> opened, BooleanSupplier unwanted) {
    this.options = options;
    this.opened = opened;
    this.unwanted = unwanted;
  }

  /** Makes the connection; the transport told last is its own. */
  RequestExchange connect() {
    Deadline deadline = Deadline.inMillis(options.connectTimeoutMillis());
    Optional<IggyAddress> leader = ClusterLeaders.toldAt(options.address());
    if (leader.isPresent()) {
      try {
        return connectTo(options.at(leader.get()), deadline);
      } catch (IggyException e) {
        ClusterLeaders.forget(options.address());
        requireAnotherAttempt(deadline, e);
      }
    }
    return connectTo(options, deadline);
  }

  private RequestExchange connectTo(ConnectionOptions target, Deadline deadline) {
    Optional<ProtocolGeneration> supposed = ServerProbe.supposed(target);
    if (supposed.isEmpty()) {
      return connectAsked(target, deadline);
    }
    try {
      return connectSupposed(target, supposed.get(), deadline);
    } catch (UnexpectedAnswerException e) {
      // What is there now is asked at once: it may have been replaced by the other generation.
      ServerProbe.forget(target.address());
      requireAnotherAttempt(deadline, e.failure());
      return connectAsked(target, deadline);
    }
  }

  /** Takes a session over that another connection has left behind, and ends it. */
  void endSession(Framing successor, Credentials credentials) {
    Deadline deadline = Deadline.inMillis(options.connectTimeoutMillis());
    Transport transport = Transports.connect(options, deadline, opened);
    try {
      RequestExchange exchange =
          new RequestExchange(options, transport, successor, new ResponseBuffer());
      logIn(exchange, credentials.login(), deadline, deadline);
      exchangeOnce(exchange, new LogoutUser(), deadline, deadline);
    } catch (IOException | MalformedFrameException e) {
      throw options.address().lost("ending a session that was left behind", e);
    } finally {
      transport.close();
    }
  }

  private void requireAnotherAttempt(Deadline deadline, IggyException failure) {
    if (unwanted.getAsBoolean() || deadline.hasPassed()) {
      throw failure;
    }
  }

  /** Asks which generation the server speaks, and logs in if that is wanted. */
  private RequestExchange connectAsked(ConnectionOptions target, Deadline deadline) {
    Transport transport = Transports.connect(target, deadline, opened);
    try {
      ResponseBuffer in = new ResponseBuffer();
      ProtocolGeneration generation = ask(target, transport, in, deadline);
      RequestExchange exchange =
          new RequestExchange(target, transport, target.protocol().newFraming(generation), in);
      target
          .credentials()
          .ifPresent(credentials -> logIn(exchange, credentials.login(), deadline, deadline));
      return exchange;
    } catch (RuntimeException e) {
      transport.close();
      throw e;
    }
  }

  private static ProtocolGeneration ask(
      ConnectionOptions target, Transport transport, ResponseBuffer in, Deadline deadline) {
    try {
      return new ServerProbe(target, transport, in).ask(deadline);
    } catch (IOException e) {
      // What a TLS port does to bytes that are not TLS, unless it sends an alert first.
      String advice = target.tls().isPresent() ? "" : "; if the port speaks TLS, switch TLS on";
      throw target.address().lost("asking for its version" + advice, e);
    }
  }

  /** Logs in, or pings, in the generation that the server is supposed to speak. */
  private RequestExchange connectSupposed(
      ConnectionOptions target, ProtocolGeneration generation, Deadline deadline)
      throws UnexpectedAnswerException {
    Transport transport = Transports.connect(target, deadline, opened);
    try {
      RequestExchange exchange =
          new RequestExchange(
              target, transport, target.protocol().newFraming(generation), new ResponseBuffer());
      Request<?> first =
          target.credentials().<Request<?>>map(Credentials::login).orElseGet(Ping::new);
      // Half of the time at most, so that the other half is left for asking.
      long limitMillis = Math.min(SUPPOSED_MILLIS, deadline.remainingMillis() / 2);
      try {
        logIn(exchange, first, deadline, deadline.orInMillis(limitMillis));
      } catch (IggyServerException | IggyEvictedException | IggyInterruptedException e) {
        throw e;
      } catch (IggyException e) {
        throw new UnexpectedAnswerException(e);
      }
      return exchange;
    } catch (RuntimeException e) {
      transport.close();
      throw e;
    }
  }

  /** A refused login is told as one, however the server says it. */
  private static <R> void logIn(
      RequestExchange exchange, Request<R> login, Deadline submitted, Deadline awaited) {
    try {
      exchangeOnce(exchange, login, submitted, awaited);
    } catch (IOException | MalformedFrameException e) {
      throw exchange.address().lost("waiting for the answer to " + login.code(), e);
    } catch (IggyEvictedException e) {
      throw refusedLogin(e.reason())
          .<IggyException>map(status -> new IggyServerException(login.code(), status.code()))
          .orElse(e);
    }
  }

  private static <R> void exchangeOnce(
      RequestExchange exchange, Request<R> request, Deadline submitted, Deadline awaited)
      throws IOException {
    exchange.begin();
    PendingResponse<R> pending = exchange.add(request, submitted);
    exchange.write(submitted);
    exchange.await(pending, awaited);
  }

  private static Optional<IggyStatus> refusedLogin(EvictionReason reason) {
    switch (reason) {
      case INVALID_CREDENTIALS:
        return Optional.of(IggyStatus.INVALID_CREDENTIALS);
      case INVALID_TOKEN:
        return Optional.of(IggyStatus.INVALID_PERSONAL_ACCESS_TOKEN);
      case USER_INACTIVE:
        return Optional.of(IggyStatus.USER_INACTIVE);
      default:
        return Optional.empty();
    }
  }

  /** The server has not answered as one of the generation that it was supposed to be. */
  private static final class UnexpectedAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final IggyException failure;

    UnexpectedAnswerException(IggyException failure) {
      super(failure);
      this.failure = failure;
    }

    IggyException failure() {
      return failure;
    }
  }
}
