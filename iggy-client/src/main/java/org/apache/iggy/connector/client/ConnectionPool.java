// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.system.Ping;

/**
 * Connections to one server that are lent to one thread at a time.
 *
 * <p>The size bounds only the idle ones that are kept: when all are lent, another is opened, so
 * nobody waits for somebody else's request. The one used last is lent first; the others grow idle
 * and are found dead when their turn comes. Thread-safe.
 */
final class ConnectionPool implements AutoCloseable {
  private final ConnectionOptions options;
  private final int maxIdle;
  private final Deque<IggyConnection> idle = new ArrayDeque<>();
  private final Set<IggyConnection> lent = new HashSet<>();
  private boolean closed;

  ConnectionPool(ConnectionOptions options, int maxIdle) {
    if (maxIdle < 0) {
      throw new IllegalArgumentException("pool size is " + maxIdle + ", it must be at least 0");
    }
    this.options = options;
    this.maxIdle = maxIdle;
  }

  /** Lends an idle connection that is alive, or a new one made with these options. */
  Lease acquire(ConnectionOptions opening) {
    for (IggyConnection candidate = pollIdle(); candidate != null; candidate = pollIdle()) {
      if (candidate.isIdleAndAlive()) {
        return new Lease(candidate, true);
      }
      discard(candidate);
    }
    return acquireFresh(opening);
  }

  /** Lends a new connection, whatever is idle. */
  Lease acquireFresh(ConnectionOptions opening) {
    IggyConnection fresh = IggyConnection.unconnected(opening);
    lend(fresh);
    try {
      fresh.connect();
    } catch (RuntimeException e) {
      discard(fresh);
      throw e;
    }
    return new Lease(fresh, false);
  }

  private synchronized IggyConnection pollIdle() {
    requireOpen();
    IggyConnection candidate = idle.pollFirst();
    if (candidate != null) {
      lent.add(candidate);
    }
    return candidate;
  }

  /** Counts it as lent before it connects, so that {@link #close} ends that too. */
  private synchronized void lend(IggyConnection fresh) {
    requireOpen();
    lent.add(fresh);
  }

  private void release(IggyConnection connection) {
    boolean kept;
    synchronized (this) {
      kept =
          !closed && idle.size() < maxIdle && connection.isOpen() && connection.unanswered() == 0;
      lent.remove(connection);
      if (kept) {
        idle.addFirst(connection);
      }
    }
    if (!kept) {
      connection.close();
    }
  }

  private void discard(IggyConnection connection) {
    synchronized (this) {
      lent.remove(connection);
    }
    connection.close();
  }

  private synchronized void requireOpen() {
    if (closed) {
      throw new IggyException(
          ErrorCategory.PERMANENT, "the client of " + options.address() + " is closed");
    }
  }

  /** Pings every idle connection, and has those in use do so themselves. */
  void heartbeat() {
    for (IggyConnection connection : takeIdle()) {
      try {
        connection.execute(new Ping());
      } catch (IggyException e) {
        connection.close();
      } finally {
        release(connection);
      }
    }
  }

  private synchronized List<IggyConnection> takeIdle() {
    lent.forEach(IggyConnection::heartbeatWithNextRequest);
    List<IggyConnection> taken = new ArrayList<>(idle);
    idle.clear();
    lent.addAll(taken);
    return taken;
  }

  /** How many connections are kept for the next request. */
  synchronized int idleCount() {
    return idle.size();
  }

  /** Closes all connections, lent ones too: whoever waits on one gets an exception. */
  @Override
  public void close() {
    List<IggyConnection> all;
    synchronized (this) {
      closed = true;
      all = new ArrayList<>(idle);
      all.addAll(lent);
      idle.clear();
      lent.clear();
    }
    all.forEach(IggyConnection::close);
  }

  /** A connection in one thread's hands until it is closed, which gives it back. */
  final class Lease implements AutoCloseable {
    private final IggyConnection connection;
    private final boolean reused;

    private Lease(IggyConnection connection, boolean reused) {
      this.connection = connection;
      this.reused = reused;
    }

    IggyConnection connection() {
      return connection;
    }

    /** Whether it was idle before, and may have died since it was looked at. */
    boolean isReused() {
      return reused;
    }

    @Override
    public void close() {
      release(connection);
    }
  }
}
