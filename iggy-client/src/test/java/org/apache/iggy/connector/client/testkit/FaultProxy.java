// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;
import org.apache.iggy.connector.client.IggyAddress;

/**
 * Stands between clients and a server and does to their connections what it is told, when it is
 * told: cut, half-close, stall, delay, drip, refuse, or damage an answer.
 *
 * <p>It keeps its port for its whole life, also while it refuses connections. It knows where frames
 * of an answer begin (Iggy 0.8, in the clear), so a fault hits an answer and not whatever bytes
 * come together. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {
  /** Lets a connection live. */
  public static final int NEVER = Integer.MAX_VALUE;

  private static final long CLOSE_MILLIS = 30_000;

  private final IggyAddress target;
  private final InetSocketAddress bound;
  private final IntUnaryOperator answerBytes;
  private final Set<FaultConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger struck = new AtomicInteger();
  private final AtomicReference<AnswerFault> armed = new AtomicReference<>();
  private final FlowControl flow = new FlowControl();
  private ServerSocket listener;
  private Thread acceptor;

  private FaultProxy(IggyAddress target, IntUnaryOperator answerBytes) throws IOException {
    this.target = target;
    this.answerBytes = answerBytes;
    listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next()));
    this.bound = (InetSocketAddress) listener.getLocalSocketAddress();
  }

  /** Starts it on a free port, without a fault. */
  public static FaultProxy start(IggyAddress target) {
    return start(target, number -> NEVER);
  }

  /**
   * Starts it on a free port.
   *
   * @param answerBytes how many bytes of answers a connection, numbered from 1, lets through before
   *     it is cut
   */
  public static FaultProxy start(IggyAddress target, IntUnaryOperator answerBytes) {
    try {
      return new FaultProxy(target, answerBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen(InetSocketAddress at) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(at, 50);
    listener = socket;
    acceptor = daemon(() -> accept(socket));
  }

  static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "fault-proxy");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        int number = accepted.incrementAndGet();
        daemon(() -> serve(client, number));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client, int number) {
    FaultConnection connection =
        new FaultConnection(client, number, answerBytes.applyAsInt(number), flow, this::takeFault);
    connections.add(connection);
    try {
      connection.run(target);
    } finally {
      connections.remove(connection);
    }
  }

  private AnswerFault takeFault(int headerBytes, int bodyBytes) {
    AnswerFault fault = armed.get();
    if (fault == null || !fault.fits(headerBytes, bodyBytes) || !armed.compareAndSet(fault, null)) {
      return null;
    }
    struck.incrementAndGet();
    return fault;
  }

  /** Where it listens. */
  public IggyAddress address() {
    return IggyAddress.of("127.0.0.1", bound.getPort());
  }

  /** How many connections it has accepted. */
  public int accepted() {
    return accepted.get();
  }

  /** How many connections are open now. */
  public int open() {
    return connections.size();
  }

  /** How many answers were damaged so far by {@link #cutAnswerAfter} and its like. */
  public int struck() {
    return struck.get();
  }

  /** Cuts all connections there are. */
  public void cutAll() {
    connections.forEach(FaultConnection::cut);
  }

  /**
   * Cuts one of the connections there are, chosen by the random numbers; none when there is none.
   */
  public void cutOne(Random random) {
    List<FaultConnection> open = new ArrayList<>(connections);
    open.sort((one, other) -> Integer.compare(one.number(), other.number()));
    if (!open.isEmpty()) {
      open.get(random.nextInt(open.size())).cut();
    }
  }

  /** Ends the answers of all connections there are; their requests still reach the server. */
  public void halfCloseAll() {
    connections.forEach(FaultConnection::halfClose);
  }

  /**
   * Cuts the connection of the next answer that is longer than this, behind so many bytes of it.
   */
  public void cutAnswerAfter(int bytes) {
    armed.set(AnswerFault.cutAfter(bytes));
  }

  /** Changes the length that the next answer with a body says it has. */
  public void corruptAnswerLength(IntUnaryOperator change) {
    armed.set(AnswerFault.ofLength(change));
  }

  /** From now on connections are accepted and nothing goes through, until {@link #resume}. */
  public void stall() {
    flow.stall();
  }

  /** From now on every piece of an answer is held back for so long, until {@link #resume}. */
  public void delayAnswers(long millis) {
    flow.delay(millis);
  }

  /** From now on answers come as single bytes, until {@link #resume}. */
  public void drip() {
    flow.drip();
  }

  /** Ends {@link #stall}, {@link #delayAnswers} and {@link #drip}; what was held back goes on. */
  public void resume() {
    flow.resume();
  }

  /** From now on connections are refused, until {@link #listen}; those there are live on. */
  public synchronized void refuse() {
    closeListener();
  }

  /** Accepts connections again, on the same port. */
  public synchronized void listen() {
    if (listener.isClosed()) {
      try {
        listen(bound);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The port is free only when the thread that accepts on it is gone. */
  private void closeListener() {
    try {
      listener.close();
      acceptor.join(CLOSE_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    closeListener();
    flow.resume();
    cutAll();
  }
}
