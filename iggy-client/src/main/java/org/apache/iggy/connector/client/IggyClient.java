// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.util.function.Function;
import org.apache.iggy.connector.client.command.ConsumerGroups;
import org.apache.iggy.connector.client.command.ConsumerOffsets;
import org.apache.iggy.connector.client.command.Messages;
import org.apache.iggy.connector.client.command.Partitions;
import org.apache.iggy.connector.client.command.ServerInfo;
import org.apache.iggy.connector.client.command.Streams;
import org.apache.iggy.connector.client.command.Tokens;
import org.apache.iggy.connector.client.command.Topics;
import org.apache.iggy.connector.client.command.Users;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/**
 * A server, for everything but long-lived reading and writing: requests of any thread, on a pool of
 * connections.
 *
 * <p>It connects when the first request needs it. Each request runs on the calling thread and has
 * the options' request timeout. A request that only reads is sent once more, on a new connection,
 * when the pooled one turns out to be dead; nothing else is ever sent twice but what a server of
 * 0.9 asks for again, under the same number, so that it is done once. Thread-safe.
 *
 * <p>Membership in a consumer group belongs to one connection, so joining is not offered here: see
 * {@link org.apache.iggy.connector.client.group.GroupReader}.
 */
public final class IggyClient implements RequestExecutor, AutoCloseable {
  private final ConnectionPool pool;
  private final ConnectionOptions options;

  private IggyClient(ConnectionPool pool, ConnectionOptions options) {
    this.pool = pool;
    this.options = options;
  }

  /**
   * A client that has not connected yet.
   *
   * @param poolSize idle connections that are kept, at least 0; it does not bound how many are in
   *     use
   */
  public static IggyClient connect(ConnectionOptions options, int poolSize) {
    return new IggyClient(new ConnectionPool(options, poolSize), options);
  }

  /** The options its connections are made with. */
  public ConnectionOptions options() {
    return options;
  }

  /**
   * The same client, on the same connections, with at most this long for connecting and for a
   * request, each. Closing either closes both.
   */
  public IggyClient within(long timeoutMillis) {
    return new IggyClient(pool, options.within(timeoutMillis));
  }

  /** Streams. */
  public Streams streams() {
    return new Streams(this);
  }

  /** Topics of streams. */
  public Topics topics() {
    return new Topics(this);
  }

  /** Partitions of topics, and their segments. */
  public Partitions partitions() {
    return new Partitions(this);
  }

  /** Consumer groups of topics. */
  public ConsumerGroups consumerGroups() {
    return new ConsumerGroups(this);
  }

  /** Offsets that consumers have stored. */
  public ConsumerOffsets consumerOffsets() {
    return new ConsumerOffsets(this);
  }

  /** Users and their permissions. */
  public Users users() {
    return new Users(this);
  }

  /** Personal access tokens of the user that is logged in. */
  public Tokens tokens() {
    return new Tokens(this);
  }

  /** The server itself: whether it answers, its numbers, its clients. */
  public ServerInfo system() {
    return new ServerInfo(this);
  }

  /** Messages, a batch at a time. */
  public Messages messages() {
    return new Messages(this);
  }

  /** Earliest, next and by-timestamp offsets of a topic's partitions. */
  public PartitionOffsets partitionOffsets(Identifier streamId, Identifier topicId) {
    return new PartitionOffsets(this, streamId, topicId);
  }

  /** {@inheritDoc} An answer that is a view of a buffer is copied. */
  @Override
  public <R> R execute(Request<R> request) {
    return execute(request, RequestExchange::detached);
  }

  /**
   * Sends a request and gives its answer to a function while the connection is still held, so that
   * an answer which is a view of the connection's buffer need not be copied.
   */
  public <R, T> T execute(Request<R> request, Function<R, T> use) {
    try (ConnectionPool.Lease lease = pool.acquire(options)) {
      R answer;
      try {
        answer = lease.connection().execute(request, options.requestTimeoutMillis());
      } catch (IggyException e) {
        boolean repeated =
            e instanceof NotLeaderException
                || (foundDead(lease, e) && ReadRequests.isRead(request));
        if (!repeated) {
          throw e;
        }
        return executeFresh(request, use);
      }
      return use.apply(answer);
    }
  }

  private <R, T> T executeFresh(Request<R> request, Function<R, T> use) {
    try (ConnectionPool.Lease lease = pool.acquireFresh(options)) {
      return use.apply(lease.connection().execute(request, options.requestTimeoutMillis()));
    }
  }

  /** A timeout is no proof of death, and its time is spent: another would double the limit. */
  private static boolean foundDead(ConnectionPool.Lease lease, IggyException e) {
    return lease.isReused()
        && !lease.connection().isOpen()
        && e.isTransient()
        && !(e instanceof IggyTimeoutException)
        && !(e instanceof IggyInterruptedException);
  }

  /**
   * Shows the server that the client's connections are alive; for whoever schedules it, from any
   * thread. Needed only when the server has heartbeats switched on: it then drops a connection that
   * has sent no ping for 1.2 times its interval, whatever else the connection does. Idle
   * connections are pinged at once, and closed when they do not answer; those in use ping with
   * their next request.
   */
  public void heartbeat() {
    pool.heartbeat();
  }

  /** Closes all connections; requests that wait on one end with an exception. */
  @Override
  public void close() {
    pool.close();
  }
}
