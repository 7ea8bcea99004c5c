// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.LegacyFraming;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.user.LoginUser;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** One plain connection that sends frames and reads answers, with a deadline on each read. */
final class WireClient implements AutoCloseable {
  private static final int READ_MILLIS = 20_000;

  /** An answer as it came. */
  record Answer(int status, ByteBuffer body) {}

  private final Socket socket;
  private final DataInputStream in;

  WireClient(Socket socket) {
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
    return connect(server.socketAddress());
  }

  static WireClient connect(InetSocketAddress address) {
    try {
      return new WireClient(new Socket(address.getAddress(), address.getPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static WireClient login(EmbeddedIggyServer server) {
    return login(server, server.username(), server.password());
  }

  static WireClient login(EmbeddedIggyServer server, String username, String password) {
    WireClient client = connect(server);
    client.ask(new LoginUser(username, password, "", ""));
    return client;
  }

  /** Sends a request and decodes its successful answer. */
  <R> R ask(Request<R> request) {
    Answer answer = exchange(request);
    assertThat(answer.status()).as("status of %s", request.code()).isZero();
    return request.responseCodec().decode(new WireReader(answer.body()));
  }

  /** Sends a request and gives the error that it is answered with. */
  IggyStatus fail(Request<?> request) {
    Answer answer = exchange(request);
    assertThat(answer.status()).as("status of %s", request.code()).isNotZero();
    assertThat(answer.body().remaining()).isZero();
    return IggyStatus.of(answer.status());
  }

  Answer exchange(Request<?> request) {
    write(frame(request));
    return read();
  }

  static byte[] frame(Request<?> request) {
    WireWriter out = new WireWriter();
    new LegacyFraming().encodeRequest(request, out);
    return out.toByteArray();
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
    try {
      byte[] header = in.readNBytes(LegacyFraming.RESPONSE_HEADER_LENGTH);
      assertThat(header).as("header of an answer").hasSize(LegacyFraming.RESPONSE_HEADER_LENGTH);
      ByteBuffer view = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
      byte[] body = in.readNBytes(view.getInt(4));
      return new Answer(view.getInt(0), ByteBuffer.wrap(body));
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
