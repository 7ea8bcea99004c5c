// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.apache.iggy.connector.client.testkit.FreePorts;
import org.apache.iggy.connector.client.writer.BatchWriter;
import org.apache.iggy.connector.client.writer.BatchWriterOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.embedded.ServedProtocols;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reader whose server is replaced by one of the other generation, with its data sent anew. */
@Timeout(120)
class GenerationChangeTest {
  private static final Identifier NAME = Identifier.named("moved");
  private static final long LONG_MILLIS = 30_000;

  private final int port = FreePorts.next();
  private final ConnectionOptions connection =
      ConnectionOptions.builder(IggyAddress.of("127.0.0.1", port))
          .credentials(Credentials.password("iggy", "iggy"))
          .connectTimeoutMillis(4_000)
          .build();

  @Test
  void shouldReadOnFromTheFirstMessageWhenAnUpgradedServerHasTheDataAnewAndWhenItGoesBack() {
    assertFollowed(ServedProtocols.LEGACY, ServedProtocols.VSR, ServedProtocols.LEGACY);
  }

  @Test
  void shouldReadOnFromTheFirstMessageWhenADowngradedServerHasTheDataAnew() {
    assertFollowed(ServedProtocols.VSR, ServedProtocols.LEGACY);
  }

  private void assertFollowed(ServedProtocols... generations) {
    PartitionReaderOptions options =
        PartitionReaderOptions.builder(connection, NAME, NAME, 0)
            .lowestOffset(0)
            .regressPolicy(OffsetRegressPolicy.REWIND)
            .reconnectPolicy(
                ReconnectPolicy.builder().initialBackoffMillis(5).maxBackoffMillis(50).build())
            .build();
    try (PartitionReader reader = new PartitionReader(options)) {
      long next = 0;
      int count = 50;
      for (ServedProtocols generation : generations) {
        count += 50;
        try (EmbeddedIggyServer server = start(generation)) {
          fill(count);
          List<String> read = new ArrayList<>();
          long regressesBefore = reader.counters().regresses();
          while (read.size() < count) {
            FetchedBatch batch = reader.fetch(next, LONG_MILLIS);
            read.addAll(PartitionReaderTest.payloads(batch));
            next = batch.nextOffset();
          }
          assertThat(read).as(generation + " once each").isEqualTo(expected(count));
          assertThat(reader.counters().regresses() - regressesBefore)
              .isEqualTo(generation == generations[0] && count == 100 ? 0 : 1);
          assertThat(server.address()).isNotNull();
        }
      }
    }
  }

  private EmbeddedIggyServer start(ServedProtocols generation) {
    return EmbeddedIggyServer.start(
        EmbeddedIggyOptions.builder().port(port).protocols(generation).build());
  }

  private void fill(int count) {
    try (IggyClient client = IggyClient.connect(connection, 1)) {
      client.streams().create("moved");
      client.topics().create(NAME, "moved", 1);
    }
    BatchWriterOptions options =
        BatchWriterOptions.builder(connection, NAME, NAME).maxBatchMessages(7).build();
    try (BatchWriter writer = new BatchWriter(options)) {
      for (String payload : expected(count)) {
        writer.write(Partitioning.partition(0), payload.getBytes(UTF_8), UserHeaders.empty());
      }
      writer.flush();
    }
  }

  private static List<String> expected(int count) {
    List<String> payloads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      payloads.add(PartitionModel.payload(i));
    }
    return payloads;
  }
}
