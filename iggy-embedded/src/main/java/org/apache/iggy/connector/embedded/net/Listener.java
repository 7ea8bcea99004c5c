// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.embedded.command.ServerState;

/** Accepts connections and gives each one a thread. Thread-safe. */
public final class Listener implements Closeable {
  private static final Logger LOG = System.getLogger(Listener.class.getName());
  private static final long CLOSE_MILLIS = 5_000;

  private final ServerSocket serverSocket;
  private final ServerState state;
  private final ProtocolChoice protocols;
  private final Map<Socket, Thread> connections = new ConcurrentHashMap<>();
  private final Thread acceptor;
  private volatile boolean closed;

  /** Starts to accept connections on a socket that is bound. */
  public Listener(ServerSocket serverSocket, ServerState state, ProtocolChoice protocols) {
    this.serverSocket = serverSocket;
    this.state = state;
    this.protocols = protocols;
    this.acceptor = thread(this::accept, "accept");
    acceptor.start();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) serverSocket.getLocalSocketAddress();
  }

  /** Closes all connections, as a broken network would. */
  public void dropConnections() {
    connections.keySet().forEach(Listener::closeQuietly);
  }

  private void accept() {
    while (!closed) {
      try {
        serve(serverSocket.accept());
      } catch (IOException e) {
        if (!closed) {
          LOG.log(Level.WARNING, "Accepting a connection failed", e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    Connection connection = new Connection(socket, state, protocols);
    Thread thread =
        thread(
            () -> {
              try {
                connection.run();
              } finally {
                connections.remove(socket);
              }
            },
            "client-" + socket.getPort());
    connections.put(socket, thread);
    if (closed) {
      closeQuietly(socket);
    }
    thread.start();
  }

  private Thread thread(Runnable work, String role) {
    Thread thread = new Thread(work, "iggy-embedded-" + serverSocket.getLocalPort() + "-" + role);
    thread.setDaemon(true);
    return thread;
  }

  /** Stops listening, closes all connections and waits until their threads are gone. */
  @Override
  public void close() {
    closed = true;
    closeQuietly(serverSocket);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
    join(acceptor, deadline);
    List<Thread> threads = List.copyOf(connections.values());
    dropConnections();
    threads.forEach(thread -> join(thread, deadline));
  }

  private static void join(Thread thread, long deadlineNanos) {
    long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    try {
      thread.join(Math.max(1, millis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.log(Level.WARNING, () -> thread.getName() + " did not end in time");
    }
  }

  private static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Closing a socket failed", e);
    }
  }
}
