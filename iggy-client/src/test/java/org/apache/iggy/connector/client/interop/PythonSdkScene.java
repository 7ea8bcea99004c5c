// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.interop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.testkit.IggyTarget;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * What tests with the official Python SDK share: a server, the SDK connected to it, our client, and
 * a topic that the SDK has made.
 */
@Timeout(180)
abstract class PythonSdkScene {
  static final String TOPIC = "topic";
  static final int PARTITIONS = 3;
  static final Map<String, Object> CONSUMER = PythonSdk.value("Consumer.Single", 7);
  static final Map<String, Object> FIRST = PythonSdk.value("PollingStrategy.First");
  static final Map<String, Object> NEXT = PythonSdk.value("PollingStrategy.Next");

  final String stream = "sdk-" + UUID.randomUUID();
  IggyTarget target;
  PythonSdk sdk;
  IggyClient client;

  @BeforeEach
  void connect() {
    assumeTrue(PythonSdk.isInstalled(), "no Python with Iggy's SDK: run .ci/python-sdk");
    target = IggyTarget.startForAll();
    client = target.client();
    sdk = PythonSdk.connect(target.address());
    sdk.call("create_stream", stream);
    sdk.call("create_topic", stream, TOPIC, PARTITIONS);
  }

  @AfterEach
  void close() {
    if (target != null) {
      client.streams().delete(streamId());
      client.close();
      sdk.close();
      target.close();
    }
  }

  Identifier streamId() {
    return Identifier.named(stream);
  }

  static Identifier topicId() {
    return Identifier.named(TOPIC);
  }

  /** Lets the SDK send texts to a partition. */
  void send(int partition, String... payloads) {
    List<Object> messages = new ArrayList<>();
    for (String payload : payloads) {
      messages.add(PythonSdk.value("SendMessage", payload));
    }
    sdk.call("send_messages", stream, TOPIC, partition, messages);
  }

  /** Lets the SDK poll and gives the messages as it describes them. */
  JsonNode poll(
      PythonSdk by,
      Map<String, Object> consumer,
      int partition,
      Map<String, Object> strategy,
      int count,
      boolean autoCommit) {
    return by.callNamed(
        "poll_messages",
        Map.of(
            "consumer", consumer,
            "polling_strategy", strategy,
            "count", count,
            "auto_commit", autoCommit,
            "partition_id", partition),
        stream,
        TOPIC);
  }

  /** Lets the SDK poll without committing and gives the payloads as text. */
  List<String> poll(int partition, Map<String, Object> strategy, int count) {
    return payloads(poll(sdk, CONSUMER, partition, strategy, count, false));
  }

  static List<String> payloads(JsonNode messages) {
    List<String> payloads = new ArrayList<>();
    messages.forEach(message -> payloads.add(Hex.text(message.get("payload").get("hex").asText())));
    return payloads;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
