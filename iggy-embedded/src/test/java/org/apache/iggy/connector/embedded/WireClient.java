// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.EvictionReason;
import org.apache.iggy.connector.protocol.framing.Framing;
import org.apache.iggy.connector.protocol.framing.LegacyFraming;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.user.LoginUser;
import org.apache.iggy.connector.protocol.vsr.VsrHeader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * One plain connection that sends frames and reads answers, with a deadline on each read. To a
 * server that speaks VSR only it speaks VSR, to others the legacy generation unless told otherwise.
 */
final class WireClient implements AutoCloseable {
  private static final int READ_MILLIS = 20_000;

  /** An answer as it came. */
  record Answer(int status, ByteBuffer body) {}

  private final Socket socket;
  private final DataInputStream in;
  private final Framing framing;
  private long ticket;

  WireClient(Socket socket, Framing framing) {
    this.framing = framing;
    try {
      this.socket = socket;
      socket.setSoTimeout(READ_MILLIS);
      socket.setTcpNoDelay(true);
      this.in = new DataInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static WireClient connect(EmbeddedIggyServer server) {
    return connect(
        server,
        server.protocols() == ServedProtocols.VSR
            ? ProtocolGeneration.VSR
            : ProtocolGeneration.LEGACY);
  }

  static WireClient connect(EmbeddedIggyServer server, ProtocolGeneration generation) {
    return connect(server.socketAddress(), generation.newFraming());
  }

  static WireClient connect(InetSocketAddress address, Framing framing) {
    try {
      return new WireClient(new Socket(address.getAddress(), address.getPort()), framing);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static WireClient login(EmbeddedIggyServer server) {
    return login(server, server.username(), server.password());
  }

  static WireClient login(EmbeddedIggyServer server, String username, String password) {
    return connect(server).loggedIn(username, password);
  }

  static WireClient login(EmbeddedIggyServer server, ProtocolGeneration generation) {
    return connect(server, generation).loggedIn(server.username(), server.password());
  }

  private WireClient loggedIn(String username, String password) {
    ask(new LoginUser(username, password, "", ""));
    return this;
  }

  /** Sends a request and decodes its successful answer. */
  <R> R ask(Request<R> request) {
    Answer answer = exchange(request);
    assertThat(answer.status()).as("status of %s", request.code()).isZero();
    return framing.decodeResponse(request, answer.body());
  }

  /** Sends a request and gives the error that it is answered with. */
  IggyStatus fail(Request<?> request) {
    Answer answer = exchange(request);
    assertThat(answer.status()).as("status of %s", request.code()).isNotZero();
    return IggyStatus.of(answer.status());
  }

  Answer exchange(Request<?> request) {
    write(frame(request));
    return read();
  }

  /** A frame of this connection's generation and session, with the next number. */
  byte[] frame(Request<?> request) {
    WireWriter out = new WireWriter();
    ticket = framing.encodeRequest(request, out);
    return out.toByteArray();
  }

  /** A frame under the number of the last one. */
  byte[] frameAgain(Request<?> request) {
    WireWriter out = new WireWriter();
    framing.encodeAgain(request, ticket, out);
    return out.toByteArray();
  }

  /** What the server is expected to end the session with. */
  EvictionReason readEviction() {
    assertThat(readFrame().remaining()).isZero();
    return framing.eviction().orElseThrow().reason();
  }

  /** The ticket of the answer that was read last. */
  long answeredTicket() {
    return framing.responseTicket();
  }

  /** The ticket of the last request. */
  long ticket() {
    return ticket;
  }

  void write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer read() {
    if (framing.generation() == ProtocolGeneration.LEGACY) {
      return readLegacy();
    }
    ByteBuffer body = readFrame();
    assertThat(framing.eviction()).isEmpty();
    return new Answer(framing.responseStatus(body), body);
  }

  /** Whether the server says nothing, as to frames that it does not understand. */
  boolean isAnsweredWithin(int millis) {
    try {
      socket.setSoTimeout(millis);
      in.mark(1);
      return in.read() >= 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      restoreTimeout();
    }
  }

  private void restoreTimeout() {
    try {
      socket.setSoTimeout(READ_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whatever was asked, by frames of a test's own making too. */
  private Answer readLegacy() {
    try {
      byte[] header = in.readNBytes(LegacyFraming.RESPONSE_HEADER_LENGTH);
      assertThat(header).as("header of an answer").hasSize(LegacyFraming.RESPONSE_HEADER_LENGTH);
      ByteBuffer view = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
      return new Answer(view.getInt(0), ByteBuffer.wrap(in.readNBytes(view.getInt(4))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A whole frame of VSR as it came. */
  byte[] readVsrFrame() {
    try {
      byte[] header = in.readNBytes(VsrHeader.LENGTH);
      assertThat(header).as("header of a frame").hasSize(VsrHeader.LENGTH);
      int size =
          ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(VsrHeader.SIZE_OFFSET);
      byte[] frame = Arrays.copyOf(header, size);
      assertThat(in.readNBytes(frame, header.length, size - header.length))
          .isEqualTo(size - header.length);
      return frame;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ByteBuffer readFrame() {
    try {
      byte[] header = in.readNBytes(framing.responseHeaderLength());
      assertThat(header).as("header of an answer").hasSize(framing.responseHeaderLength());
      framing.readResponseHeader(ByteBuffer.wrap(header));
      byte[] body = in.readNBytes((int) framing.responseBodyLength());
      return ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the server has closed the connection; waits for it. */
  boolean isClosedByServer() {
    try {
      return in.read() < 0;
    } catch (java.net.SocketException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
