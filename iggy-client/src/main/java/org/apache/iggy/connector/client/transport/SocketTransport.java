// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyInterruptedException;
import org.apache.iggy.connector.client.IggyTimeoutException;

/**
 * A TCP connection in the clear.
 *
 * <p>The channel does not block: a blocking one would be closed by an interrupt and could wait
 * forever in a write. Waiting happens in a selector of its own, and only when there is nothing to
 * read, so that a busy stream costs one system call a read.
 */
public final class SocketTransport implements Transport {
  /** The JVM copies what is written into direct memory first, which it keeps for each thread. */
  private static final int MAX_WRITE_BYTES = 256 * 1024;

  private final IggyAddress address;
  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;

  /** Linux has it, in runtimes with the module jdk.net; null elsewhere. */
  private final SocketOption<Boolean> quickAcknowledgement;

  private boolean answerBegun;

  /** Whether the last read has left nothing for another one. */
  private boolean drained;

  private SocketTransport(IggyAddress address, SocketChannel channel, Selector selector)
      throws IOException {
    this.address = address;
    this.channel = channel;
    this.selector = selector;
    this.key = channel.register(selector, 0);
    this.quickAcknowledgement = quickAcknowledgement(channel);
  }

  @SuppressWarnings("unchecked")
  private static SocketOption<Boolean> quickAcknowledgement(SocketChannel channel) {
    for (SocketOption<?> option : channel.supportedOptions()) {
      if (option.name().equals("TCP_QUICKACK") && option.type() == Boolean.class) {
        return (SocketOption<Boolean>) option;
      }
    }
    return null;
  }

  /**
   * Connects. Each address that the host name has is tried in turn within the deadline.
   *
   * <p>Looking up the name is the operating system's work and not bounded by the deadline.
   *
   * @param opened gets each transport before it connects, so that another thread can close it
   * @throws IOException when no address accepts the connection
   */
  public static SocketTransport connect(
      IggyAddress address, Deadline deadline, Consumer<Transport> opened) throws IOException {
    InetAddress[] candidates;
    try {
      candidates = InetAddress.getAllByName(address.host());
    } catch (UnknownHostException e) {
      throw new UnknownHostException("host '" + address.host() + "' cannot be resolved");
    }
    IOException failure = null;
    for (int i = 0; i < candidates.length; i++) {
      // An address that swallows packets must not use up the time of those behind it.
      int left = candidates.length - i;
      Deadline share = left == 1 ? deadline : Deadline.inMillis(deadline.remainingMillis() / left);
      try {
        InetSocketAddress remote = new InetSocketAddress(candidates[i], address.port());
        return connectTo(address, remote, share, opened);
      } catch (IOException e) {
        failure = e;
      } catch (IggyTimeoutException e) {
        if (left == 1) {
          throw e;
        }
      }
    }
    throw failure;
  }

  private static SocketTransport connectTo(
      IggyAddress address, InetSocketAddress remote, Deadline deadline, Consumer<Transport> opened)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    SocketTransport transport = null;
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      transport = new SocketTransport(address, channel, Selector.open());
      opened.accept(transport);
      if (!channel.connect(remote)) {
        while (!channel.finishConnect()) {
          transport.await(SelectionKey.OP_CONNECT, deadline, "the connection");
        }
      }
      return transport;
    } catch (IOException | RuntimeException e) {
      if (transport != null) {
        transport.close();
      } else {
        channel.close();
      }
      throw e;
    }
  }

  @Override
  public int read(ByteBuffer destination, Deadline deadline) throws IOException {
    boolean inVain = answerBegun && drained && deadline.remainingNanos() > 0;
    int read = inVain ? 0 : channel.read(destination);
    while (read == 0 && destination.hasRemaining()) {
      if (answerBegun) {
        acknowledge();
      }
      await(SelectionKey.OP_READ, deadline, "an answer");
      read = channel.read(destination);
    }
    answerBegun = true;
    // Less than there was room for: the rest of the answer, if any is missing, is yet to come.
    drained = destination.hasRemaining();
    return read;
  }

  /**
   * Tells the server now that its bytes have come. A server without TCP_NODELAY, as Iggy's is by
   * default, holds the rest of an answer that it writes in parts back until then, and the kernel
   * waits 40 ms with telling it because it hopes for a request to carry the news.
   */
  private void acknowledge() throws IOException {
    if (quickAcknowledgement != null) {
      channel.setOption(quickAcknowledgement, true);
    }
  }

  @Override
  public void write(ByteBuffer source, Deadline deadline) throws IOException {
    int end = source.limit();
    answerBegun = false;
    try {
      while (source.position() < end) {
        source.limit(Math.min(end, source.position() + MAX_WRITE_BYTES));
        if (channel.write(source) == 0) {
          await(SelectionKey.OP_WRITE, deadline, "room to send");
        }
      }
    } finally {
      source.limit(end);
    }
  }

  @Override
  public boolean isStale() {
    try {
      return channel.read(ByteBuffer.allocate(1)) != 0;
    } catch (IOException e) {
      return true;
    }
  }

  /** Reads what is there without waiting: bytes read, 0 for none, -1 at the end of the stream. */
  int readNow(ByteBuffer destination) throws IOException {
    return channel.read(destination);
  }

  /** Writes what the kernel takes without waiting. */
  void writeNow(ByteBuffer source) throws IOException {
    channel.write(source);
  }

  /** Whom it is connected to. */
  IggyAddress address() {
    return address;
  }

  private void await(int operation, Deadline deadline, String what) throws IOException {
    try {
      key.interestOps(operation);
      long waitMillis = deadline.remainingMillis();
      if (waitMillis == 0) {
        throw timeout(deadline, what);
      }
      // There is one key, so nothing is done with it: the caller tries again either way.
      selector.select(selected -> {}, waitMillis);
    } catch (ClosedSelectorException | CancelledKeyException e) {
      throw new ClosedChannelException();
    }
    if (!channel.isOpen()) {
      throw new ClosedChannelException();
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new IggyInterruptedException(
          "interrupted while waiting for " + what + " of " + address);
    }
  }

  private IggyTimeoutException timeout(Deadline deadline, String what) {
    return new IggyTimeoutException(
        address + " did not give " + what + " within " + deadline.limitMillis() + " ms");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The connection is gone either way.
    }
    try {
      selector.close();
    } catch (IOException e) {
      // Closing a selector fails only when its channel is broken, and that is closed above.
    }
  }
}
