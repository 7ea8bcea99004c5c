// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.quickstart;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.iggy.connector.cli.topic.IggyTopic;
import org.apache.iggy.connector.cli.topic.ServerLookup;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.CreateTopic;

/** An Iggy server in this JVM with one topic. */
final class EmbeddedTopic implements AutoCloseable {
  /** The stream that every quickstart uses. */
  static final String STREAM = "quickstart";

  private static final long SEGMENT_BYTES = 64L * 1024 * 1024;
  private static final long NEVER = -1;
  private static final Duration RETENTION_INTERVAL = Duration.ofSeconds(20);

  private final EmbeddedIggyServer server;
  private final IggyTopic topic;

  private EmbeddedTopic(EmbeddedIggyServer server, IggyTopic topic) {
    this.server = server;
    this.topic = topic;
  }

  /**
   * Starts the server and creates stream and topic.
   *
   * @param dataDirectory where messages are kept
   * @param port the port to listen on; 0 for any free one
   * @param maxTopicBytes size over which the oldest messages go; -1 for none
   */
  static EmbeddedTopic start(
      Path dataDirectory, int port, String topic, int partitions, long maxTopicBytes) {
    EmbeddedIggyServer server =
        EmbeddedIggyServer.start(
            EmbeddedIggyOptions.builder()
                .port(port)
                .dataDirectory(dataDirectory)
                .segmentSizeBytes(SEGMENT_BYTES)
                .retentionInterval(RETENTION_INTERVAL)
                .build());
    try {
      ConnectionOptions connection = connectionTo(server);
      create(connection, topic, partitions, maxTopicBytes);
      // The plugin's defaults are this server's login; a cluster should see where its own goes.
      Map<String, String> clusterAccess =
          Map.of("username", server.username(), "password.env", "IGGY_PASSWORD");
      return new EmbeddedTopic(
          server, new IggyTopic(connection, STREAM, topic, Map.of(), clusterAccess));
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static ConnectionOptions connectionTo(EmbeddedIggyServer server) {
    return ConnectionOptions.builder(IggyAddress.of(server.host(), server.port()))
        .credentials(Credentials.password(server.username(), server.password()))
        .build();
  }

  private static void create(
      ConnectionOptions connection, String topic, int partitions, long maxBytes) {
    try (IggyClient client = IggyClient.connect(connection, 1)) {
      client.streams().create(STREAM);
      client
          .topics()
          .create(
              new CreateTopic(
                  Identifier.named(STREAM),
                  partitions,
                  CompressionAlgorithm.NONE,
                  NEVER,
                  maxBytes,
                  1,
                  topic));
    }
  }

  IggyTopic topic() {
    return topic;
  }

  /** What runs, in words. */
  String describe() {
    return "embedded server on "
        + server.address()
        + " ("
        + ServerLookup.identify(topic.connection())
        + "), user "
        + server.username()
        + ", password "
        + server.password();
  }

  @Override
  public void close() {
    server.close();
  }
}
