// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.apache.iggy.connector.client.IggyAddress;

/**
 * Stands between client and server and cuts connections after as many bytes of answers as it is
 * told, so that requests are carried out whose answers are lost.
 */
public final class CuttingProxy implements AutoCloseable {
  /** Lets a connection live. */
  public static final int NEVER = Integer.MAX_VALUE;

  private final ServerSocket listener;
  private final IggyAddress target;
  private final IntUnaryOperator answerBytes;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();

  private CuttingProxy(ServerSocket listener, IggyAddress target, IntUnaryOperator answerBytes) {
    this.listener = listener;
    this.target = target;
    this.answerBytes = answerBytes;
  }

  /**
   * Starts it on a free port.
   *
   * @param answerBytes how many bytes of answers a connection, numbered from 1, lets through
   */
  public static CuttingProxy start(IggyAddress target, IntUnaryOperator answerBytes) {
    try {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      CuttingProxy proxy = new CuttingProxy(listener, target, answerBytes);
      daemon(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(target.host(), target.port());
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(server);
        int limit = answerBytes.applyAsInt(accepted.incrementAndGet());
        daemon(() -> pump(client, server, NEVER));
        daemon(() -> pump(server, client, limit));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void pump(Socket from, Socket to, int limit) {
    byte[] buffer = new byte[64 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int left = limit;
      while (left > 0) {
        int read = in.read(buffer, 0, Math.min(left, buffer.length));
        if (read < 0) {
          return;
        }
        out.write(buffer, 0, read);
        left -= limit == NEVER ? 0 : read;
      }
    } catch (IOException e) {
      // One side went away; closing both tells the other.
    }
  }

  /** Where it listens. */
  public IggyAddress address() {
    return IggyAddress.of("127.0.0.1", listener.getLocalPort());
  }

  /** How many connections it has accepted. */
  public int accepted() {
    return accepted.get();
  }

  /** Cuts all connections there are. */
  public void cutAll() {
    sockets.forEach(CuttingProxy::close);
    sockets.clear();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cutAll();
  }
}
