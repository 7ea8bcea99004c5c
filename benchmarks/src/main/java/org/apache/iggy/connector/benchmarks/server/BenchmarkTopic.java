// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.apache.iggy.connector.client.IggyConnection;
import org.apache.iggy.connector.client.PendingResponse;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.pinot.consumer.IggyConsumerFactory;
import org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.stream.CreateStream;
import org.apache.iggy.connector.protocol.stream.DeleteStream;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.CreateTopic;

/** A topic made and filled for a comparison, and deleted after it. */
public final class BenchmarkTopic implements AutoCloseable {
  /** Its name; that of its stream is different for each. */
  public static final String TOPIC = "events";

  private static final int SEND_COUNT = 1000;
  private static final int SMALL_BYTES = 150;
  private static final int LETTERS = 26;
  private static final int SENDS_AHEAD = 8;
  private static final int SEND_MILLIS = 30_000;

  private final ServerOptions server;
  private final String stream = "benchmark-" + UUID.randomUUID();
  private final int messages;

  private BenchmarkTopic(ServerOptions server, int messages) {
    this.server = server;
    this.messages = messages;
  }

  /** Makes a topic and fills each of its partitions with so many messages, numbered from 0. */
  public static BenchmarkTopic create(
      ServerOptions server, int partitions, int messages, IntFunction<byte[]> payload) {
    BenchmarkTopic topic = new BenchmarkTopic(server, messages);
    try (IggyConnection connection = topic.connect()) {
      connection.execute(new CreateStream(topic.stream));
      connection.execute(
          new CreateTopic(
              Identifier.named(topic.stream),
              partitions,
              CompressionAlgorithm.NONE,
              0,
              0,
              1,
              TOPIC));
      for (int partition = 0; partition < partitions; partition++) {
        topic.fill(connection, partition, payload);
      }
    }
    return topic;
  }

  private void fill(IggyConnection connection, int partition, IntFunction<byte[]> payload) {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    Deque<PendingResponse<?>> sends = new ArrayDeque<>();
    for (int sent = 0; sent < messages; sent += encoder.count()) {
      encoder.clear();
      for (int i = sent; i < Math.min(messages, sent + SEND_COUNT); i++) {
        encoder.add(payload.apply(i), UserHeaders.empty(), i + 1L);
      }
      SendMessages request =
          new SendMessages(
              Identifier.named(stream),
              Identifier.named(TOPIC),
              Partitioning.partition(partition),
              encoder.batch());
      sends.add(connection.submit(request, Deadline.inMillis(SEND_MILLIS)));
      settleDownTo(SENDS_AHEAD, sends, connection);
    }
    settleDownTo(0, sends, connection);
  }

  private static void settleDownTo(
      int left, Deque<PendingResponse<?>> sends, IggyConnection connection) {
    while (sends.size() > left) {
      connection.await(sends.remove(), Deadline.inMillis(SEND_MILLIS));
    }
  }

  /** A JSON event of exactly so many bytes, at least 60. */
  public static byte[] payload(int number, int bytes) {
    byte[] start =
        ("{\"id\":" + number + ",\"action\":\"view\",\"note\":\"")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] json = Arrays.copyOf(start, bytes);
    int letter = (number + start.length) % LETTERS;
    for (int at = start.length; at < bytes - 2; at++) {
      json[at] = (byte) ('a' + letter);
      letter = letter + 1 == LETTERS ? 0 : letter + 1;
    }
    json[bytes - 2] = '"';
    json[bytes - 1] = '}';
    return json;
  }

  /** Sends numbered events to partition 0, one at a time. */
  public Sender sender() {
    return new Sender(connect());
  }

  /** Sends small events on a connection of its own. */
  public final class Sender implements AutoCloseable {
    private final IggyConnection connection;
    private final MessageBatchEncoder encoder = new MessageBatchEncoder();

    private Sender(IggyConnection connection) {
      this.connection = connection;
    }

    /** Sends an event and waits until the server has it. */
    public void send(int number) {
      encoder.clear();
      encoder.add(payload(number, SMALL_BYTES), UserHeaders.empty(), number + 1L);
      connection.execute(
          new SendMessages(
              Identifier.named(stream),
              Identifier.named(TOPIC),
              Partitioning.partition(0),
              encoder.batch()));
    }

    @Override
    public void close() {
      connection.close();
    }
  }

  private IggyConnection connect() {
    return IggyConnection.open(server.connection());
  }

  /** The server it is on. */
  public ServerOptions server() {
    return server;
  }

  /** Name of its stream. */
  public String stream() {
    return stream;
  }

  /** How many messages each partition has. */
  public int messages() {
    return messages;
  }

  /** The plugin's settings for a table on it. */
  public Map<String, String> pluginSettings(int batchSize) {
    Map<String, String> settings = new HashMap<>();
    settings.put("streamType", "iggy");
    settings.put("stream.iggy.topic.name", TOPIC);
    settings.put("stream.iggy.consumer.factory.class.name", IggyConsumerFactory.class.getName());
    settings.put("stream.iggy.decoder.class.name", IggyJsonMessageDecoder.class.getName());
    settings.put("stream.iggy.host", server.address().host());
    settings.put("stream.iggy.port", Integer.toString(server.address().port()));
    settings.put("stream.iggy.username", server.username());
    settings.put("stream.iggy.password", server.password());
    settings.put("stream.iggy.stream.id", stream);
    settings.put("stream.iggy.topic.id", TOPIC);
    settings.put("stream.iggy.poll.batch.size", Integer.toString(batchSize));
    return settings;
  }

  @Override
  public void close() {
    try (IggyConnection connection = connect()) {
      connection.execute(new DeleteStream(Identifier.named(stream)));
    }
  }
}
