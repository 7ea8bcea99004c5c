// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.framing.VsrFraming;
import org.apache.iggy.connector.protocol.group.CreateConsumerGroup;
import org.apache.iggy.connector.protocol.group.JoinConsumerGroup;
import org.apache.iggy.connector.protocol.group.SyncConsumerGroup;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.stream.CreateStream;
import org.apache.iggy.connector.protocol.system.GetStats;
import org.apache.iggy.connector.protocol.user.LoginUser;
import org.apache.iggy.connector.protocol.vsr.VsrHeader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged frames harm nobody but the connection that they came on. */
class VsrFuzzTest {
  private static final int CONNECTIONS = 60;
  private static final int FRAMES = 20;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void shouldServeOthersWhateverItIsSent(long seed) {
    Random random = new Random(seed);
    try (EmbeddedIggyServer server = EmbeddedIggyServer.start();
        WireClient observer = WireClient.login(server, ProtocolGeneration.VSR)) {
      TestTopic.create(observer, 2);
      observer.ask(new CreateConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, "group"));
      observer.ask(TestTopic.send(0, "sound"));
      for (int i = 0; i < CONNECTIONS; i++) {
        try (WireClient broken = WireClient.login(server, ProtocolGeneration.VSR)) {
          for (int frame = 0; frame < FRAMES; frame++) {
            broken.write(damaged(broken, random));
          }
        } catch (UncheckedIOException e) {
          // The server has closed the connection, as it may.
        }
      }
      assertThat(Batches.payloads(observer.ask(TestTopic.pollFirst(0)))).startsWith("sound");
      try (WireClient next = WireClient.connect(server.socketAddress(), new VsrFraming())) {
        next.ask(new LoginUser("iggy", "iggy", "", ""));
        next.ask(TestTopic.send(1, "still there"));
      }
    }
  }

  private static byte[] damaged(WireClient client, Random random) {
    List<Request<?>> requests =
        List.of(
            TestTopic.send(1, "a", "b", "c"),
            TestTopic.poll(TestTopic.CONSUMER, 0, PollingStrategy.next()),
            TestTopic.poll(TestTopic.MEMBER, 0, PollingStrategy.offset(0)),
            TestTopic.store(TestTopic.CONSUMER, 0, 0),
            new JoinConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, TestTopic.GROUP),
            new SyncConsumerGroup(TestTopic.STREAM, TestTopic.TOPIC, TestTopic.GROUP),
            new CreateStream("another " + random.nextInt(1000)),
            new GetStats());
    byte[] frame = client.frame(requests.get(random.nextInt(requests.size())));
    int from = random.nextInt(4) == 0 ? VsrHeader.REQUEST_CLIENT_OFFSET : VsrHeader.LENGTH;
    for (int i = random.nextInt(3); i >= 0 && from < frame.length; i--) {
      frame[from + random.nextInt(frame.length - from)] = (byte) random.nextInt(256);
    }
    return frame;
  }
}
