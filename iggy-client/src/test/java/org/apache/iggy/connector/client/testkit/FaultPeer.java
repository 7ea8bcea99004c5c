// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.testkit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection of a {@link FaultServer}, as its script sees it. */
public final class FaultPeer {
  /** Codes of the commands that a connection begins with. */
  private static final int GET_ME = 20;

  private static final int LOGIN = 38;
  private static final int UNAUTHENTICATED = 40;

  private static final int HEADER_BYTES = 8;

  private final Socket socket;
  private final AtomicInteger numbers;
  private int number;
  private final CountDownLatch serverClosed;
  private final DataInputStream in;
  private final OutputStream out;

  FaultPeer(Socket socket, AtomicInteger numbers, CountDownLatch serverClosed) throws IOException {
    this.socket = socket;
    this.numbers = numbers;
    this.serverClosed = serverClosed;
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /**
   * Which connection of the server this is, from 1, among those whose script asked. A script that
   * asks after it has read a request does not count connections that were given up before, as those
   * are whose login took a busy machine too long.
   */
  public int number() {
    if (number == 0) {
      number = numbers.incrementAndGet();
    }
    return number;
  }

  /** The connection itself. */
  public Socket socket() {
    return socket;
  }

  /** Reads one request and gives its command code; the body is dropped. */
  public int readRequest() throws IOException {
    return readRequest(read(HEADER_BYTES));
  }

  private int readRequest(byte[] header) throws IOException {
    ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    read(fields.getInt() - Integer.BYTES);
    return fields.getInt();
  }

  /** Reads this many bytes, whatever they are. */
  public byte[] read(int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  /** Sends a whole response. */
  public void answer(int status, byte... body) throws IOException {
    send(
        ByteBuffer.allocate(8 + body.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(status)
            .putInt(body.length)
            .put(body)
            .array());
  }

  /** Sends bytes as they are. */
  public void send(byte... bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Plays a server of 0.8 until the client is logged in as user 0. */
  public void logIn() throws IOException {
    logIn(read(HEADER_BYTES));
  }

  /** As {@link #logIn()}, when the first request's eight bytes of header have been read. */
  public void logIn(byte[] header) throws IOException {
    int code = readRequest(header);
    if (code == GET_ME) {
      answer(UNAUTHENTICATED);
      code = readRequest();
    }
    if (code != LOGIN) {
      throw new IOException("expected a login, not command " + code);
    }
    answer(0, new byte[Integer.BYTES]);
  }

  /** Answers every request with success and no body until the client closes. */
  public void acknowledgeAll() throws IOException {
    while (true) {
      readRequest();
      answer(0);
    }
  }

  /** Does nothing more until the test is over. */
  public void hold() throws InterruptedException {
    serverClosed.await();
  }
}
