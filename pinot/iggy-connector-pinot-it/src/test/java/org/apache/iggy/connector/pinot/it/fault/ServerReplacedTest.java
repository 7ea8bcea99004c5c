// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.embedded.ServedProtocols;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinotOptions;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server under a running table is replaced by one of the other generation of the protocol, to
 * which the same events were sent again. Offsets begin at 0 there, and no message is one that the
 * table has consumed: what becomes of them is for {@code offset.regress.policy} to say.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ServerReplacedTest {
  private static final int EVENTS = 1_000;
  private static final int MORE = 50;

  @TempDir Path pinotData;
  @TempDir Path serverData;
  private EmbeddedIggyServer server;
  private FaultScene scene;

  @AfterEach
  void stop() {
    scene.close();
    server.close();
  }

  private void start(ServedProtocols protocols, String policy) {
    server = EmbeddedIggyServer.start(EmbeddedIggyOptions.builder().protocols(protocols).build());
    scene =
        new FaultScene(address(), 1, EmbeddedPinotOptions.defaults().withDataDirectory(pinotData));
    scene.startTable(address(), Map.of("offset.regress.policy", policy));
  }

  private IggyAddress address() {
    return IggyAddress.of(server.host(), server.port());
  }

  private void consume(int from, int to) {
    send(server, from, to);
    scene.table().awaitRows(to, FaultScene.DEADLINE);
  }

  private void send(EmbeddedIggyServer to, int from, int end) {
    MessageBatchEncoder batch = new MessageBatchEncoder();
    for (int id = from; id < end; id++) {
      batch.add(Event.json(id), UserHeaders.empty(), 0);
    }
    try (IggyClient client = client(to)) {
      client.messages().send(scene.id(), scene.id(), Partitioning.partition(0), batch.batch());
    }
  }

  private static IggyClient client(EmbeddedIggyServer of) {
    return IggyClient.connect(FaultScene.login(IggyAddress.of(of.host(), of.port())), 1);
  }

  /** The other server has all events when the table meets it. */
  private void replace(ServedProtocols before) {
    ServedProtocols other =
        before == ServedProtocols.VSR ? ServedProtocols.LEGACY : ServedProtocols.VSR;
    EmbeddedIggyOptions.Builder options =
        EmbeddedIggyOptions.builder().protocols(other).dataDirectory(serverData);
    try (EmbeddedIggyServer filled = EmbeddedIggyServer.start(options.build());
        IggyClient client = client(filled)) {
      client.streams().create(scene.name());
      client.topics().create(scene.id(), scene.name(), 1);
      send(filled, 0, EVENTS);
    }
    int port = server.port();
    server.close();
    server = EmbeddedIggyServer.start(options.port(port).build());
  }

  private void assertToldOfTheChange(ServedProtocols before) {
    String change =
        before == ServedProtocols.VSR
            ? "connected to Iggy 0.6 to 0.8, protocol legacy, was Iggy 0.9.0, protocol vsr"
            : "connected to Iggy 0.9.0, protocol vsr, was Iggy 0.6 to 0.8, protocol legacy";
    Poll.until(
        FaultScene.DEADLINE,
        () -> scene.log().plugin().stream().anyMatch(line -> line.contains(change)),
        () -> scene.log().plugin().toString());
    assertThat(scene.log().plugin())
        .filteredOn(line -> line.contains(change))
        .singleElement()
        .asString()
        .startsWith("WARN ");
  }

  private static long amountSum(int from, int to) {
    long sum = 0;
    for (int id = from; id < to; id++) {
      sum += Event.amount(id);
    }
    return sum;
  }

  /** What was consumed before stays, and all that was sent again is consumed again. */
  @ParameterizedTest
  @EnumSource(
      value = ServedProtocols.class,
      names = {"LEGACY", "VSR"})
  void shouldConsumeAllAgainWhenNothingWasCommittedAndToldToRewind(ServedProtocols before) {
    start(before, "rewind");
    consume(0, EVENTS);
    replace(before);

    scene.table().awaitRows(2L * EVENTS, FaultScene.DEADLINE);
    send(server, EVENTS, EVENTS + MORE);
    scene.table().awaitRows(2L * EVENTS + MORE, FaultScene.DEADLINE);
    scene.assertRows(
        2L * EVENTS + MORE, EVENTS + MORE, amountSum(0, EVENTS) + amountSum(0, EVENTS + MORE));
    assertToldOfTheChange(before);
    scene.assertConsuming();
  }

  /** Committed rows cannot be taken back, so that somebody has to decide. */
  @ParameterizedTest
  @EnumSource(
      value = ServedProtocols.class,
      names = {"LEGACY", "VSR"})
  void shouldStopWhenRowsWereCommittedAndToldToRewind(ServedProtocols before) {
    start(before, "rewind");
    consume(0, EVENTS);
    scene.table().commitSegment(FaultScene.DEADLINE);
    replace(before);

    assertThat(scene.awaitStop()).contains(scene.name()).contains("offset.regress.policy");
    scene.assertRows(EVENTS, EVENTS, amountSum(0, EVENTS));
    assertToldOfTheChange(before);
  }

  /** Committed offsets count for the new server too: of the same events each is there once. */
  @ParameterizedTest
  @EnumSource(
      value = ServedProtocols.class,
      names = {"LEGACY", "VSR"})
  void shouldGoOnExactlyWhenAllWasCommittedAndToldToContinue(ServedProtocols before) {
    start(before, "continue");
    consume(0, EVENTS);
    scene.table().commitSegment(FaultScene.DEADLINE);
    replace(before);

    send(server, EVENTS, EVENTS + MORE);
    scene.table().awaitRows(EVENTS + MORE, FaultScene.DEADLINE);
    scene.assertRows(EVENTS + MORE, EVENTS + MORE, amountSum(0, EVENTS + MORE));
    assertToldOfTheChange(before);
    scene.assertConsuming();
  }

  /** What was not committed is there twice. */
  @ParameterizedTest
  @EnumSource(
      value = ServedProtocols.class,
      names = {"LEGACY", "VSR"})
  void shouldConsumeTheSegmentAgainWhenToldToContinue(ServedProtocols before) {
    int committed = 600;
    start(before, "continue");
    consume(0, committed);
    scene.table().commitSegment(FaultScene.DEADLINE);
    consume(committed, EVENTS);
    replace(before);

    long rows = 2L * EVENTS - committed;
    scene.table().awaitRows(rows, FaultScene.DEADLINE);
    scene.assertRows(rows, EVENTS, amountSum(0, EVENTS) + amountSum(committed, EVENTS));
    assertToldOfTheChange(before);
    scene.assertConsuming();
  }

  @ParameterizedTest
  @EnumSource(
      value = ServedProtocols.class,
      names = {"LEGACY", "VSR"})
  void shouldStopWhenToldTo(ServedProtocols before) {
    start(before, "stop");
    consume(0, EVENTS);
    replace(before);

    assertThat(scene.awaitStop()).contains(scene.name());
    scene.assertRows(EVENTS, EVENTS, amountSum(0, EVENTS));
    assertToldOfTheChange(before);
  }
}
