// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.iggy.connector.client.command.Messages;
import org.apache.iggy.connector.client.command.Streams;
import org.apache.iggy.connector.client.testkit.FaultServer;
import org.apache.iggy.connector.client.testkit.VsrPeer;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.protocol.framing.EvictionReason;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.offset.ConsumerOffset;
import org.apache.iggy.connector.protocol.offset.GetConsumerOffset;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.stream.CreateStream;
import org.apache.iggy.connector.protocol.stream.DeleteStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only a server of 0.9 does to a connection. */
@Timeout(60)
class VsrConnectionTest {
  private static final Identifier STREAM = Identifier.named("stream");
  private static final int NOT_COMMITTED = IggyStatus.TRANSIENT_NOT_COMMITTED.code();
  private static final int NOT_ACCEPTED = IggyStatus.TRANSIENT_NOT_ACCEPTED.code();

  /** What a server of 0.9 does once somebody is logged in. */
  private interface Play {
    void serve(VsrPeer peer) throws IOException;
  }

  @Test
  void shouldTellGenerationAndVersionWhenConnected() {
    try (FaultServer server = serverThat(peer -> {});
        IggyConnection connection = IggyConnection.open(server.options().build())) {
      assertThat(connection.generation()).contains(ProtocolGeneration.VSR);
      assertThat(connection.registration())
          .hasValueSatisfying(told -> assertThat(told.serverVersion()).isEqualTo("0.9.0"));
    }
  }

  @Test
  void shouldGiveEveryRequestItsOwnAnswerWhenTheyComeInAnotherOrder() {
    int count = 5;
    try (FaultServer server =
            serverThat(
                peer -> {
                  List<VsrPeer.Frame> requests = new ArrayList<>();
                  for (int i = 0; i < count; i++) {
                    requests.add(peer.readRequest());
                  }
                  for (int i : new int[] {3, 0, 4, 2, 1}) {
                    peer.answer(requests.get(i), 0, offset(i));
                  }
                });
        IggyConnection connection = IggyConnection.open(server.options().build())) {
      Deadline deadline = Deadline.inMillis(10_000);
      List<PendingResponse<Optional<ConsumerOffset>>> pending = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        pending.add(connection.submit(getOffset(), deadline));
      }
      for (int i : new int[] {1, 0, 2, 4, 3}) {
        assertThat(connection.await(pending.get(i), deadline))
            .hasValueSatisfying(told -> assertThat(told.storedOffset()).isEqualTo(i));
      }
      assertThat(connection.unanswered()).isZero();
      assertThat(connection.isIdleAndAlive()).isTrue();
    }
  }

  @Test
  void shouldKeepARefusalForWhomItIsMeantWhenItComesEarly() {
    try (FaultServer server =
            serverThat(
                peer -> {
                  VsrPeer.Frame first = peer.readRequest();
                  VsrPeer.Frame second = peer.readRequest();
                  peer.answer(second, IggyStatus.UNAUTHORIZED.code());
                  peer.answer(first, 0, offset(1));
                });
        IggyConnection connection = IggyConnection.open(server.options().build())) {
      Deadline deadline = Deadline.inMillis(10_000);
      PendingResponse<?> first = connection.submit(getOffset(), deadline);
      PendingResponse<?> second = connection.submit(getOffset(), deadline);

      assertThat(connection.await(first, deadline)).isNotNull();
      assertThatThrownBy(() -> connection.await(second, deadline)).hasMessageContaining("41");
      assertThat(connection.isOpen()).isTrue();
    }
  }

  @Test
  void shouldDropALateAnswerWhenItsRequestWasGivenUp() {
    try (FaultServer server =
            serverThat(
                peer -> {
                  VsrPeer.Frame slow = peer.readRequest();
                  peer.readRequest();
                  VsrPeer.Frame next = peer.readRequest();
                  peer.answer(slow, 0, offset(1));
                  peer.answer(next, 0, offset(3));
                });
        IggyConnection connection = IggyConnection.open(server.options().build())) {
      Deadline deadline = Deadline.inMillis(10_000);
      PendingResponse<?> slow = connection.submit(getOffset(), deadline);
      PendingResponse<?> lost = connection.submit(getOffset(), deadline);
      assertThatThrownBy(() -> connection.await(slow, Deadline.inMillis(20)))
          .isInstanceOf(IggyTimeoutException.class);
      connection.abandon(slow);
      connection.abandon(lost);

      assertThat(connection.execute(getOffset()))
          .hasValueSatisfying(told -> assertThat(told.storedOffset()).isEqualTo(3));
      assertThat(connection.unanswered()).isZero();
    }
  }

  @Test
  void shouldSendTheSameBytesAgainWhenTheServerCouldNotDecide() {
    List<VsrPeer.Frame> frames = new CopyOnWriteArrayList<>();
    try (FaultServer server =
            serverThat(
                peer -> {
                  for (int status : new int[] {NOT_ACCEPTED, NOT_COMMITTED, 0}) {
                    VsrPeer.Frame frame = peer.readRequest();
                    frames.add(frame);
                    peer.answer(frame, status);
                  }
                });
        IggyConnection connection = IggyConnection.open(server.options().build())) {
      send(connection);

      assertThat(frames).hasSize(3);
      assertThat(frames).allMatch(frame -> frame.number() == frames.get(0).number());
      assertThat(frames.get(1).bytes()).isEqualTo(frames.get(0).bytes());
      assertThat(frames.get(2).bytes()).isEqualTo(frames.get(0).bytes());
    }
  }

  @Test
  void shouldSayThatItIsUndecidedWhenTheServerIsSoUntilTheDeadline() {
    try (FaultServer server =
            serverThat(
                peer -> {
                  while (true) {
                    peer.answer(peer.readRequest(), NOT_COMMITTED);
                  }
                });
        IggyConnection connection =
            IggyConnection.open(server.options().requestTimeoutMillis(1_000).build())) {
      assertThatThrownBy(() -> connection.execute(new CreateStream("stream")))
          .isInstanceOfSatisfying(
              IggyServerException.class,
              e -> {
                assertThat(e.isUndecided()).isTrue();
                assertThat(e.isTransient()).isTrue();
              });
    }
  }

  @Test
  void shouldTakeAChangeForDoneWhenItWasAppliedBeforeItWasSentAgain() {
    try (FaultServer server =
            serverThat(
                peer -> {
                  peer.answer(peer.readRequest(), NOT_COMMITTED);
                  peer.answer(peer.readRequest(), IggyStatus.REQUEST_ALREADY_APPLIED.code());
                  peer.answer(peer.readRequest(), IggyStatus.REQUEST_ALREADY_APPLIED.code());
                });
        IggyConnection connection = IggyConnection.open(server.options().build())) {
      assertThat(connection.execute(new DeleteStream(STREAM))).isNull();
      assertThatThrownBy(() -> connection.execute(new DeleteStream(STREAM)))
          .as("nobody has sent this one twice")
          .hasMessageContaining("59");
    }
  }

  @Test
  void shouldNumberEveryRequestAnewWhenOneWasAnswered() {
    List<Long> numbers = new CopyOnWriteArrayList<>();
    try (FaultServer server =
            serverThat(
                peer -> {
                  while (true) {
                    VsrPeer.Frame frame = peer.read();
                    numbers.add(frame.number());
                    peer.answer(frame, 0, offset(0));
                  }
                });
        IggyConnection connection = IggyConnection.open(server.options().build())) {
      for (int i = 0; i < 5; i++) {
        connection.execute(getOffset());
      }
      assertThat(numbers).hasSize(5).doesNotHaveDuplicates().isSorted().doesNotContain(0L);
    }
  }

  @Test
  void shouldTimeOutWhenTheServerIsSilentOnABatch() {
    try (FaultServer server = serverThat(VsrPeer::read);
        IggyConnection connection =
            IggyConnection.open(server.options().requestTimeoutMillis(1_000).build())) {
      assertThatThrownBy(() -> send(connection)).isInstanceOf(IggyTimeoutException.class);
      assertThat(connection.isOpen()).isFalse();
    }
  }

  @Test
  void shouldEndTheConnectionWithTheReasonWhenEvicted() {
    assertEvicted(7, EvictionReason.SESSION_SUPERSEDED, ErrorCategory.TRANSIENT, "taken");
    assertEvicted(13, EvictionReason.STALE_CLIENT, ErrorCategory.TRANSIENT, "too long");
    assertEvicted(1, EvictionReason.NO_SESSION, ErrorCategory.TRANSIENT, "logged in");
  }

  private static void assertEvicted(
      int code, EvictionReason reason, ErrorCategory category, String words) {
    try (FaultServer server =
            serverThat(
                peer -> {
                  peer.readRequest();
                  peer.evict(code);
                  peer.read();
                });
        IggyConnection connection = IggyConnection.open(server.options().build())) {
      assertThatThrownBy(() -> connection.execute(getOffset()))
          .hasMessageContaining(words)
          .isInstanceOfSatisfying(
              IggyEvictedException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(reason);
                assertThat(e.category()).isEqualTo(category);
              });
      assertThat(connection.isOpen()).isFalse();
    }
  }

  @Test
  void shouldNameBothVersionsWhenTheServerIsOfALaterProtocol() {
    assertThatThrownBy(() -> logInAndBeEvicted(14))
        .hasMessageContaining("0.12.0 to 0.12.2")
        .hasMessageContaining("0.11.0")
        .isInstanceOfSatisfying(
            IggyEvictedException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION));
  }

  @Test
  void shouldTellARefusedLoginAsOneWhenTheServerEvicts() {
    assertThatThrownBy(() -> logInAndBeEvicted(9))
        .isInstanceOfSatisfying(
            IggyServerException.class,
            e -> assertThat(e.status()).isEqualTo(IggyStatus.INVALID_CREDENTIALS));
  }

  private static void logInAndBeEvicted(int reason) {
    try (FaultServer server =
        FaultServer.start(
            peer -> {
              VsrPeer vsr = new VsrPeer(peer);
              vsr.readLogin();
              vsr.evict(reason);
              peer.hold();
            })) {
      IggyConnection.open(server.options().build()).close();
    }
  }

  @Test
  void shouldSayWhatTheServerLacksWhenACommandIsOfTheOtherGeneration() {
    try (FaultServer server = serverThat(peer -> {});
        IggyConnection connection = IggyConnection.open(server.options().build())) {
      assertThatThrownBy(() -> new Messages(connection).flush(STREAM, STREAM, 0, true))
          .isInstanceOf(IggyException.class)
          .hasMessageContaining("FLUSH_UNSAVED_BUFFER")
          .hasMessageContaining("vsr");
      assertThat(connection.isIdleAndAlive()).isTrue();
    }
  }

  @Test
  void shouldReadBackWhatWasMadeWhenItsAnswerIsLost() {
    try (FaultServer server =
            serverThat(
                peer -> {
                  peer.answer(peer.readRequest(), NOT_COMMITTED);
                  peer.answer(peer.readRequest(), IggyStatus.REQUEST_ALREADY_APPLIED.code());
                  peer.answer(peer.readRequest(), IggyStatus.UNAUTHORIZED.code());
                });
        IggyConnection connection = IggyConnection.open(server.options().build())) {
      assertThatThrownBy(() -> new Streams(connection).create("stream"))
          .hasMessageStartingWith("GET_STREAM was refused");
    }
  }

  private static FaultServer serverThat(Play play) {
    return FaultServer.start(
        peer -> {
          VsrPeer vsr = new VsrPeer(peer);
          vsr.logIn();
          play.serve(vsr);
          peer.hold();
        });
  }

  private static GetConsumerOffset getOffset() {
    return new GetConsumerOffset(
        Consumer.single(Identifier.numeric(1)), STREAM, STREAM, OptionalInt.of(0));
  }

  private static byte[] offset(long stored) {
    return ByteBuffer.allocate(20)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0)
        .putLong(9)
        .putLong(stored)
        .array();
  }

  private static void send(IggyConnection connection) {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    encoder.add(new byte[] {1, 2, 3}, UserHeaders.empty(), 1_700_000_000_000_000L);
    encoder.add(new byte[] {4}, UserHeaders.empty(), 1_700_000_000_000_001L);
    connection.execute(
        new SendMessages(STREAM, STREAM, Partitioning.partition(0), encoder.batch()));
  }
}
