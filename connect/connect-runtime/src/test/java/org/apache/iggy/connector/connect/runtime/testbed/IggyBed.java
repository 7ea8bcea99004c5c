// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.ProtocolChoice;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.protocol.group.ConsumerGroupMember;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.offset.ConsumerOffset;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/**
 * A server with a stream of its own for one test: an embedded one, or the real one that {@code
 * -Diggy.address} names. {@code -Diggy.protocol} says which generation clients speak.
 */
public final class IggyBed implements AutoCloseable {
  private static final String ADDRESS = System.getProperty("iggy.address", "");
  private static final ProtocolChoice PROTOCOL =
      ProtocolChoice.of(System.getProperty("iggy.protocol", "legacy")).orElseThrow();

  private static final long SMALL_SEGMENT_BYTES = 16 * 1024;

  private final Path data;
  private final Duration heartbeatInterval;
  private final boolean smallSegments;
  private final String stream = "connect-" + UUID.randomUUID();
  private EmbeddedIggyServer server;
  private volatile IggyAddress address;
  private volatile IggyClient client;

  private IggyBed(Path data, Duration heartbeatInterval, boolean smallSegments) {
    this.data = data;
    this.smallSegments = smallSegments;
    this.heartbeatInterval = heartbeatInterval;
    if (isReal()) {
      address = IggyAddress.parse(ADDRESS);
    } else {
      listen(0);
    }
    client = connect();
    client.streams().create(stream);
  }

  /** A server whose messages are in memory. */
  public static IggyBed start() {
    return new IggyBed(null, Duration.ZERO, false);
  }

  /** A server that keeps its messages in a folder, so that it can be {@linkplain #restart}ed. */
  public static IggyBed start(Path data) {
    return new IggyBed(data, Duration.ZERO, false);
  }

  /** A server that gives up members of groups which are silent for 1.2 times the interval. */
  public static IggyBed startWatching(Duration heartbeatInterval) {
    return new IggyBed(null, heartbeatInterval, false);
  }

  /** A server whose segments are full soon, so that some can be deleted. */
  public static IggyBed startSmallSegments(Path data) {
    return new IggyBed(data, Duration.ZERO, true);
  }

  /** Deletes the oldest full segments of a partition. */
  public void deleteSegments(String topic, int partition, int count) {
    client.partitions().deleteOldestSegments(streamId(), Identifier.named(topic), partition, count);
  }

  /** Removes all messages. A server of 0.8 would keep those that it has not written to its disk. */
  public void purge(String topic) {
    if (!isVsr()) {
      client.messages().flush(streamId(), Identifier.named(topic), 0, true);
    }
    client.topics().purge(streamId(), Identifier.named(topic));
  }

  /** Whether tests run against a real server, which is not stopped. */
  public static boolean isReal() {
    return !ADDRESS.isEmpty();
  }

  /** Whether clients speak the generation of 0.9. */
  public static boolean isVsr() {
    return PROTOCOL == ProtocolChoice.VSR;
  }

  private void listen(int port) {
    EmbeddedIggyOptions.Builder options = EmbeddedIggyOptions.builder().port(port);
    if (!heartbeatInterval.isZero()) {
      options.heartbeatInterval(heartbeatInterval);
    }
    if (smallSegments) {
      options.segmentSizeBytes(SMALL_SEGMENT_BYTES);
    }
    if (data != null) {
      options.dataDirectory(data);
    }
    server = EmbeddedIggyServer.start(options.build());
    address = IggyAddress.of(server.host(), server.port());
  }

  /** A server that watches its clients is given no idle ones. */
  private IggyClient connect() {
    return IggyClient.connect(options().build(), heartbeatInterval.isZero() ? 2 : 0);
  }

  /** Ends the server. */
  public void stop() {
    server.close();
  }

  /** Starts the server again on the same port. */
  public void restart() {
    listen(address.port());
    client.close();
    client = connect();
  }

  /** Keeps what the server has now, for {@link #restartFromBackup}. */
  public void backUp() {
    server.close();
    copy(data, backup());
    restart();
  }

  /** Starts the server with what was kept: all that came since is lost, as in a crash. */
  public void restartFromBackup() {
    server.close();
    delete(data);
    copy(backup(), data);
    restart();
  }

  private Path backup() {
    return data.resolveSibling(data.getFileName() + "-backup");
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Options that log the root user in. */
  public ConnectionOptions.Builder options() {
    return ConnectionOptions.builder(address)
        .protocol(PROTOCOL)
        .credentials(Credentials.password("iggy", "iggy"));
  }

  /** A client of the root user. */
  public IggyClient client() {
    return client;
  }

  /** Name of the stream. */
  public String stream() {
    return stream;
  }

  private Identifier streamId() {
    return Identifier.named(stream);
  }

  /** Makes a topic. */
  public void createTopic(String topic, int partitions) {
    client.topics().create(streamId(), topic, partitions);
  }

  /** Sends the numbers {@code from} to {@code to - 1} as JSON objects {@code {"n":1}}. */
  public void sendNumbers(String topic, int partition, int from, int to) {
    for (int first = from; first < to; first += 1000) {
      List<byte[]> payloads = new ArrayList<>();
      for (int n = first; n < Math.min(to, first + 1000); n++) {
        payloads.add(("{\"n\":" + n + "}").getBytes(StandardCharsets.UTF_8));
      }
      send(topic, partition, UserHeaders.empty(), payloads);
    }
  }

  /** Sends payloads. */
  public void send(String topic, int partition, String... payloads) {
    List<byte[]> bytes = new ArrayList<>();
    for (String payload : payloads) {
      bytes.add(payload.getBytes(StandardCharsets.UTF_8));
    }
    send(topic, partition, UserHeaders.empty(), bytes);
  }

  /** Sends payloads with headers. */
  public void send(String topic, int partition, UserHeaders headers, List<byte[]> payloads) {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    payloads.forEach(payload -> encoder.add(payload, headers, 1_700_000_000_000_000L));
    client
        .messages()
        .send(
            streamId(),
            Identifier.named(topic),
            Partitioning.partition(partition),
            encoder.batch());
  }

  /** The payloads of a partition with their headers, as {@code payload headers}. */
  public List<ReadMessage> read(String topic, int partition) {
    List<ReadMessage> messages = new ArrayList<>();
    MessageCursor cursor =
        client
            .messages()
            .poll(streamId(), Identifier.named(topic), partition, PollingStrategy.first(), 10_000)
            .cursor();
    while (cursor.next()) {
      messages.add(
          new ReadMessage(
              new String(cursor.payload(), StandardCharsets.UTF_8), cursor.userHeaders()));
    }
    return messages;
  }

  /**
   * A message that was read.
   *
   * @param payload as text
   * @param headers its headers
   */
  public record ReadMessage(String payload, UserHeaders headers) {
    /** A header as text. */
    public String header(String name) {
      return headers.get(name).orElseThrow().asText();
    }
  }

  /** Whether there is such a topic. */
  public boolean hasTopic(String topic) {
    return client.topics().find(streamId(), Identifier.named(topic)).isPresent();
  }

  /** What a group has stored for a partition; -1 when nothing. */
  public long storedOffset(String group, String topic, int partition) {
    return client
        .consumerOffsets()
        .find(
            Consumer.group(Identifier.named(group)), streamId(), Identifier.named(topic), partition)
        .map(ConsumerOffset::storedOffset)
        .orElse(-1L);
  }

  /** How many members a group has. */
  public int members(String group, String topic) {
    return client
        .consumerGroups()
        .find(streamId(), Identifier.named(topic), Identifier.named(group))
        .map(details -> details.members().size())
        .orElse(0);
  }

  /** The ids of a group's members. */
  public List<Long> memberIds(String group, String topic) {
    return client
        .consumerGroups()
        .find(streamId(), Identifier.named(topic), Identifier.named(group))
        .map(details -> details.members().stream().map(ConsumerGroupMember::id).toList())
        .orElse(List.of());
  }

  @Override
  public void close() {
    if (isReal()) {
      client.streams().delete(streamId());
    }
    client.close();
    if (server != null) {
      server.close();
    }
    if (data != null && Files.exists(backup())) {
      delete(backup());
    }
  }
}
