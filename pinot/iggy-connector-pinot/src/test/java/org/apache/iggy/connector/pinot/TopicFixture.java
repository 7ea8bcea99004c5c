// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot;

import static java.util.stream.Collectors.toList;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.embedded.ServedProtocols;
import org.apache.iggy.connector.pinot.decoder.PayloadView;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageHeader;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.message.VsrMessageHeader;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.pinot.spi.stream.StreamConfig;
import org.apache.pinot.spi.stream.StreamConsumerFactory;
import org.apache.pinot.spi.stream.StreamConsumerFactoryProvider;
import org.apache.pinot.spi.stream.StreamMessage;

/**
 * A server with one topic, and the stream configuration of a table on it. The server is an embedded
 * one, or, for tests that say so, the real one that {@code -Diggy.address=host:port} names.
 */
public final class TopicFixture implements AutoCloseable {
  public static final Identifier STREAM = Identifier.named("analytics");
  public static final Identifier TOPIC = Identifier.named("events");

  private static final String REAL_ADDRESS = System.getProperty("iggy.address", "");

  private final EmbeddedIggyServer server;
  private final IggyAddress address;
  private final IggyClient client;

  private TopicFixture(EmbeddedIggyServer server, IggyAddress address, int partitions) {
    this.server = server;
    this.address = address;
    client =
        IggyClient.connect(
            ConnectionOptions.builder(address)
                .credentials(Credentials.password("iggy", "iggy"))
                .build(),
            1);
    if (client.streams().find(STREAM).isPresent()) {
      client.streams().delete(STREAM);
    }
    client.streams().create(STREAM.name());
    client.topics().create(STREAM, TOPIC.name(), partitions);
  }

  public static TopicFixture withPartitions(int partitions) {
    EmbeddedIggyServer server =
        EmbeddedIggyServer.start(EmbeddedIggyOptions.builder().segmentSizeBytes(4096).build());
    return new TopicFixture(server, IggyAddress.of(server.host(), server.port()), partitions);
  }

  /** On the real server if one is named; {@link #server} must not be asked for then. */
  public static TopicFixture onNamedServer(int partitions) {
    return REAL_ADDRESS.isEmpty()
        ? withPartitions(partitions)
        : new TopicFixture(null, IggyAddress.parse(REAL_ADDRESS), partitions);
  }

  /** Bytes of a message's header in the generation that the server's clients choose. */
  public int messageHeaderBytes() {
    boolean legacy = server.protocols() == ServedProtocols.LEGACY;
    return legacy ? MessageHeader.LENGTH : VsrMessageHeader.LENGTH;
  }

  public EmbeddedIggyServer server() {
    return server;
  }

  public IggyClient client() {
    return client;
  }

  /** Sends one batch of {@code m<from>} to {@code m<to - 1>}. */
  public void send(int partition, int from, int to) {
    send(partition, IntStream.range(from, to).mapToObj(i -> "m" + i).collect(toList()));
  }

  /** Sends one batch of these payloads. */
  public void send(int partition, List<String> payloads) {
    MessageBatchEncoder batch = new MessageBatchEncoder();
    for (String payload : payloads) {
      batch.add(payload.getBytes(StandardCharsets.UTF_8), UserHeaders.empty(), 0);
    }
    client.messages().send(STREAM, TOPIC, Partitioning.partition(partition), batch.batch());
  }

  /** The payload of a message, in whichever form it has. */
  public static String text(StreamMessage<?> message) {
    Object value = message.getValue();
    byte[] bytes =
        value instanceof PayloadView ? ((PayloadView) value).toByteArray() : (byte[]) value;
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Waits until this many clients, the fixture's own included, are connected to the server. */
  public void awaitClients(int clients) {
    long deadlineNanos = System.nanoTime() + 30_000_000_000L;
    while (client.system().clients().size() != clients) {
      if (System.nanoTime() > deadlineNanos) {
        throw new AssertionError("connected: " + client.system().clients());
      }
      Thread.onSpinWait();
    }
  }

  /** The usual configuration with some keys, without their prefix, changed; null removes one. */
  public StreamConfig config(String... keysAndValues) {
    return configOf("events_REALTIME", keysAndValues);
  }

  private StreamConfig configOf(String table, String... keysAndValues) {
    Map<String, String> properties = new HashMap<>();
    properties.put("streamType", "iggy");
    put(
        properties,
        "consumer.factory.class.name",
        "org.apache.iggy.connector.pinot.consumer.IggyConsumerFactory");
    put(
        properties,
        "decoder.class.name",
        "org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder");
    put(properties, "host", address.host());
    put(properties, "port", Integer.toString(address.port()));
    put(properties, "stream.id", STREAM.name());
    put(properties, "topic.id", TOPIC.name());
    put(properties, "topic.name", TOPIC.name());
    put(properties, "reconnect.budget.millis", "0");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      put(properties, keysAndValues[i], keysAndValues[i + 1]);
    }
    return new StreamConfig(table, properties);
  }

  private static void put(Map<String, String> properties, String key, String value) {
    if (value == null) {
      properties.remove("stream.iggy." + key);
    } else {
      properties.put("stream.iggy." + key, value);
    }
  }

  /** The factory of another table. */
  public StreamConsumerFactory factoryOf(String table, String... keysAndValues) {
    return StreamConsumerFactoryProvider.create(configOf(table, keysAndValues));
  }

  /** The factory as Pinot makes it. */
  public StreamConsumerFactory factory(String... keysAndValues) {
    return StreamConsumerFactoryProvider.create(config(keysAndValues));
  }

  @Override
  public void close() {
    if (server == null) {
      client.streams().delete(STREAM);
    }
    client.close();
    if (server != null) {
      server.close();
    }
  }
}
