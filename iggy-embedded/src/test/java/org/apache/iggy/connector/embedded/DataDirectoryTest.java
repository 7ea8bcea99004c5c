// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.protocol.framing.LegacyFraming;
import org.apache.iggy.connector.protocol.group.CreateConsumerGroup;
import org.apache.iggy.connector.protocol.group.GetConsumerGroup;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.stream.CreateStream;
import org.apache.iggy.connector.protocol.stream.DeleteStream;
import org.apache.iggy.connector.protocol.stream.GetStream;
import org.apache.iggy.connector.protocol.token.CreatePersonalAccessToken;
import org.apache.iggy.connector.protocol.token.LoginWithPersonalAccessToken;
import org.apache.iggy.connector.protocol.topic.TopicDetails;
import org.apache.iggy.connector.protocol.user.CreateUser;
import org.apache.iggy.connector.protocol.user.GetUser;
import org.apache.iggy.connector.protocol.user.GlobalPermission;
import org.apache.iggy.connector.protocol.user.LoginUser;
import org.apache.iggy.connector.protocol.user.Permissions;
import org.apache.iggy.connector.protocol.user.UserStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  private static final Permissions POLLING = Permissions.of(GlobalPermission.POLL_MESSAGES);

  @TempDir Path directory;

  private EmbeddedIggyServer start() {
    return EmbeddedIggyServer.start(EmbeddedIggyOptions.builder().dataDirectory(directory).build());
  }

  private static String fill(WireClient client) {
    client.ask(new CreateStream("gone"));
    TestTopic.create(client, 2);
    client.ask(new DeleteStream(Identifier.named("gone")));
    client.ask(new CreateConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, "group"));
    client.ask(TestTopic.send(1, "a", "b", "c"));
    client.ask(TestTopic.store(TestTopic.CONSUMER, 1, 1));
    client.ask(new CreateUser("poller", "secret", UserStatus.ACTIVE, Optional.of(POLLING)));
    return client.ask(new CreatePersonalAccessToken("token", 0)).token();
  }

  private static void assertFilled(WireClient client, String token) {
    TopicDetails topic = client.ask(TestTopic.get()).orElseThrow();
    assertThat(topic.partitions()).hasSize(2);
    assertThat(topic.info().messagesCount()).isEqualTo(3);
    assertThat(client.ask(new GetStream(TestTopic.STREAM)).orElseThrow().info().id()).isOne();
    assertThat(client.ask(new GetStream(Identifier.numeric(0)))).isEmpty();
    assertThat(Batches.payloads(client.ask(TestTopic.pollFirst(1)))).containsExactly("a", "b", "c");
    assertThat(client.ask(TestTopic.stored(TestTopic.CONSUMER, 1)).orElseThrow().storedOffset())
        .isOne();
    GetConsumerGroup getGroup =
        new GetConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, TestTopic.GROUP);
    assertThat(client.ask(getGroup).orElseThrow().info().partitionsCount()).isEqualTo(2);
    assertThat(client.ask(new GetUser(Identifier.named("poller"))).orElseThrow().permissions())
        .contains(POLLING);
    client.ask(new LoginWithPersonalAccessToken(token));
    client.ask(new LoginUser("poller", "secret", "", ""));
  }

  @Test
  void shouldKeepEverythingOverARestart() {
    String token;
    try (EmbeddedIggyServer server = start();
        WireClient client = WireClient.login(server)) {
      token = fill(client);
    }
    try (EmbeddedIggyServer server = start();
        WireClient client = WireClient.login(server)) {
      assertFilled(client, token);
    }
    try (EmbeddedIggyServer server = start();
        WireClient client = WireClient.login(server)) {
      client.ask(TestTopic.send(1, "d"));
      assertThat(Batches.offsets(client.ask(TestTopic.pollFirst(1))))
          .containsExactly(0L, 1L, 2L, 3L);
    }
  }

  @Test
  void shouldKeepWhatWasAcknowledgedBeforeAKill() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledServer.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String token;
    try (BufferedReader output =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        WireClient client = WireClient.connect(address(output.readLine()), new LegacyFraming())) {
      client.ask(new LoginUser("iggy", "iggy", "", ""));
      token = fill(client);
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    try (EmbeddedIggyServer server = start();
        WireClient client = WireClient.login(server)) {
      assertFilled(client, token);
    }
  }

  private static InetSocketAddress address(String port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
  }

  /** The server that is killed, in a process of its own. */
  static final class KilledServer {
    private KilledServer() {}

    public static void main(String[] arguments) throws InterruptedException {
      EmbeddedIggyServer server =
          EmbeddedIggyServer.start(
              EmbeddedIggyOptions.builder().dataDirectory(Path.of(arguments[0])).build());
      System.out.println(server.port());
      Thread.currentThread().join();
    }
  }

  @Test
  void shouldNotServeMessagesOfADeletedTopicUnderItsOldIds() {
    try (EmbeddedIggyServer server = start();
        WireClient client = WireClient.login(server)) {
      TestTopic.create(client, 1);
      client.ask(TestTopic.send(0, "old"));
      client.ask(new DeleteStream(TestTopic.STREAM));
      TestTopic.create(client, 1);
      assertThat(client.ask(new GetStream(TestTopic.STREAM)).orElseThrow().info().id()).isZero();
      assertThat(client.ask(TestTopic.pollFirst(0)).count()).isZero();
    }
  }

  @Test
  void shouldRefuseAFolderThatIsInUse() {
    try (EmbeddedIggyServer server = start()) {
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(this::start)
          .withMessageContaining(directory.toString());
      assertThat(server.port()).isPositive();
    }
  }

  @Test
  void shouldNameADamagedFile() throws IOException {
    try (EmbeddedIggyServer server = start();
        WireClient client = WireClient.login(server)) {
      TestTopic.create(client, 1);
    }
    Path metadata = directory.resolve("metadata");
    byte[] bytes = Files.readAllBytes(metadata);
    bytes[bytes.length / 2] ^= 1;
    Files.write(metadata, bytes);
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(this::start)
        .withMessageContaining(metadata.toString())
        .withMessageContaining("damaged");
  }

  @Test
  void shouldKeepNoSecretInTheClear() throws IOException {
    String token;
    try (EmbeddedIggyServer server = start();
        WireClient client = WireClient.login(server)) {
      token = fill(client);
      assertThat(client.fail(new LoginUser("poller", "wrong", "", "")))
          .isEqualTo(IggyStatus.INVALID_CREDENTIALS);
    }
    String stored = Files.readString(directory.resolve("metadata"), StandardCharsets.ISO_8859_1);
    assertThat(stored).contains("poller").doesNotContain("secret").doesNotContain(token);
  }
}
