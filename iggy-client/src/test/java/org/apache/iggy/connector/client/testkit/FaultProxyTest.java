// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client sees of each fault. */
@Timeout(60)
class FaultProxyTest {
  private static final int BODY = 100;
  private static final int ANSWER = 8 + BODY;

  private FaultServer server;
  private FaultProxy proxy;

  @BeforeEach
  void start() {
    server =
        FaultServer.start(
            peer -> {
              while (true) {
                peer.readRequest();
                peer.answer(0, new byte[BODY]);
              }
            });
    proxy = FaultProxy.start(server.address());
  }

  @AfterEach
  void stop() {
    proxy.close();
    server.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.address().port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void ask(Socket socket) throws IOException {
    byte[] request =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(4).putInt(1).array();
    socket.getOutputStream().write(request);
  }

  private static byte[] answer(Socket socket) throws IOException {
    byte[] bytes = new byte[ANSWER];
    new DataInputStream(socket.getInputStream()).readFully(bytes);
    return bytes;
  }

  @Test
  void shouldPassRequestsAndAnswersOnWithoutAFault() throws IOException {
    try (Socket socket = connect()) {
      for (int i = 0; i < 3; i++) {
        ask(socket);
        assertThat(answer(socket)).startsWith(0, 0, 0, 0, BODY, 0, 0, 0);
      }
    }
  }

  @Test
  void shouldListenAgainAtOnceWhenItHasRefused() throws IOException {
    for (int i = 0; i < 500; i++) {
      proxy.refuse();
      proxy.listen();
    }
    try (Socket socket = connect()) {
      ask(socket);
      assertThat(answer(socket)).hasSize(ANSWER);
    }
  }

  @Test
  void shouldCutOneOrAllConnections() throws IOException {
    try (Socket one = connect();
        Socket other = connect()) {
      ask(one);
      answer(one);
      ask(other);
      answer(other);
      proxy.cutOne(new Random(1));
      boolean firstCut = isCut(one);
      assertThat(firstCut).isNotEqualTo(isCut(other));
      proxy.cutAll();
      assertThat(isCut(one) && isCut(other)).isTrue();
    }
  }

  private static boolean isCut(Socket socket) {
    try {
      ask(socket);
      answer(socket);
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void shouldCutInTheMiddleOfTheNextAnswerThatIsLongEnough() throws IOException {
    try (Socket socket = connect()) {
      ask(socket);
      answer(socket);
      proxy.cutAnswerAfter(ANSWER);
      ask(socket);
      answer(socket);
      proxy.cutAnswerAfter(50);
      ask(socket);
      assertThat(socket.getInputStream().readAllBytes()).hasSize(50);
      assertThat(proxy.struck()).isEqualTo(1);
    }
  }

  @Test
  void shouldCorruptTheLengthOfOneAnswer() throws IOException {
    try (Socket socket = connect()) {
      proxy.corruptAnswerLength(length -> length + 7);
      ask(socket);
      assertThat(answer(socket)[4]).isEqualTo((byte) (BODY + 7));
      ask(socket);
      assertThat(answer(socket)[4]).isEqualTo((byte) BODY);
    }
  }

  @Test
  void shouldHoldEverythingBackWhileStalledAndPassItOnAfterwards() throws IOException {
    try (Socket before = connect()) {
      ask(before);
      answer(before);
      proxy.stall();
      try (Socket during = connect()) {
        ask(before);
        ask(during);
        during.setSoTimeout(100);
        assertThatThrownBy(() -> answer(during)).isInstanceOf(IOException.class);
        proxy.resume();
        during.setSoTimeout(30_000);
        assertThat(answer(during)).hasSize(ANSWER);
        assertThat(answer(before)).hasSize(ANSWER);
      }
    }
  }

  @Test
  void shouldCutAConnectionThatIsStalled() throws IOException {
    proxy.stall();
    try (Socket socket = connect()) {
      awaitOpen(1);
      proxy.cutAll();
      assertThat(socket.getInputStream().read()).isNegative();
    }
    awaitOpen(0);
  }

  private void awaitOpen(int count) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (proxy.open() != count) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void shouldDelayAndDripAnswersWithoutChangingThem() throws IOException {
    try (Socket socket = connect()) {
      proxy.delayAnswers(100);
      long start = System.nanoTime();
      ask(socket);
      answer(socket);
      assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(99));
      proxy.drip();
      ask(socket);
      assertThat(answer(socket)).startsWith(0, 0, 0, 0, BODY, 0, 0, 0);
    }
  }

  @Test
  void shouldEndAnswersButTakeRequestsWhenHalfClosed() throws IOException {
    try (Socket socket = connect()) {
      ask(socket);
      answer(socket);
      proxy.halfCloseAll();
      assertThatThrownBy(() -> answer(socket)).isInstanceOf(EOFException.class);
      ask(socket);
      ask(socket);
      assertThat(proxy.open()).isEqualTo(1);
    }
  }

  @Test
  void shouldRefuseConnectionsUntilItListensAgain() throws IOException {
    proxy.refuse();
    assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    proxy.listen();
    try (Socket socket = connect()) {
      ask(socket);
      assertThat(answer(socket)).hasSize(ANSWER);
    }
  }

  @Test
  void shouldCutEachConnectionAfterItsShareOfAnswers() throws IOException {
    try (FaultProxy limited = FaultProxy.start(server.address(), number -> 10 * number);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), limited.address().port())) {
      ask(socket);
      assertThat(socket.getInputStream().readAllBytes()).hasSize(10);
    }
  }
}
