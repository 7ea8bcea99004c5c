// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.ProtocolChoice;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.embedded.ServedProtocols;
import org.apache.iggy.connector.protocol.group.ConsumerGroupDetails;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only a server of 0.9 does to members of a group: it evicts those it hears nothing of. */
@Timeout(60)
class VsrGroupTest {
  private static final Duration SERVER_INTERVAL = Duration.ofMillis(500);
  private static final Identifier NAME = Identifier.named("grouped");
  private static final Identifier GROUP = Identifier.named("readers");
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final EmbeddedIggyServer server =
      EmbeddedIggyServer.start(
          EmbeddedIggyOptions.builder()
              .protocols(ServedProtocols.VSR)
              .heartbeatInterval(SERVER_INTERVAL)
              .build());
  private final IggyClient client = IggyClient.connect(options(0), 1);

  @BeforeEach
  void createTopic() {
    client.streams().create("grouped");
    client.topics().create(NAME, "grouped", 2);
    client.consumerGroups().create(NAME, NAME, "readers");
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    for (int i = 0; i < 10; i++) {
      encoder.add(new byte[] {1}, UserHeaders.empty(), 7);
    }
    client.messages().send(NAME, NAME, Partitioning.partition(0), encoder.batch());
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void shouldStayAMemberWhenItsOwnerWorksLongerThanTheServerWaits() {
    try (GroupReader reader = reader(20)) {
      GroupBatch batch = reader.fetch(30_000);
      int member = memberId();
      long end = System.nanoTime() + SERVER_INTERVAL.multipliedBy(4).toNanos();
      until(() -> System.nanoTime() > end);

      assertThat(memberId()).isEqualTo(member);
      assertThat(batch.cursor().next()).as("the batch is untouched").isTrue();
      assertThat(reader.store(batch.partitionId(), batch.lastOffset())).isTrue();
      assertThat(memberId()).isEqualTo(member);
    }
  }

  @Test
  void shouldJoinAgainAndReadWhatIsNotStoredWhenItWasEvicted() {
    try (GroupReader reader = reader(0)) {
      GroupBatch batch = reader.fetch(30_000);
      int partition = batch.partitionId();
      long last = batch.lastOffset();
      until(() -> members().members().isEmpty());

      assertThat(reader.store(partition, last)).as("it owns the partition once more").isTrue();
      assertThat(members().members()).hasSize(1);
      assertThat(reader.assignment()).containsExactlyInAnyOrder(0, 1);
    }
  }

  private int memberId() {
    return Math.toIntExact(members().members().get(0).id());
  }

  private ConsumerGroupDetails members() {
    return client.consumerGroups().find(NAME, NAME, GROUP).orElseThrow();
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private GroupReader reader(int heartbeatIntervalMillis) {
    return new GroupReader(
        GroupReaderOptions.builder(options(heartbeatIntervalMillis), NAME, NAME, "readers")
            .reconnectPolicy(ReconnectPolicy.builder().initialBackoffMillis(1).build())
            .build());
  }

  private ConnectionOptions options(int heartbeatIntervalMillis) {
    return ConnectionOptions.builder(IggyAddress.of(server.host(), server.port()))
        .protocol(ProtocolChoice.VSR)
        .credentials(Credentials.password("iggy", "iggy"))
        .heartbeatIntervalMillis(heartbeatIntervalMillis)
        .build();
  }
}
