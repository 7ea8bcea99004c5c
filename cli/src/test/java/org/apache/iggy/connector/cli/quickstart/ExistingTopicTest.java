// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.cli.ResourceStack;
import org.apache.iggy.connector.cli.generator.UserEventGenerator;
import org.apache.iggy.connector.cli.topic.IggyTopic;
import org.apache.iggy.connector.cli.topic.TopicOptions;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.TlsOptions;
import org.apache.iggy.connector.client.writer.BatchWriter;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.embedded.TestCertificate;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A quickstart over a topic of a server that somebody else runs. */
class ExistingTopicTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String PASSWORD = "correct-horse";
  private static final Identifier STREAM = Identifier.named("shop");
  private static final Identifier TOPIC = Identifier.named("orders");
  private static final int PARTITIONS = 2;
  private static final int EVENTS = 2_500;

  @TempDir private Path folder;
  private final ResourceStack resources = new ResourceStack();
  private EmbeddedIggyServer server;
  private IggyClient client;

  private void fillTopic() {
    fillTopic(EmbeddedIggyOptions.builder(), null);
  }

  private void fillTopic(EmbeddedIggyOptions.Builder options, TlsOptions tls) {
    server = resources.add(EmbeddedIggyServer.start(options.credentials("iggy", PASSWORD).build()));
    ConnectionOptions connection =
        ConnectionOptions.builder(IggyAddress.of(server.host(), server.port()))
            .credentials(Credentials.password("iggy", PASSWORD))
            .tls(tls)
            .build();
    client = resources.add(IggyClient.connect(connection, 1));
    client.streams().create("shop");
    client.topics().create(STREAM, "orders", PARTITIONS);
    UserEventGenerator events = new UserEventGenerator(5);
    IggyTopic topic = new IggyTopic(connection, "shop", "orders", Map.of(), Map.of());
    try (BatchWriter writer = topic.newWriter()) {
      for (int i = 0; i < EVENTS; i++) {
        writer.write(events.nextEvent(1_700_000_000_000L + i));
      }
      writer.flush();
    }
  }

  @AfterEach
  void closeAll() {
    resources.close();
  }

  @Test
  void shouldQueryATopicAndLeaveTheServerAsItWas() {
    fillTopic();
    String before = state();
    PinotBackend table = start();

    assertThat(RowArrival.begin(table).await(EVENTS, new PrintWriter(new StringWriter()))).isTrue();
    assertThat(
            table
                .query(
                    "SELECT COUNT(*), MAX(\"timestamp\") - MIN(\"timestamp\") FROM orders", TIMEOUT)
                .rows()
                .get(0))
        .containsExactly((long) EVENTS, (double) (EVENTS - 1));
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void shouldQueryATopicOverTls() throws Exception {
    TestCertificate certificate = TestCertificate.create(folder);
    fillTopic(
        EmbeddedIggyOptions.builder().tls(certificate.serverTls()),
        TlsOptions.builder().caFile(certificate.trusted()).build());
    PinotBackend table = start("--tls-ca", certificate.trusted().toString());

    assertThat(RowArrival.begin(table).await(EVENTS, new PrintWriter(new StringWriter()))).isTrue();
    assertThat(table.description().tableConfigJson())
        .contains("\"stream.iggy.enable.tls\": \"true\"", "stream.iggy.tls.ca.file");
  }

  @Test
  void shouldShowAClustersConfigWithoutThePassword() {
    fillTopic();
    PinotBackend table = start();

    assertThat(table.description().tableConfigJson())
        .contains(
            "\"stream.iggy.password.env\": \"IGGY_PASSWORD\"",
            "\"stream.iggy.stream.id\": \"shop\"")
        .doesNotContain(PASSWORD, "password.file", "\"stream.iggy.password\"");
  }

  /** Everything that reading could change: messages, stored offsets, groups. */
  private String state() {
    StringBuilder state = new StringBuilder();
    state.append(client.topics().find(STREAM, TOPIC).orElseThrow());
    state.append(client.consumerGroups().list(STREAM, TOPIC));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      for (String name : new String[] {"pinot-orders", "0"}) {
        Consumer consumer = Consumer.single(Identifier.named(name));
        state.append(client.consumerOffsets().find(consumer, STREAM, TOPIC, partition));
      }
      state.append(
          client
              .consumerOffsets()
              .find(Consumer.single(Identifier.numeric(0)), STREAM, TOPIC, partition));
    }
    return state.toString();
  }

  private PinotBackend start(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--iggy", server.address()));
    arguments.addAll(List.of("--stream", "shop", "--topic", "orders", "--password", PASSWORD));
    arguments.addAll(List.of(more));
    TopicOptions options =
        CommandLine.populateCommand(new TopicOptions(), arguments.toArray(String[]::new));
    Quickstart quickstart =
        new Quickstart(
            new ExistingTopic(options, Optional.empty(), Optional.empty()),
            resources,
            new PrintWriter(new StringWriter()));
    quickstart.start(0);
    return quickstart.backend();
  }
}
