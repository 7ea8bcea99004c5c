// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.testkit.IggyTarget;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** What the tests of all areas share: a server, a client and a stream of their own. */
@Timeout(120)
abstract class AreaTest {
  static final Identifier MISSING = Identifier.named("no-such-thing");
  static final Identifier TOPIC = Identifier.named("events");

  final IggyTarget target = IggyTarget.start();
  final IggyClient client = target.client();
  final Identifier stream = target.createStream(client);

  @AfterEach
  void deleteStreamAndClose() {
    if (client.streams().find(stream).isPresent()) {
      client.streams().delete(stream);
    }
    client.close();
    target.close();
  }

  /** A name that nothing on the server has yet. */
  static String uniqueName() {
    return "n-" + UUID.randomUUID();
  }

  void createTopic(int partitions) {
    client.topics().create(stream, TOPIC.name(), partitions);
  }

  void send(int partitionId, String... payloads) {
    client.messages().send(stream, TOPIC, Partitioning.partition(partitionId), batch(payloads));
  }

  static MessageBatch batch(String... payloads) {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    for (String payload : payloads) {
      encoder.add(payload.getBytes(StandardCharsets.UTF_8), UserHeaders.empty(), 7);
    }
    return encoder.batch();
  }

  static void assertRefused(IggyStatus status, ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            IggyServerException.class, e -> assertThat(e.status()).isEqualTo(status));
  }
}
