// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.IggyConnection;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyInterruptedException;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.protocol.status.ErrorCategory;

/**
 * A connection in the making, on a thread of its own that ends with it.
 *
 * <p>Looking up a name, a handshake and a login can each take longer than a fetch may; this way a
 * fetch ends at its timeout and the next one finds the connection further on. {@link #close} is for
 * any thread and ends a wait in {@link #await} at once, even while a name is looked up.
 */
final class ConnectAttempt implements AutoCloseable {
  private final IggyConnection connection;
  private final ConnectionOptions options;
  private final long startNanos = System.nanoTime();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile RuntimeException failure;
  private volatile boolean connected;

  private ConnectAttempt(ConnectionOptions options) {
    this.options = options;
    this.connection = IggyConnection.unconnected(options);
  }

  /** Starts to connect. */
  static ConnectAttempt start(ConnectionOptions options) {
    ConnectAttempt attempt = new ConnectAttempt(options);
    Thread thread = new Thread(attempt::connect, "iggy-connect-" + options.address());
    thread.setDaemon(true);
    thread.start();
    return attempt;
  }

  private void connect() {
    try {
      connection.connect();
      connected = true;
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) {
      failure = new IggyException(ErrorCategory.PERMANENT, "cannot connect: " + e, e);
      throw e;
    } finally {
      ended.countDown();
    }
  }

  /**
   * Waits for the connection.
   *
   * @return null when the deadline passed before
   * @throws IggyException when it failed, was closed or the thread is interrupted
   */
  IggyConnection await(Deadline deadline) {
    try {
      if (!ended.await(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
        return null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IggyInterruptedException("interrupted while connecting to " + options.address());
    }
    if (connected) {
      return connection;
    }
    if (failure != null) {
      throw failure;
    }
    throw new IggyException(
        ErrorCategory.TRANSIENT, "closed while connecting to " + options.address());
  }

  /** How long it has taken so far, milliseconds. */
  long elapsedMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  @Override
  public void close() {
    connection.close();
    ended.countDown();
  }
}
