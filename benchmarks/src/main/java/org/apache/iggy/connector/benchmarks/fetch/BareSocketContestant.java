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
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;

/**
 * The limit of what one connection can give: a blocking socket, one request ahead, one buffer, and
 * a walk over the message headers. It shares no code with the client, checks nothing and copies
 * nothing. Its subclasses are the generations of the protocol.
 */
public abstract class BareSocketContestant implements Contestant {
  private final SocketChannel channel;
  private final int batchSize;
  private final long end;
  private final ByteBuffer request = buffer(1024);
  private ByteBuffer answer = buffer(1 << 16);
  private int offsetAt;
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
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects, logs in and asks for the first batch of partition 0. */
  public static BareSocketContestant open(BenchmarkTopic topic, int batchSize) {
    return open(topic, batchSize, topic.server().generation());
  }

  /** The same in a generation that the server speaks. */
  static BareSocketContestant open(
      BenchmarkTopic topic, int batchSize, ProtocolGeneration generation) {
    return generation == ProtocolGeneration.VSR
        ? new BareVsrContestant(topic, batchSize)
        : new BareLegacyContestant(topic, batchSize);
  }

  /** Logs in, fills the request for a poll and sends the first. */
  final void begin(BenchmarkTopic topic) {
    try {
      login(topic.server().username(), topic.server().password());
      beginRequest();
      offsetAt = putPoll(request, topic.stream());
      finishRequest();
      send();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void login(String username, String password) throws IOException {
    beginRequest();
    putLogin(request, username, password);
    finishRequest();
    send();
    receive();
    loggedIn(answer);
  }

  private void beginRequest() {
    request.clear();
  }

  private void finishRequest() {
    request.flip();
    putLength(request);
  }

  /** Writes a login, header included. */
  abstract void putLogin(ByteBuffer request, String username, String password);

  /** Takes from the answer to the login what later requests need. */
  abstract void loggedIn(ByteBuffer answer);

  /** Writes a poll of partition 0, header included, and returns where its offset goes. */
  abstract int putPoll(ByteBuffer request, String stream);

  /** Writes into a request how long it is. */
  abstract void putLength(ByteBuffer request);

  /** Bytes of an answer's header. */
  abstract int headerBytes();

  /** The status in an answer's header; 0 for success. */
  abstract int status(ByteBuffer answer);

  /** Bytes of an answer, header included. */
  abstract int answerBytes(ByteBuffer answer);

  /** Bytes of all payloads between two positions. */
  abstract long payloadBytes(ByteBuffer answer, int from, int to);

  /** Writes the consumer, stream, topic, partition and strategy; returns where the offset goes. */
  final int putPollBody(ByteBuffer into, String stream) {
    into.put((byte) 1).put((byte) 1).put((byte) 4).putInt(0);
    into.put((byte) 2);
    putText(into, stream);
    into.put((byte) 2);
    putText(into, BenchmarkTopic.TOPIC);
    into.put((byte) 1).putInt(0);
    into.put((byte) 1);
    int at = into.position();
    into.putLong(0).putInt(batchSize).put((byte) 0);
    return at;
  }

  static void putText(ByteBuffer into, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    into.put((byte) bytes.length).put(bytes);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void send() throws IOException {
    request.rewind();
    while (request.hasRemaining()) {
      channel.write(request);
    }
  }

  /** Reads one answer and returns its length, header included. */
  private int receive() throws IOException {
    answer.clear();
    readTo(headerBytes());
    if (status(answer) != 0) {
      throw new IOException("the server answered with status " + status(answer));
    }
    int length = answerBytes(answer);
    if (length > answer.capacity()) {
      answer = buffer(2 * length).put(answer.flip());
    }
    readTo(length);
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
  public final String name() {
    return "bare socket loop";
  }

  /** The answer to a poll begins with the partition, its last offset and the count. */
  @Override
  public final int fetch() throws IOException {
    int length = receive();
    int count = answer.getInt(headerBytes() + 12);
    next += count;
    next = next == end ? 0 : next;
    request.putLong(offsetAt, next);
    send();
    payloadBytes += payloadBytes(answer, headerBytes() + 16, length);
    return count;
  }

  @Override
  public final long payloadBytes() {
    return payloadBytes;
  }

  @Override
  public final void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
