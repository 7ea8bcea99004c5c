// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.iggy.connector.client.command.Messages;
import org.apache.iggy.connector.client.command.ServerInfo;
import org.apache.iggy.connector.client.testkit.FaultServer;
import org.apache.iggy.connector.client.testkit.Waiter;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.system.GetMe;
import org.apache.iggy.connector.protocol.system.Ping;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server can do to a connection: each fault ends in an exception, by the deadline. */
@Timeout(60)
class ConnectionFaultTest {
  private static final int SHORT_MILLIS = 150;
  private static final int FOREVER_MILLIS = 3_600_000;
  private static final Identifier ANY = Identifier.numeric(1);

  @Test
  void shouldTimeOutWhenTheServerAcceptsAndNeverAnswers() {
    try (FaultServer server = FaultServer.start(peer -> peer.hold())) {
      assertThatThrownBy(
              () ->
                  IggyConnection.open(server.options().connectTimeoutMillis(SHORT_MILLIS).build()))
          .isInstanceOf(IggyTimeoutException.class)
          .hasMessage(server.address() + " did not give an answer within 150 ms");
    }
  }

  @Test
  void shouldTimeOutWhenTheServerStopsWithinAHeader() {
    assertTimesOut(new byte[] {0, 0, 0});
  }

  @Test
  void shouldTimeOutWhenTheServerStopsWithinABody() {
    assertTimesOut(new byte[] {0, 0, 0, 0, 100, 0, 0, 0, 1, 2, 3});
  }

  @Test
  void shouldTimeOutWhenTheServerDripsBytesSlowerThanTheDeadline() {
    try (FaultServer server =
        FaultServer.start(
            peer -> {
              peer.logIn();
              peer.readRequest();
              peer.send(new byte[] {0, 0, 0, 0, -1, 0, 0, 0});
              while (true) {
                peer.send((byte) 1);
                Thread.sleep(10);
              }
            })) {
      assertTimesOut(server);
    }
  }

  @Test
  void shouldSayThatTheConnectionIsLostWhenTheServerClosesAtOnce() {
    try (FaultServer server = FaultServer.start(peer -> {})) {
      assertThatThrownBy(() -> IggyConnection.open(server.options().build()))
          .isInstanceOfSatisfying(IggyException.class, e -> assertThat(e.isTransient()).isTrue())
          .hasMessageContaining("lost the connection to " + server.address());
    }
  }

  @Test
  void shouldSayThatTheConnectionIsLostWhenTheServerClosesWithinAnAnswer() {
    assertBroken(ErrorCategory.TRANSIENT, 0, 0, 0, 0, 100, 0, 0, 0, 1, 2, 3)
        .hasMessageContaining("the server closed the connection");
  }

  @Test
  void shouldRefuseTheAnswerWhenItsHeaderIsGarbage() {
    assertBroken(ErrorCategory.TRANSIENT, -1, -1, -1, -1, 0, 0, 0, 0)
        .hasMessageContaining("is no status");
  }

  @Test
  void shouldRefuseTheAnswerWhenItsBodyIsGarbage() {
    assertBroken(ErrorCategory.TRANSIENT, 0, 0, 0, 0, 3, 0, 0, 0, 1, 2, 3)
        .hasMessageContaining("reading the answer to GET_ME");
  }

  @Test
  void shouldRefuseTheAnswerWithoutReadingItWhenItIsOverTheLimit() {
    assertBroken(ErrorCategory.PERMANENT, 0, 0, 0, 0, -1, -1, -1, -1)
        .isInstanceOf(FrameTooLargeException.class)
        .hasMessageContaining("4294967295 bytes");
  }

  @Test
  void shouldTimeOutWhenTheServerNeverReads() {
    try (FaultServer server = stopsReadingAfterLogin();
        IggyConnection connection =
            IggyConnection.open(server.options().requestTimeoutMillis(SHORT_MILLIS).build())) {
      assertThatThrownBy(() -> sendMoreThanTheKernelHolds(connection))
          .isInstanceOf(IggyTimeoutException.class)
          .hasMessageContaining("room to send within 150 ms");
      assertThat(connection.isOpen()).isFalse();
    }
  }

  @Test
  void shouldTimeOutWhenNobodyAcceptsTheConnection() throws IOException {
    List<SocketChannel> waiting = new ArrayList<>();
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      fillBacklog(listener, waiting);
      IggyAddress address = IggyAddress.of("127.0.0.1", listener.getLocalPort());

      assertThatThrownBy(
              () ->
                  IggyConnection.open(
                      ConnectionOptions.builder(address)
                          .connectTimeoutMillis(SHORT_MILLIS)
                          .build()))
          .isInstanceOf(IggyTimeoutException.class)
          .hasMessageContaining("the connection within 150 ms");
    } finally {
      for (SocketChannel channel : waiting) {
        channel.close();
      }
    }
  }

  @Test
  void shouldSayWhatToCheckWhenNobodyListens() throws IOException {
    int port;
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = listener.getLocalPort();
    }
    IggyAddress address = IggyAddress.of("127.0.0.1", port);

    assertThatThrownBy(() -> IggyConnection.open(ConnectionOptions.builder(address).build()))
        .isInstanceOf(IggyException.class)
        .hasMessageContaining("cannot connect to " + address)
        .hasMessageContaining("check host and port");
  }

  @Test
  void shouldEndTheWaitForAnAnswerWhenClosedByAnotherThread() throws Exception {
    try (FaultServer server = neverAnswersAfterLogin()) {
      IggyConnection connection = IggyConnection.open(patient(server));
      Waiter waiter = Waiter.start(() -> connection.execute(new Ping()));
      waiter.awaitWaiting();

      connection.close();

      assertThat(waiter.failure())
          .isInstanceOf(IggyException.class)
          .hasMessageContaining("was closed while waiting for the answer to PING");
    }
  }

  @Test
  void shouldEndTheWaitForRoomToSendWhenClosedByAnotherThread() throws Exception {
    try (FaultServer server = stopsReadingAfterLogin()) {
      IggyConnection connection = IggyConnection.open(patient(server));
      Waiter waiter = Waiter.start(() -> sendMoreThanTheKernelHolds(connection));
      waiter.awaitWaiting();

      connection.close();

      assertThat(waiter.failure()).hasMessageContaining("was closed while sending SEND_MESSAGES");
    }
  }

  @Test
  void shouldEndConnectingWhenClosedByAnotherThread() throws Exception {
    try (FaultServer server = FaultServer.start(peer -> peer.hold())) {
      IggyConnection connection = IggyConnection.unconnected(patient(server));
      Waiter waiter = Waiter.start(connection::connect);
      waiter.awaitWaiting();

      connection.close();

      assertThat(waiter.failure()).hasMessage("closed while connecting to " + server.address());
    }
  }

  @Test
  void shouldNotConnectWhenClosedBefore() {
    try (FaultServer server = FaultServer.start(peer -> peer.hold())) {
      IggyConnection connection = IggyConnection.unconnected(patient(server));
      connection.close();

      assertThatThrownBy(connection::connect).hasMessageContaining("closed while connecting");
    }
  }

  @Test
  void shouldCloseTheConnectionAndKeepTheFlagWhenARequestIsInterrupted() throws Exception {
    try (FaultServer server = neverAnswersAfterLogin();
        IggyConnection connection = IggyConnection.open(patient(server))) {
      Waiter waiter = Waiter.start(() -> connection.execute(new Ping()));
      waiter.awaitWaiting();

      waiter.interrupt();

      assertThat(waiter.failure()).isInstanceOf(IggyInterruptedException.class);
      assertThat(waiter.endedInterrupted()).isTrue();
      assertThat(connection.isOpen()).isFalse();
    }
  }

  @Test
  void shouldAwaitTheAnswerAgainWhenTheFirstWaitWasInterruptedOrTimedOut() {
    CountDownLatch mayAnswer = new CountDownLatch(1);
    try (FaultServer server =
            FaultServer.start(
                peer -> {
                  peer.logIn();
                  peer.readRequest();
                  mayAnswer.await();
                  peer.answer(0);
                  peer.hold();
                });
        IggyConnection connection = IggyConnection.open(patient(server))) {
      PendingResponse<Void> pending =
          connection.submit(new Ping(), Deadline.inMillis(FOREVER_MILLIS));
      assertThatThrownBy(() -> connection.await(pending, Deadline.inMillis(10)))
          .isInstanceOf(IggyTimeoutException.class);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> connection.await(pending, Deadline.inMillis(FOREVER_MILLIS)))
          .isInstanceOf(IggyInterruptedException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(connection.isOpen()).isTrue();

      mayAnswer.countDown();

      connection.await(pending, Deadline.inMillis(FOREVER_MILLIS));
      assertThat(connection.isIdleAndAlive()).isTrue();
    }
  }

  private static ConnectionOptions patient(FaultServer server) {
    return server
        .options()
        .connectTimeoutMillis(FOREVER_MILLIS)
        .requestTimeoutMillis(FOREVER_MILLIS)
        .build();
  }

  private static FaultServer neverAnswersAfterLogin() {
    return FaultServer.start(
        peer -> {
          peer.logIn();
          peer.readRequest();
          peer.hold();
        });
  }

  private static FaultServer stopsReadingAfterLogin() {
    return FaultServer.start(
        peer -> {
          peer.logIn();
          peer.hold();
        });
  }

  private static void assertTimesOut(byte[] partOfAnAnswer) {
    try (FaultServer server =
        FaultServer.start(
            peer -> {
              peer.logIn();
              peer.readRequest();
              peer.send(partOfAnAnswer);
              peer.hold();
            })) {
      assertTimesOut(server);
    }
  }

  private static void assertTimesOut(FaultServer server) {
    try (IggyConnection connection =
        IggyConnection.open(server.options().requestTimeoutMillis(SHORT_MILLIS).build())) {
      assertThatThrownBy(() -> connection.execute(new GetMe()))
          .isInstanceOf(IggyTimeoutException.class)
          .hasMessageContaining("within 150 ms");
      assertThat(connection.isOpen()).isFalse();
    }
  }

  /** The failure of a request that is answered by these bytes and the end of the connection. */
  private static AbstractThrowableAssert<?, ? extends Throwable> assertBroken(
      ErrorCategory category, int... answer) {
    byte[] bytes = new byte[answer.length];
    for (int i = 0; i < answer.length; i++) {
      bytes[i] = (byte) answer[i];
    }
    try (FaultServer server =
            FaultServer.start(
                peer -> {
                  peer.logIn();
                  peer.readRequest();
                  peer.send(bytes);
                });
        IggyConnection connection = IggyConnection.open(server.options().build())) {
      AbstractThrowableAssert<?, ? extends Throwable> failure =
          assertThatThrownBy(() -> new ServerInfo(connection).me())
              .isInstanceOfSatisfying(
                  IggyException.class, e -> assertThat(e.category()).isEqualTo(category));
      assertThat(connection.isOpen()).isFalse();
      return failure;
    }
  }

  private static void sendMoreThanTheKernelHolds(IggyConnection connection) {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    encoder.add(new byte[32 * 1024 * 1024], UserHeaders.empty(), 0);
    new Messages(connection).send(ANY, ANY, Partitioning.balanced(), encoder.batch());
  }

  /** Connects until the kernel answers no more. */
  private static void fillBacklog(ServerSocket listener, List<SocketChannel> waiting)
      throws IOException {
    for (int i = 0; i < 16; i++) {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()));
      waiting.add(channel);
    }
  }
}
