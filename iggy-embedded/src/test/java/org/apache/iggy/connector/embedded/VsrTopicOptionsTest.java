// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iggy.connector.embedded.release.IggyRelease;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.stream.CreateStream;
import org.apache.iggy.connector.protocol.system.DescribeOptions;
import org.apache.iggy.connector.protocol.system.OptionDescriptor;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.CreateTopic;
import org.apache.iggy.connector.protocol.topic.GetTopic;
import org.apache.iggy.connector.protocol.topic.Options;
import org.apache.iggy.connector.protocol.topic.TopicInfo;
import org.apache.iggy.connector.protocol.topic.TopicOption;
import org.apache.iggy.connector.protocol.topic.UpdateTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Topic options, which the two releases of Iggy 0.9 know different ones of. */
class VsrTopicOptionsTest {
  private static final long HOUR_MICROS = 3_600_000_000L;
  private static final HeaderField MIB_8 = HeaderField.ofUint64(BigInteger.valueOf(8 << 20));

  private static CreateTopic create(long expiryMicros, TopicOption option, HeaderField value) {
    return new CreateTopic(
        TestTopic.STREAM,
        1,
        CompressionAlgorithm.NONE,
        expiryMicros,
        0,
        0,
        "topic",
        Options.of(UserHeaders.builder().put(option.key(), value).build()));
  }

  private static TopicInfo info(WireClient client) {
    return client.ask(new GetTopic(TestTopic.STREAM, TestTopic.TOPIC)).orElseThrow().info();
  }

  @ParameterizedTest
  @EnumSource(
      value = IggyRelease.class,
      names = {"V0_9", "V0_9_EDGE_5"})
  void shouldKnowTheOptionsOfItsRelease(IggyRelease release) {
    try (VsrServer server = VsrServer.start(release);
        WireClient client = server.login()) {
      Set<String> known =
          client.ask(new DescribeOptions(DescribeOptions.Scope.TOPIC)).stream()
              .map(OptionDescriptor::key)
              .collect(Collectors.toSet());
      assertThat(known)
          .isEqualTo(
              release.vsr().orElseThrow().topicOptions().stream()
                  .map(TopicOption::key)
                  .collect(Collectors.toSet()));
      assertThat(client.ask(new DescribeOptions(DescribeOptions.Scope.STREAM))).isEmpty();
      client.ask(new CreateStream("stream"));
      CreateTopic durable = create(0, TopicOption.DURABILITY, HeaderField.ofString("persisted"));
      if (release == IggyRelease.V0_9) {
        client.ask(durable);
        assertThat(info(client).explicitOptions().get("durability"))
            .contains(HeaderField.ofString("persisted"));
      } else {
        assertThat(client.fail(durable)).isEqualTo(IggyStatus.UNSUPPORTED_OPTION_KEY);
      }
    }
  }

  @Test
  void shouldTellWhatWasSetAndWhatIsTheDefault() {
    try (VsrServer server = VsrServer.start(IggyRelease.V0_9_EDGE_5);
        WireClient client = server.login()) {
      client.ask(new CreateStream("stream"));
      client.ask(create(HOUR_MICROS, TopicOption.SEGMENT_SIZE, MIB_8));
      TopicInfo created = info(client);
      assertThat(created.explicitOptions().entries().size()).isEqualTo(2);
      assertThat(created.explicitOptions().get("segment_size")).contains(MIB_8);
      assertThat(created.derivedOptions().entries().size()).isEqualTo(6);
      client.ask(
          new UpdateTopic(
              TestTopic.STREAM,
              TestTopic.TOPIC,
              CompressionAlgorithm.GZIP,
              0,
              0,
              0,
              "topic",
              Options.none(),
              Set.of(TopicOption.MESSAGE_EXPIRY, TopicOption.MAX_TOPIC_SIZE)));
      TopicInfo updated = info(client);
      assertThat(updated.messageExpiryMicros()).isEqualTo(HOUR_MICROS);
      assertThat(updated.compression()).isEqualTo(CompressionAlgorithm.GZIP);
      assertThat(updated.explicitOptions().get("segment_size")).contains(MIB_8);
    }
  }

  @Test
  void shouldRefuseOptionsThatCannotBe() {
    try (VsrServer server = VsrServer.start(IggyRelease.V0_9_EDGE_5);
        WireClient client = server.login()) {
      client.ask(new CreateStream("stream"));
      assertThat(client.fail(create(0, TopicOption.SEGMENT_SIZE, HeaderField.ofUint32(1))))
          .isEqualTo(IggyStatus.INVALID_OPTION_VALUE);
      assertThat(
              client.fail(
                  new CreateTopic(
                      TestTopic.STREAM, 1, CompressionAlgorithm.NONE, 0, 1000, 0, "small")))
          .isEqualTo(IggyStatus.INVALID_TOPIC_SIZE);
      assertThat(
              client.fail(
                  new CreateTopic(
                      TestTopic.STREAM, 1001, CompressionAlgorithm.NONE, 0, 0, 0, "wide")))
          .isEqualTo(IggyStatus.TOO_MANY_PARTITIONS);
    }
  }

  @Test
  void shouldKeepOptionsOverARestart(@TempDir Path folder) {
    EmbeddedIggyOptions options = EmbeddedIggyOptions.builder().dataDirectory(folder).build();
    try (EmbeddedIggyServer server = EmbeddedIggyServer.start(options);
        WireClient client = WireClient.login(server, ProtocolGeneration.VSR)) {
      client.ask(new CreateStream("stream"));
      client.ask(create(0, TopicOption.SEGMENT_SIZE, MIB_8));
    }
    try (EmbeddedIggyServer server = EmbeddedIggyServer.start(options);
        WireClient vsr = WireClient.login(server, ProtocolGeneration.VSR);
        WireClient legacy = WireClient.login(server, ProtocolGeneration.LEGACY)) {
      assertThat(info(vsr).explicitOptions().get("segment_size")).contains(MIB_8);
      Optional<?> seenByLegacy =
          legacy.ask(new GetTopic(TestTopic.STREAM, Identifier.named("topic")));
      assertThat(seenByLegacy).isPresent();
    }
  }
}
