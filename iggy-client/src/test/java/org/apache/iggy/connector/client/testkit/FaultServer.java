// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;

/**
 * A server on a free loopback port that does to each connection what a script says, faults above
 * all. When the script returns or fails, its connection is closed.
 */
public final class FaultServer implements AutoCloseable {
  /** What happens on one connection. */
  public interface Script {
    /** Runs on a thread of the connection's own. */
    void serve(FaultPeer peer) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final Script script;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger numbers = new AtomicInteger();

  private FaultServer(ServerSocket listener, Script script) {
    this.listener = listener;
    this.script = script;
  }

  /** Starts it in the clear. */
  public static FaultServer start(Script script) {
    try {
      return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it over TLS. */
  public static FaultServer startTls(SSLContext context, boolean wantsCertificate, Script script) {
    try {
      SSLServerSocket listener =
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      listener.setNeedClientAuth(wantsCertificate);
      return start(listener, script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FaultServer start(ServerSocket listener, Script script) {
    FaultServer server = new FaultServer(listener, script);
    daemon(server::accept);
    return server;
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "fault-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        accepted.incrementAndGet();
        daemon(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      script.serve(new FaultPeer(socket, numbers, closed));
    } catch (IOException | InterruptedException e) {
      // The client went away, or the test is over.
    }
  }

  /** Where it listens. */
  public IggyAddress address() {
    return IggyAddress.of("127.0.0.1", listener.getLocalPort());
  }

  /** Options for a connection to it that logs in. */
  public ConnectionOptions.Builder options() {
    return ConnectionOptions.builder(address()).credentials(Credentials.password("iggy", "iggy"));
  }

  /** How many connections it has accepted. */
  public int accepted() {
    return accepted.get();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
