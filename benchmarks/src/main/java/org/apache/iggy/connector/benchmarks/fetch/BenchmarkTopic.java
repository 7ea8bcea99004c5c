// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.fetch;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyConnection;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.stream.CreateStream;
import org.apache.iggy.connector.protocol.stream.DeleteStream;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.CreateTopic;

/** A topic of one partition, made and filled for a comparison and deleted after it. */
final class BenchmarkTopic implements AutoCloseable {
  static final String TOPIC = "events";
  private static final int SEND_COUNT = 1000;

  private final IggyAddress address;
  private final String username;
  private final String password;
  private final String stream = "benchmark-" + UUID.randomUUID();
  private final int messages;
  private final int payloadBytes;

  private BenchmarkTopic(
      IggyAddress address, String username, String password, int messages, int payloadBytes) {
    this.address = address;
    this.username = username;
    this.password = password;
    this.messages = messages;
    this.payloadBytes = payloadBytes;
  }

  /** Makes the topic and fills it with so many JSON events of so many bytes. */
  static BenchmarkTopic create(
      IggyAddress address, String username, String password, int messages, int payloadBytes) {
    BenchmarkTopic topic = new BenchmarkTopic(address, username, password, messages, payloadBytes);
    try (IggyConnection connection = topic.connect()) {
      connection.execute(new CreateStream(topic.stream));
      connection.execute(
          new CreateTopic(
              Identifier.named(topic.stream), 1, CompressionAlgorithm.NONE, 0, 0, 1, TOPIC));
      topic.fill(connection);
    }
    return topic;
  }

  private void fill(IggyConnection connection) {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    for (int sent = 0; sent < messages; sent += encoder.count()) {
      encoder.clear();
      for (int i = sent; i < Math.min(messages, sent + SEND_COUNT); i++) {
        encoder.add(payload(i, payloadBytes), UserHeaders.empty(), i + 1L);
      }
      connection.execute(
          new SendMessages(
              Identifier.named(stream),
              Identifier.named(TOPIC),
              Partitioning.partition(0),
              encoder.batch()));
    }
  }

  /** A JSON event of exactly so many bytes, at least 60. */
  static byte[] payload(int number, int bytes) {
    StringBuilder json = new StringBuilder(bytes);
    json.append("{\"id\":").append(number).append(",\"action\":\"view\",\"note\":\"");
    while (json.length() < bytes - 2) {
      json.append((char) ('a' + (number + json.length()) % 26));
    }
    return json.append("\"}").toString().getBytes(StandardCharsets.US_ASCII);
  }

  ConnectionOptions connection() {
    return ConnectionOptions.builder(address)
        .credentials(Credentials.password(username, password))
        .build();
  }

  private IggyConnection connect() {
    return IggyConnection.open(connection());
  }

  IggyAddress address() {
    return address;
  }

  String username() {
    return username;
  }

  String password() {
    return password;
  }

  String stream() {
    return stream;
  }

  /** How many messages it has. */
  int messages() {
    return messages;
  }

  @Override
  public void close() {
    try (IggyConnection connection = connect()) {
      connection.execute(new DeleteStream(Identifier.named(stream)));
    }
  }
}
