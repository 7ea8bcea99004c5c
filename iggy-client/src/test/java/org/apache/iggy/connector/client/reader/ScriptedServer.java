// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** A server of one partition on loopback that answers each poll as its script says. */
final class ScriptedServer implements AutoCloseable {
  /** What happens on a poll; returning sends nothing more, an exception cuts the connection. */
  interface Script {
    void answer(Poll poll) throws IOException;
  }

  /** What happens on a login; returns the status to answer with. */
  interface LoginScript {
    int answer(int connection) throws IOException;
  }

  private final PartitionModel model;
  private final ServerSocket listener;
  private final List<Poll> polls = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger pings = new AtomicInteger();
  private volatile int pingStatus;
  private volatile Script script = Poll::answer;
  private volatile LoginScript login = connection -> 0;

  ScriptedServer(PartitionModel model) throws IOException {
    this.model = model;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    thread(this::accept);
  }

  ScriptedServer onPoll(Script value) {
    script = value;
    return this;
  }

  ScriptedServer onLogin(LoginScript value) {
    login = value;
    return this;
  }

  /** How heartbeats are answered from now on. */
  ScriptedServer onPing(int status) {
    pingStatus = status;
    return this;
  }

  int pings() {
    return pings.get();
  }

  /** Options for a reader of it, with a short reconnect budget. */
  PartitionReaderOptions.Builder options() {
    return options(connection().build());
  }

  static PartitionReaderOptions.Builder options(ConnectionOptions connection) {
    return PartitionReaderOptions.builder(
        connection, Identifier.named("stream"), Identifier.named("topic"), 0);
  }

  ConnectionOptions.Builder connection() {
    return ConnectionOptions.builder(
            IggyAddress.of(
                InetAddress.getLoopbackAddress().getHostAddress(), listener.getLocalPort()))
        .credentials(Credentials.password("iggy", "not-shown"));
  }

  /** All polls so far, in the order they came. */
  List<Poll> polls() {
    return polls;
  }

  int connections() {
    return sockets.size();
  }

  private void accept() throws IOException {
    while (true) {
      Socket socket = listener.accept();
      socket.setTcpNoDelay(true);
      sockets.add(socket);
      int number = sockets.size();
      thread(() -> serve(socket, number));
    }
  }

  private void serve(Socket socket, int number) throws IOException {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (true) {
        int length = Integer.reverseBytes(in.readInt());
        int code = Integer.reverseBytes(in.readInt());
        byte[] body = new byte[length - 4];
        in.readFully(body);
        if (code == CommandCode.LOGIN_USER.code()) {
          socket.getOutputStream().write(loggedIn(login.answer(number)));
        } else if (code == CommandCode.PING.code()) {
          pings.incrementAndGet();
          socket.getOutputStream().write(words(pingStatus, 0));
        } else if (code != CommandCode.POLL_MESSAGES.code()) {
          socket.getOutputStream().write(words(IggyStatus.UNAUTHENTICATED.code(), 0));
        } else {
          PollMessages request = PollMessages.decode(new WireReader(ByteBuffer.wrap(body)));
          Poll poll = new Poll(request, number, socket);
          polls.add(poll);
          script.answer(poll);
        }
      }
    }
  }

  private static byte[] loggedIn(int status) {
    return status == 0 ? words(0, 4, 0) : words(status, 0);
  }

  private static byte[] words(int... words) {
    ByteBuffer bytes = ByteBuffer.allocate(words.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int word : words) {
      bytes.putInt(word);
    }
    return bytes.array();
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void thread(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The test has cut a connection, or is over.
              }
            },
            "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Stops listening and cuts every connection. */
  @Override
  public void close() throws IOException {
    listener.close();
    cutAll();
  }

  void cutAll() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** One poll that came, and ways to answer it. */
  final class Poll {
    private final PollMessages request;
    private final int connection;
    private final Socket socket;

    Poll(PollMessages request, int connection, Socket socket) {
      this.request = request;
      this.connection = connection;
      this.socket = socket;
    }

    long offset() {
      return request.strategy().value();
    }

    int count() {
      return request.count();
    }

    PollMessages request() {
      return request;
    }

    /** Number of the connection it came on, from 1. */
    int connection() {
      return connection;
    }

    /** The right answer's bytes. */
    byte[] frame() {
      return model.answer(offset(), count());
    }

    void answer() throws IOException {
      send(frame());
    }

    void refuse(int status) throws IOException {
      send(words(status, 0));
    }

    void send(byte[] bytes) throws IOException {
      send(bytes, 0, bytes.length);
    }

    void send(byte[] bytes, int from, int to) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(bytes, from, to - from);
      out.flush();
    }

    /** Cuts so that the reader can take what was sent, and cannot send any more. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    void cut() throws IOException {
      socket.close();
    }
  }
}
