// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One connection of a {@link FaultServer} as a server of 0.9 has it, frame by frame: a header of
 * 256 bytes whose fields are named below, and a body.
 */
public final class VsrPeer {
  /** Operation of a login. */
  public static final int REGISTER = 1;

  /** Operation of requests that change nothing; the command's code tells which. */
  public static final int NON_REPLICATED = 2;

  private static final int HEADER = 256;
  private static final int SIZE = 48;
  private static final int COMMAND = 60;
  private static final int REPLY = 8;
  private static final int EVICTION = 13;
  private static final int MAX_PROTOCOL = 144;
  private static final int MIN_PROTOCOL = 148;
  private static final int NUMBER = 168;
  private static final int OPERATION = 176;
  private static final int CODE = 196;
  private static final int REPLY_NUMBER = 200;
  private static final int REPLY_OPERATION = 208;
  private static final int REPLY_STATUS = 216;
  private static final int EVICTION_REASON = 255;

  private final FaultPeer peer;

  /** Speaks over this connection. */
  public VsrPeer(FaultPeer peer) {
    this.peer = peer;
  }

  /** Reads a whole frame. */
  public Frame read() throws IOException {
    byte[] header = peer.read(HEADER);
    int size = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(SIZE);
    if (size < HEADER) {
      throw new IOException("no frame of 0.9");
    }
    byte[] frame = Arrays.copyOf(header, size);
    byte[] body = peer.read(size - HEADER);
    System.arraycopy(body, 0, frame, HEADER, body.length);
    return new Frame(frame);
  }

  /** Answers the probe and takes the login, whoever logs in. */
  public void logIn() throws IOException {
    Frame request = readLogin();
    byte[] version = "0.9.0".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer body =
        ByteBuffer.allocate(21 + version.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0)
            .putInt(0)
            .putLong(7)
            .putInt(11 << 10)
            .put((byte) version.length)
            .put(version);
    answer(request, 0, body.array());
  }

  /** Answers pings until the login comes, and gives that. */
  public Frame readLogin() throws IOException {
    Frame request = read();
    while (request.operation() != REGISTER) {
      answer(request, 0);
      request = read();
    }
    return request;
  }

  /** Answers pings until another request comes, and gives that. */
  public Frame readRequest() throws IOException {
    Frame request = read();
    while (request.code() == 1) {
      answer(request, 0);
      request = read();
    }
    return request;
  }

  /** Answers a request; an error has no body. */
  public void answer(Frame request, int status, byte... body) throws IOException {
    ByteBuffer reply =
        ByteBuffer.allocate(HEADER + body.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(SIZE, HEADER + body.length)
            .put(COMMAND, (byte) REPLY)
            .putLong(REPLY_NUMBER, request.number())
            .put(REPLY_OPERATION, (byte) request.operation())
            .putInt(REPLY_STATUS, status);
    reply.position(HEADER);
    peer.send(reply.put(body).array());
  }

  /** Ends the session. */
  public void evict(int reason) throws IOException {
    ByteBuffer eviction =
        ByteBuffer.allocate(HEADER)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(SIZE, HEADER)
            .put(COMMAND, (byte) EVICTION)
            .putInt(MAX_PROTOCOL, 12 << 10 | 2)
            .putInt(MIN_PROTOCOL, 12 << 10)
            .put(EVICTION_REASON, (byte) reason);
    peer.send(eviction.array());
  }

  /** A request's bytes and the fields that tests look at. */
  public static final class Frame {
    private final byte[] bytes;
    private final ByteBuffer fields;

    Frame(byte[] bytes) {
      this.bytes = bytes;
      this.fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** All of it. */
    public byte[] bytes() {
      return bytes.clone();
    }

    /** The request's number. */
    public long number() {
      return fields.getLong(NUMBER);
    }

    /** The operation. */
    public int operation() {
      return Byte.toUnsignedInt(fields.get(OPERATION));
    }

    /** The command's code, of {@link #NON_REPLICATED} ones. */
    public int code() {
      return fields.getInt(CODE);
    }
  }
}
