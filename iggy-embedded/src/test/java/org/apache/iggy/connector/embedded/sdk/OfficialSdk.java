// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.sdk;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iggy.client.blocking.tcp.IggyTcpClient;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.exception.IggyServerException;
import org.apache.iggy.identifier.StreamId;
import org.apache.iggy.identifier.TopicId;
import org.apache.iggy.message.Message;
import org.apache.iggy.message.Partitioning;
import org.apache.iggy.message.PolledMessages;
import org.apache.iggy.topic.CompressionAlgorithm;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * What tests with the official Java SDK share: one server and one client for each class, since
 * closing such a client takes seconds, and a stream and a topic of its own for each test.
 *
 * <p>The SDK waits for ever for an answer that does not come, hence the time limit.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class OfficialSdk {
  static final TopicId TOPIC = TopicId.of("topic");
  static final long PARTITIONS = 3;

  private static final AtomicInteger STREAMS = new AtomicInteger();

  static EmbeddedIggyServer server;
  static IggyTcpClient client;

  StreamId stream;

  @BeforeAll
  static void startServer() {
    server = EmbeddedIggyServer.start();
    client = connect("iggy", "iggy");
  }

  @AfterAll
  static void stopServer() {
    client.close();
    server.close();
  }

  @BeforeEach
  void createTopic() {
    String name = "stream-" + STREAMS.incrementAndGet();
    client.streams().createStream(name);
    stream = StreamId.of(name);
    client
        .topics()
        .createTopic(
            stream,
            PARTITIONS,
            CompressionAlgorithm.None,
            BigInteger.ZERO,
            BigInteger.ZERO,
            Optional.empty(),
            "topic");
  }

  /** A client with one connection: group membership and logins belong to a connection. */
  static IggyTcpClient connect(String username, String password) {
    return IggyTcpClient.builder()
        .host(server.host())
        .port(server.port())
        .credentials(username, password)
        .connectionPoolSize(1)
        .buildAndLogin();
  }

  void send(long partition, String... payloads) {
    List<Message> messages = List.of(payloads).stream().map(Message::of).toList();
    client.messages().sendMessages(stream, TOPIC, Partitioning.partitionId(partition), messages);
  }

  static List<String> payloads(PolledMessages polled) {
    return polled.messages().stream()
        .map(message -> new String(message.payload(), StandardCharsets.UTF_8))
        .toList();
  }

  static void assertFails(IggyStatus status, ThrowingCallable call) {
    assertThatExceptionOfType(IggyServerException.class)
        .isThrownBy(call)
        .satisfies(
            failure -> {
              if (failure.getRawErrorCode() != status.code()) {
                throw new AssertionError("expected " + status, failure);
              }
            });
  }
}
