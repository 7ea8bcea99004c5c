// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.scaling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.iggy.connector.benchmarks.server.ServerOptions;

/**
 * The least that asking a server every 15 ms can cost, on a thread and a blocking socket for each
 * partition: a ping of 8 bytes and its answer.
 */
final class BareIdleLoops implements AutoCloseable {
  private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(15);
  private static final int FRAME = 8;
  private static final int PING = 1;

  private final List<SocketChannel> channels = new ArrayList<>();

  BareIdleLoops(ServerOptions server, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      SocketChannel channel =
          SocketChannel.open(
              new InetSocketAddress(server.address().host(), server.address().port()));
      channels.add(channel);
      Thread thread = new Thread(() -> loop(channel), "bare-" + i);
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void loop(SocketChannel channel) {
    ByteBuffer request = ByteBuffer.allocateDirect(FRAME).order(ByteOrder.LITTLE_ENDIAN);
    request.putInt(Integer.BYTES).putInt(PING);
    ByteBuffer answer = ByteBuffer.allocateDirect(FRAME);
    try {
      while (channel.isOpen()) {
        channel.write(request.rewind());
        answer.clear();
        while (answer.hasRemaining() && channel.read(answer) >= 0) {
          Thread.onSpinWait();
        }
        LockSupport.parkNanos(WAIT_NANOS);
      }
    } catch (AsynchronousCloseException e) {
      // Closed while it waited for an answer.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : channels) {
      channel.close();
    }
  }
}
