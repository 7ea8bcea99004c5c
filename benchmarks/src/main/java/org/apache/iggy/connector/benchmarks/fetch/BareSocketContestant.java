// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.apache.iggy.connector.benchmarks.server.BenchmarkTopic;

/**
 * The limit of what one connection can give: a blocking socket, one request ahead, one buffer, and
 * a walk over the message headers. It shares no code with the client, checks nothing and copies
 * nothing.
 */
public final class BareSocketContestant implements Contestant {
  private static final int LOGIN = 38;
  private static final int POLL = 100;
  private static final int HEADER = 8;
  private static final int MESSAGES = 16;
  private static final int MESSAGE_HEADER = 64;

  private final SocketChannel channel;
  private final ByteBuffer request = buffer(1024);
  private final int offsetAt;
  private final int batchSize;
  private final long end;
  private ByteBuffer answer = buffer(1 << 16);
  private long next;
  private long payloadBytes;

  /** Connects, logs in and asks for the first batch of partition 0. */
  public BareSocketContestant(BenchmarkTopic topic, int batchSize) {
    this.batchSize = batchSize;
    this.end = topic.messages();
    try {
      channel = SocketChannel.open();
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.connect(
          new InetSocketAddress(topic.server().address().host(), topic.server().address().port()));
      login(topic.server().username(), topic.server().password());
      offsetAt = preparePoll(topic.stream());
      send();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void login(String username, String password) throws IOException {
    begin(LOGIN);
    text(username);
    text(password);
    request.putInt(5).put("0.8.0".getBytes(StandardCharsets.US_ASCII)).putInt(0);
    finish();
    send();
    receive();
  }

  /** Fills the request but for the offset and returns where that goes. */
  private int preparePoll(String stream) {
    begin(POLL);
    request.put((byte) 1).put((byte) 1).put((byte) 4).putInt(0);
    request.put((byte) 2);
    text(stream);
    request.put((byte) 2);
    text(BenchmarkTopic.TOPIC);
    request.put((byte) 1).putInt(0);
    request.put((byte) 1);
    int at = request.position();
    request.putLong(0).putInt(batchSize).put((byte) 0);
    finish();
    return at;
  }

  private void begin(int code) {
    request.clear().putInt(0).putInt(code);
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    request.put((byte) bytes.length).put(bytes);
  }

  private void finish() {
    request.flip().putInt(0, request.limit() - 4);
  }

  private void send() throws IOException {
    request.rewind();
    while (request.hasRemaining()) {
      channel.write(request);
    }
  }

  /** Reads one answer; its body lies from {@link #HEADER} on. */
  private int receive() throws IOException {
    answer.clear();
    readTo(HEADER);
    if (answer.getInt(0) != 0) {
      throw new IOException("the server answered with status " + answer.getInt(0));
    }
    int length = answer.getInt(4);
    if (HEADER + length > answer.capacity()) {
      answer = buffer(2 * (HEADER + length)).put(answer.flip());
    }
    readTo(HEADER + length);
    return length;
  }

  private void readTo(int bytes) throws IOException {
    while (answer.position() < bytes) {
      if (channel.read(answer) < 0) {
        throw new EOFException("the server closed the connection");
      }
    }
  }

  @Override
  public String name() {
    return "bare socket loop";
  }

  @Override
  public int fetch() throws IOException {
    int length = receive();
    int count = answer.getInt(HEADER + 12);
    next += count;
    next = next == end ? 0 : next;
    request.putLong(offsetAt, next);
    send();
    int at = HEADER + MESSAGES;
    while (at < HEADER + length) {
      int payload = answer.getInt(at + 52);
      payloadBytes += payload;
      at += MESSAGE_HEADER + payload + answer.getInt(at + 48);
    }
    return count;
  }

  @Override
  public long payloadBytes() {
    return payloadBytes;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
