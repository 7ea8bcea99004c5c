// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.Test;

/** The official Python SDK against the server under test: an independent client of Iggy 0.9. */
class PythonSdkTest extends PythonSdkScene {
  private static final Map<String, Object> GROUP = PythonSdk.value("Consumer.Group", "group");
  private static final long MAX_TOPIC_BYTES = 4L << 30;

  private JsonNode poll(PythonSdk member, int partition) {
    return poll(member, GROUP, partition, NEXT, 10, true);
  }

  @Test
  void shouldCreateRenameAndDeleteStreams() {
    String other = stream + "-2";
    sdk.call("create_stream", other);
    assertThat(sdk.call("get_streams").findValuesAsText("name")).contains(stream, other);
    assertThat(sdk.failure("create_stream", other)).contains("already exists");
    sdk.call("update_stream", other, other + "-renamed");
    assertThat(sdk.call("get_stream", other).isNull()).isTrue();
    assertThat(sdk.call("get_stream", other + "-renamed").get("topics_count").asInt()).isZero();
    sdk.call("delete_stream", other + "-renamed");
    assertThat(sdk.call("get_streams").findValuesAsText("name")).doesNotContain(other + "-renamed");
  }

  @Test
  void shouldCreateChangeAndDeleteTopics() {
    Map<String, Object> size = PythonSdk.value("MaxTopicSize.Custom", MAX_TOPIC_BYTES);
    sdk.callNamed(
        "create_topic",
        Map.of("compression_algorithm", "gzip", "max_topic_size", size),
        stream,
        "settings",
        2);
    JsonNode topic = sdk.call("get_topic", stream, "settings");
    assertThat(topic.get("compression_algorithm").asText()).isEqualTo("gzip");
    assertThat(
            client
                .topics()
                .find(streamId(), Identifier.named("settings"))
                .orElseThrow()
                .info()
                .maxTopicSizeBytes())
        .isEqualTo(MAX_TOPIC_BYTES);
    assertThat(topic.get("partitions")).hasSize(2);
    sdk.call("create_partitions", stream, "settings", 3);
    sdk.call("delete_partitions", stream, "settings", 1);
    assertThat(sdk.call("get_topic", stream, "settings").get("partitions")).hasSize(4);
    sdk.call("update_topic", stream, "settings", "renamed", "none");
    assertThat(sdk.call("get_topic", stream, "renamed").get("compression_algorithm").asText())
        .isEqualTo("none");
    sdk.call("delete_topic", stream, "renamed");
    assertThat(sdk.call("get_topics", stream).findValuesAsText("name")).containsExactly(TOPIC);
  }

  @Test
  void shouldCarryHeadersOfEveryKind() {
    UserHeaders headers = SdkHeaders.ofEveryKind();
    Object message = PythonSdk.value("SendMessage", "payload", SdkHeaders.argument(headers), 77);
    sdk.call("send_messages", stream, TOPIC, 1, List.of(message));
    JsonNode received = poll(sdk, CONSUMER, 1, FIRST, 1, false).get(0);
    assertThat(received.get("id").asInt()).isEqualTo(77);
    assertThat(SdkHeaders.received(received.get("user_headers")))
        .isEqualTo(SdkHeaders.byKey(headers));
  }

  @Test
  void shouldPollWithEveryStrategy() {
    send(1, "a", "b");
    send(1, "c", "d");
    JsonNode third =
        poll(sdk, CONSUMER, 1, PythonSdk.value("PollingStrategy.Offset", 2), 1, false).get(0);
    Map<String, Object> sinceThird =
        PythonSdk.value("PollingStrategy.Timestamp", third.get("timestamp").asLong());
    assertThat(poll(1, FIRST, 2)).containsExactly("a", "b");
    assertThat(poll(1, PythonSdk.value("PollingStrategy.Last"), 3)).containsExactly("b", "c", "d");
    assertThat(poll(1, NEXT, 9)).containsExactly("a", "b", "c", "d");
    assertThat(poll(1, PythonSdk.value("PollingStrategy.Offset", 1), 2)).containsExactly("b", "c");
    assertThat(poll(1, sinceThird, 9)).endsWith("c", "d");
    assertThat(poll(1, PythonSdk.value("PollingStrategy.Offset", 9), 9)).isEmpty();
  }

  @Test
  void shouldGoOnBehindWhatItHasCommitted() {
    send(0, "a", "b", "c");
    for (String expected : List.of("a", "b", "c")) {
      assertThat(payloads(poll(sdk, CONSUMER, 0, NEXT, 1, true))).containsExactly(expected);
    }
    assertThat(poll(0, NEXT, 1)).isEmpty();
  }

  @Test
  void shouldKeepAKeyOnOnePartitionAndSpreadTheRest() {
    List<Object> keyed = List.of(PythonSdk.value("SendMessage", "keyed"));
    List<Object> spread = List.of(PythonSdk.value("SendMessage", "spread"));
    for (int i = 0; i < 6; i++) {
      sdk.call(
          "send_messages",
          stream,
          TOPIC,
          PythonSdk.value("Partitioning.messages_key", "user-1"),
          keyed);
      sdk.call("send_messages", stream, TOPIC, PythonSdk.value("Partitioning.balanced"), spread);
    }
    List<List<String>> partitions =
        List.of(poll(0, FIRST, 99), poll(1, FIRST, 99), poll(2, FIRST, 99));
    assertThat(partitions).filteredOn(partition -> partition.contains("keyed")).hasSize(1);
    assertThat(partitions).allMatch(partition -> partition.contains("spread"));
  }

  @Test
  void shouldShareAGroupsPartitionsAndTakeThemOver() {
    sdk.call("create_consumer_group", stream, TOPIC, "group");
    assertThat(sdk.call("get_consumer_groups", stream, TOPIC).findValuesAsText("name"))
        .containsExactly("group");
    sdk.call("join_consumer_group", stream, TOPIC, "group");
    try (PythonSdk second = PythonSdk.connect(target.address())) {
      second.call("join_consumer_group", stream, TOPIC, "group");
      assertThat(members()).hasSize(2);
      assertThat(members().findValues("partitions").stream().mapToInt(JsonNode::size).sum())
          .isEqualTo(PARTITIONS);
      second.call("leave_consumer_group", stream, TOPIC, "group");
    }
    assertThat(members()).hasSize(1);
    assertThat(members().get(0).get("partitions")).hasSize(PARTITIONS);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      send(partition, "p" + partition);
      assertThat(payloads(poll(sdk, partition))).containsExactly("p" + partition);
      assertThat(payloads(poll(sdk, partition))).isEmpty();
    }
    sdk.call("leave_consumer_group", stream, TOPIC, "group");
    sdk.call("delete_consumer_group", stream, TOPIC, "group");
    assertThat(sdk.call("get_consumer_group", stream, TOPIC, "group").isNull()).isTrue();
  }

  private JsonNode members() {
    return sdk.call("get_consumer_group", stream, TOPIC, "group").get("members");
  }

  @Test
  void shouldStoreAndDeleteAGroupsOffsets() {
    send(0, "a", "b", "c");
    sdk.call("offset_of_group", "store", "group", stream, TOPIC, 0, 1);
    assertThat(payloads(poll(sdk, 0))).containsExactly("c");
    sdk.call("offset_of_group", "delete", "group", stream, TOPIC, 0);
    assertThat(payloads(poll(sdk, 0))).containsExactly("a", "b", "c");
  }

  @Test
  void shouldTellWhereMessagesWent() {
    send(2, "a", "b");
    List<Object> message = List.of(PythonSdk.value("SendMessage", "c"));
    JsonNode confirmation =
        sdk.call("send_messages", stream, TOPIC, 2, message).get("confirmations").get(0);
    assertThat(confirmation.get("partition_id").asInt()).isEqualTo(2);
    assertThat(confirmation.get("base_offset").asInt()).isEqualTo(2);
  }
}
