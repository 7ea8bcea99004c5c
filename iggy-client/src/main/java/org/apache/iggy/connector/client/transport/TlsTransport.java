// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.transport;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.TlsOptions;

/**
 * A TCP connection under TLS 1.2 or 1.3.
 *
 * <p>The engine works on buffers; every wait is one of the {@link SocketTransport} below, with its
 * deadline. What a server sends after the handshake (session tickets, key updates) is taken care of
 * in between and is no answer to anybody.
 *
 * <pre>
 *   read:   socket -> cipherIn -> engine -> destination, or plainIn when that is too small
 *   write:  source -> engine -> cipherOut -> socket
 * </pre>
 */
public final class TlsTransport implements Transport {
  /** Enough for several records, so that a busy stream does not cost a system call each. */
  private static final int CIPHER_IN_BYTES = 64 * 1024;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketTransport socket;
  private final TlsOptions options;
  private final SSLEngine engine;

  /** Held while the engine is used, so that a close from elsewhere leaves it alone. */
  private final ReentrantLock use = new ReentrantLock();

  /** Received and not decrypted: from 0 to the position. */
  private ByteBuffer cipherIn;

  /** Decrypted and not read: from the position to the limit. */
  private ByteBuffer plainIn;

  /** Encrypted and not sent: from the position to the limit. */
  private ByteBuffer cipherOut;

  private TlsTransport(SocketTransport socket, TlsOptions options, SSLEngine engine) {
    this.socket = socket;
    this.options = options;
    this.engine = engine;
    int record = engine.getSession().getPacketBufferSize();
    this.cipherIn = ByteBuffer.allocate(Math.max(CIPHER_IN_BYTES, record));
    this.plainIn = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).limit(0);
    this.cipherOut = ByteBuffer.allocate(record).limit(0);
  }

  /**
   * Does the handshake on a connected socket; on failure the socket is closed.
   *
   * @throws org.apache.iggy.connector.client.IggyException when the two sides cannot agree, with a
   *     message that names the setting to change
   */
  public static TlsTransport handshake(
      SocketTransport socket, IggyAddress address, TlsOptions options, Deadline deadline)
      throws IOException {
    try {
      TlsTransport transport = new TlsTransport(socket, options, engine(address, options));
      transport.engine.beginHandshake();
      transport.progressHandshake(deadline);
      return transport;
    } catch (SSLException e) {
      socket.close();
      throw TlsFailure.explain(address, e, options.isProven());
    } catch (EOFException e) {
      socket.close();
      throw TlsFailure.closedDuringHandshake(address, e);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private static SSLEngine engine(IggyAddress address, TlsOptions options) {
    String name = options.serverName().orElse(address.host());
    SSLEngine engine = options.context().createSSLEngine(name, address.port());
    engine.setUseClientMode(true);
    if (options.hostNameVerified()) {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      engine.setSSLParameters(parameters);
    }
    return engine;
  }

  @Override
  public int read(ByteBuffer destination, Deadline deadline) throws IOException {
    use.lock();
    try {
      while (destination.hasRemaining()) {
        int taken = takePlain(destination);
        if (taken > 0) {
          options.prove();
          return taken;
        }
        int before = destination.position();
        Status status = decrypt(destination);
        if (destination.position() > before) {
          options.prove();
          return destination.position() - before;
        }
        if (status == Status.CLOSED) {
          return -1;
        }
        if (isHandshaking()) {
          progressHandshake(deadline);
        } else if (status == Status.BUFFER_UNDERFLOW && receive(deadline) < 0) {
          return -1;
        }
      }
      return 0;
    } catch (SSLException e) {
      throw TlsFailure.explain(socket.address(), e, options.isProven());
    } finally {
      use.unlock();
    }
  }

  @Override
  public void write(ByteBuffer source, Deadline deadline) throws IOException {
    use.lock();
    try {
      send(deadline);
      while (source.hasRemaining()) {
        encrypt(source, deadline);
        if (isHandshaking()) {
          progressHandshake(deadline);
        }
      }
    } catch (SSLException e) {
      throw TlsFailure.explain(socket.address(), e, options.isProven());
    } finally {
      use.unlock();
    }
  }

  @Override
  public boolean isStale() {
    use.lock();
    try {
      if (plainIn.hasRemaining()) {
        return true;
      }
      if (socket.readNow(cipherIn) < 0) {
        return true;
      }
      Status status = Status.OK;
      while (status == Status.OK && cipherIn.position() > 0 && !isHandshaking()) {
        status = decrypt(NOTHING);
      }
      return plainIn.hasRemaining() || status == Status.CLOSED;
    } catch (IOException e) {
      return true;
    } finally {
      use.unlock();
    }
  }

  /** Says good-bye if that can be done without waiting, and closes the socket. */
  @Override
  public void close() {
    if (use.tryLock()) {
      try {
        closeNotify();
      } catch (IOException e) {
        // The good-bye is a courtesy: the server learns of the end by the socket too.
      } finally {
        use.unlock();
      }
    }
    socket.close();
  }

  private void closeNotify() throws IOException {
    if (engine.isOutboundDone() || cipherOut.hasRemaining()) {
      return;
    }
    engine.closeOutbound();
    cipherOut.clear();
    engine.wrap(NOTHING, cipherOut);
    cipherOut.flip();
    socket.writeNow(cipherOut);
  }

  private boolean isHandshaking() {
    HandshakeStatus status = engine.getHandshakeStatus();
    return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
  }

  private void progressHandshake(Deadline deadline) throws IOException {
    while (isHandshaking()) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK:
          runTasks();
          break;
        case NEED_WRAP:
          encrypt(NOTHING, deadline);
          break;
        default:
          Status status = decrypt(NOTHING);
          if (status == Status.CLOSED
              || (status == Status.BUFFER_UNDERFLOW && receive(deadline) < 0)) {
            throw new EOFException("the server closed the connection during the TLS handshake");
          }
      }
    }
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  /** Encrypts as much of the source as one record takes and sends it. */
  private void encrypt(ByteBuffer source, Deadline deadline) throws IOException {
    send(deadline);
    cipherOut.clear();
    SSLEngineResult result;
    try {
      result = engine.wrap(source, cipherOut);
      if (result.getStatus() == Status.BUFFER_OVERFLOW) {
        cipherOut = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        result = engine.wrap(source, cipherOut);
      }
    } finally {
      cipherOut.flip();
    }
    send(deadline);
    if (result.getStatus() == Status.CLOSED) {
      throw new EOFException("the server closed the TLS connection");
    }
  }

  /** Decrypts one record, into the destination if any record fits it, else into plainIn. */
  private Status decrypt(ByteBuffer destination) throws IOException {
    cipherIn.flip();
    try {
      int record = engine.getSession().getApplicationBufferSize();
      if (destination.remaining() >= record) {
        return engine.unwrap(cipherIn, destination).getStatus();
      }
      plainIn = withRoom(plainIn, record);
      int unread = plainIn.position();
      plainIn.position(plainIn.limit()).limit(plainIn.capacity());
      try {
        return engine.unwrap(cipherIn, plainIn).getStatus();
      } finally {
        plainIn.limit(plainIn.position()).position(unread);
      }
    } finally {
      cipherIn.compact();
    }
  }

  /** The same unread bytes with at least {@code room} bytes of capacity behind them. */
  private static ByteBuffer withRoom(ByteBuffer unread, int room) {
    if (unread.capacity() - unread.limit() >= room) {
      return unread;
    }
    ByteBuffer moved =
        unread.capacity() - unread.remaining() >= room
            ? unread.compact()
            : ByteBuffer.allocate(unread.remaining() + room).put(unread);
    return moved.flip();
  }

  private int takePlain(ByteBuffer destination) {
    int length = Math.min(plainIn.remaining(), destination.remaining());
    if (length > 0) {
      ByteBuffer part = plainIn.duplicate();
      destination.put(part.limit(part.position() + length));
      plainIn.position(plainIn.position() + length);
    }
    return length;
  }

  private int receive(Deadline deadline) throws IOException {
    if (!cipherIn.hasRemaining()) {
      cipherIn = ByteBuffer.allocate(cipherIn.capacity() * 2).put(cipherIn.flip());
    }
    return socket.read(cipherIn, deadline);
  }

  private void send(Deadline deadline) throws IOException {
    if (cipherOut.hasRemaining()) {
      socket.write(cipherOut, deadline);
    }
  }
}
