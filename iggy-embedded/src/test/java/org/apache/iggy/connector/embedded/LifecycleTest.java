// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.List;
import org.apache.iggy.connector.protocol.group.CreateConsumerGroup;
import org.apache.iggy.connector.protocol.group.GetConsumerGroup;
import org.apache.iggy.connector.protocol.group.JoinConsumerGroup;
import org.apache.iggy.connector.protocol.system.Ping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is the same for clients of either generation. */
@ParameterizedClass
@EnumSource(
    value = ServedProtocols.class,
    names = {"LEGACY", "VSR"})
class LifecycleTest {
  @Parameter private ServedProtocols protocols;

  private EmbeddedIggyServer start() {
    return EmbeddedIggyServer.start(EmbeddedIggyOptions.builder().protocols(protocols).build());
  }

  @Test
  void shouldKeepItsPortAndDataOverAStop() {
    try (EmbeddedIggyServer server = start()) {
      int port = server.port();
      try (WireClient client = WireClient.login(server)) {
        TestTopic.create(client, 1);
        client.ask(TestTopic.send(0, "a"));
        server.stop();
        assertThat(client.isClosedByServer()).isTrue();
      }
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> WireClient.connect(server))
          .withCauseInstanceOf(ConnectException.class);
      server.restart();
      assertThat(server.port()).isEqualTo(port);
      try (WireClient client = WireClient.login(server)) {
        assertThat(Batches.payloads(client.ask(TestTopic.pollFirst(0)))).containsExactly("a");
      }
    }
  }

  @Test
  void shouldGiveTheOffsetsOfALostTailToNewMessages() {
    try (EmbeddedIggyServer server = start();
        WireClient client = WireClient.login(server)) {
      TestTopic.create(client, 1);
      client.ask(TestTopic.send(0, "a", "b", "c"));
      server.loseTail(TestTopic.STREAM.name(), TestTopic.TOPIC.name(), 0, 2);
      client.ask(TestTopic.send(0, "d"));
      assertThat(Batches.payloads(client.ask(TestTopic.pollFirst(0)))).containsExactly("a", "d");
      server.loseTail(TestTopic.STREAM.name(), TestTopic.TOPIC.name(), 0, 100);
      assertThat(Batches.payloads(client.ask(TestTopic.pollFirst(0)))).isEmpty();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> server.loseTail(TestTopic.STREAM.name(), "none", 0, 1))
          .withMessageContaining("/none");
    }
  }

  @Test
  void shouldBreakConnectionsAndAcceptNewOnes() {
    try (EmbeddedIggyServer server = start();
        WireClient client = WireClient.login(server)) {
      server.dropConnections();
      assertThat(client.isClosedByServer()).isTrue();
      try (WireClient next = WireClient.connect(server)) {
        next.ask(new Ping());
      }
    }
  }

  @Test
  void shouldTakeADisconnectedClientOutOfItsGroups() {
    try (EmbeddedIggyServer server = start();
        WireClient observer = WireClient.login(server)) {
      TestTopic.create(observer, 1);
      observer.ask(new CreateConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, "group"));
      try (WireClient member = WireClient.login(server)) {
        member.ask(new JoinConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, TestTopic.GROUP));
      }
      GetConsumerGroup get =
          new GetConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, TestTopic.GROUP);
      Eventually.assertTrue(() -> observer.ask(get).orElseThrow().info().membersCount() == 0);
    }
  }

  @Test
  void shouldLeaveNoThreadBehind() {
    EmbeddedIggyServer server = start();
    String ofThisServer = "iggy-embedded-" + server.port() + "-";
    try (WireClient first = WireClient.login(server);
        WireClient second = WireClient.connect(server)) {
      first.ask(new Ping());
      second.ask(new Ping());
      assertThat(threads(ofThisServer)).hasSize(3);
      server.close();
      assertThat(threads(ofThisServer)).isEmpty();
    }
  }

  private static List<String> threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  @Test
  void shouldNameThePortThatIsTaken() {
    try (EmbeddedIggyServer server = start()) {
      EmbeddedIggyOptions samePort = EmbeddedIggyOptions.builder().port(server.port()).build();
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> EmbeddedIggyServer.start(samePort))
          .withMessageContaining(Integer.toString(server.port()));
    }
  }

  @Test
  void shouldNotRestartOnceClosed() {
    EmbeddedIggyServer server = start();
    server.close();
    server.close();
    assertThatIllegalStateException().isThrownBy(server::restart);
  }

  @Test
  void shouldCheckOptionsAndHideThePassword() {
    EmbeddedIggyOptions.Builder builder = EmbeddedIggyOptions.builder();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.port(70_000))
        .withMessageContaining("port")
        .withMessageContaining("70000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.credentials("name", "se"))
        .withMessageContaining("password")
        .withMessageNotContaining("not se");
    String described = builder.credentials("somebody", "hidden-secret").build().toString();
    assertThat(described).contains("somebody").doesNotContain("hidden-secret");
  }
}
