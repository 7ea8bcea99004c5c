// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.apache.iggy.connector.client.testkit.IggyTarget;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long a fetch waits for a server that is silent, away, or does not let it in. */
@Timeout(60)
class ReaderOutageTest {
  private static final long LONG_MILLIS = 20_000;

  private final PartitionModel model = new PartitionModel();
  private final ReaderListenerTest.RecordingListener listener =
      new ReaderListenerTest.RecordingListener();
  private final CountDownLatch thawed = new CountDownLatch(1);
  private ScriptedServer server;
  private PartitionReader reader;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer(model);
  }

  @AfterEach
  void stop() throws IOException {
    thawed.countDown();
    if (reader != null) {
      reader.close();
    }
    server.close();
  }

  /** Options with limits on connecting and on requests that are far beyond any fetch's. */
  private PartitionReaderOptions.Builder options() {
    ConnectionOptions connection =
        server.connection().connectTimeoutMillis(600_000).requestTimeoutMillis(600_000).build();
    return ScriptedServer.options(connection).listener(listener);
  }

  private PartitionReader reader(PartitionReaderOptions.Builder options) {
    reader = new PartitionReader(options.build());
    return reader;
  }

  private static ReconnectPolicy budget(long millis) {
    return ReconnectPolicy.builder().budgetMillis(millis).initialBackoffMillis(5).build();
  }

  @Test
  void shouldEndTheFetchAtItsTimeoutWhenTheServerAcceptsAndIsSilent() {
    server.onLogin(
        connection -> {
          PartitionReaderTest.awaitUninterrupted(thawed);
          return 0;
        });
    model.append(5);
    reader(options());
    assertThat(reader.fetch(0, 100).isEmpty()).isTrue();
    assertThat(reader.fetch(0, 1_200).isEmpty()).isTrue();
    assertThat(listener.events).containsExactly("silent at 0");
    thawed.countDown();
    assertThat(reader.fetch(0, LONG_MILLIS).count()).isEqualTo(5);
    assertThat(server.connections()).isEqualTo(1);
    assertThat(listener.events).containsExactly("silent at 0", "recovered after 0");
  }

  @Test
  void shouldEndTheFetchAtItsTimeoutWhenTheServerFreezesBetweenTwoAnswers() {
    model.append(5);
    server.onPoll(
        poll -> {
          if (poll.offset() >= 4) {
            PartitionReaderTest.awaitUninterrupted(thawed);
          }
          poll.answer();
        });
    reader(options());
    assertThat(reader.fetch(0, LONG_MILLIS).count()).isEqualTo(5);
    assertThat(reader.fetch(5, 100).isEmpty()).isTrue();
    assertThat(reader.fetch(5, 100).isEmpty()).isTrue();
    model.append(5);
    thawed.countDown();
    assertThat(reader.fetch(5, LONG_MILLIS).count()).isEqualTo(5);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void shouldCountSilenceTowardsTheBudgetAlsoOverSeveralReaders() {
    server.onLogin(
        connection -> {
          PartitionReaderTest.awaitUninterrupted(thawed);
          return 0;
        });
    ReaderContinuity continuity = new ReaderContinuity();
    List<String> outcomes = new ArrayList<>();
    long start = System.nanoTime();
    // Each reader alone would have to wait for its own second of silence at least.
    while (!outcomes.contains("transient")) {
      try (PartitionReader each =
          new PartitionReader(
              options().reconnectPolicy(budget(3_000)).continuity(continuity).build())) {
        assertThat(each.fetch(0, 1_100).isEmpty()).isTrue();
        outcomes.add("empty");
      } catch (IggyException e) {
        assertThat(e.isTransient()).isTrue();
        assertThat(e).hasMessageContaining("has not answered for").hasMessageContaining("3000 ms");
        outcomes.add("transient");
      }
    }
    // A machine that stalls makes fetches longer and fewer, but never the silence shorter.
    assertThat(outcomes).hasSizeBetween(2, 4);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(3));
    assertThat(listener.events).last().isEqualTo("budget exhausted");
  }

  @Test
  void shouldMakeProgressWhenEveryAnswerTakesLongerThanAFetchMay() {
    model.append(30);
    AtomicInteger polls = new AtomicInteger();
    server.onPoll(
        poll -> {
          polls.incrementAndGet();
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
          poll.answer();
        });
    reader(options().batchCount(10));
    assertThat(readWithShortFetches(0, 30)).hasSize(30);
    model.loseFrom(12);
    for (int i = 0; i < 30; i++) {
      model.append(("new " + i).getBytes(UTF_8));
    }
    List<String> read = readWithShortFetches(30, 30);
    assertThat(read).hasSize(30).first().isEqualTo("new 0");
    assertThat(read).doesNotHaveDuplicates();
    assertThat(polls.get()).isLessThan(60);
  }

  private List<String> readWithShortFetches(long from, int count) {
    List<String> read = new ArrayList<>();
    long offset = from;
    while (read.size() < count) {
      FetchedBatch batch = reader.fetch(offset, 3);
      read.addAll(PartitionReaderTest.payloads(batch));
      offset = batch.isEmpty() ? offset : batch.nextOffset();
    }
    return read;
  }

  @Test
  void shouldWaitLongerThanAFetchMayWhileTheServerCannotBeReached() throws IOException {
    model.append(5);
    reader(options().reconnectPolicy(budget(2_000)));
    assertThat(reader.fetch(0, LONG_MILLIS).count()).isEqualTo(5);
    server.close();
    int emptyFetches = 0;
    try {
      while (reader.fetch(5, 200).isEmpty()) {
        emptyFetches++;
      }
    } catch (IggyException e) {
      assertThat(e).hasMessageContaining("gave up after");
    }
    assertThat(emptyFetches).as("of ten that would fit the budget").isLessThan(4);
    assertThat(listener.events).contains("lost at 5", "attempt 2 failed", "attempt 3 failed");
  }

  @Test
  void shouldComeBackWhenALoginIsRefusedAndThenAllowed() throws IOException {
    model.append(10);
    reader(options());
    assertThat(reader.fetch(0, LONG_MILLIS).count()).isEqualTo(10);
    refuseLoginsUpTo(4);
    model.append(10);
    server.cutAll();
    assertThat(reader.fetch(10, LONG_MILLIS).count()).isEqualTo(10);
    assertThat(server.connections()).isEqualTo(4);
    assertThat(listener.events).last().isEqualTo("recovered after 3");
  }

  @Test
  void shouldTryTheFirstLoginAgainOnlyWhenItIsTold() throws IOException {
    model.append(10);
    refuseLoginsUpTo(3);
    reader(options());
    assertThatThrownBy(() -> reader.fetch(0, LONG_MILLIS))
        .isInstanceOfSatisfying(IggyException.class, e -> assertThat(e.isTransient()).isFalse());
    reader.close();
    reader(options().retriesRefusedLogins(true));
    assertThat(reader.fetch(0, LONG_MILLIS).count()).isEqualTo(10);
    assertThat(server.connections()).isEqualTo(3);
  }

  @Test
  void shouldSayThatTheLoginWasRefusedWhenTheBudgetIsUsedUp() {
    server.onLogin(connection -> IggyStatus.PERSONAL_ACCESS_TOKEN_EXPIRED.code());
    reader(options().retriesRefusedLogins(true).reconnectPolicy(budget(100)));
    assertThatThrownBy(() -> reader.fetch(0, LONG_MILLIS))
        .isInstanceOfSatisfying(IggyException.class, e -> assertThat(e.isTransient()).isTrue())
        .hasMessageContaining("LOGIN_USER was refused")
        .hasMessageContaining("PERSONAL_ACCESS_TOKEN_EXPIRED");
  }

  private void refuseLoginsUpTo(int connections) {
    server.onLogin(
        connection -> connection < connections ? IggyStatus.INVALID_CREDENTIALS.code() : 0);
  }

  @Test
  void shouldGoOnWhenTheOffsetIsRemovedAndTheServerAnswersWithNothing() {
    model.append(40);
    model.deleteBefore(25);
    // What a real 0.8.0 does when everything that is left lies in its memory only.
    server.onPoll(
        poll -> {
          boolean byOffset =
              poll.request().strategy().equals(PollingStrategy.offset(poll.offset()));
          if (byOffset && poll.offset() < 25) {
            poll.send(PartitionModel.frame(0, 39, 0, Collections.emptyList()));
          } else {
            poll.answer();
          }
        });
    reader(options());
    FetchedBatch batch = reader.fetch(10, LONG_MILLIS);
    assertThat(batch.hasGap()).isTrue();
    assertThat(batch.firstOffset()).isEqualTo(25);
    assertThat(batch.count()).isEqualTo(15);
    assertThat(listener.events).containsExactly("missing 10 to 24");
    assertThat(server.polls()).hasSize(3);
  }

  @Test
  void shouldFindAServerWhoseNameCouldNotBeResolvedAtFirst(@TempDir Path folder) throws Exception {
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
    try (IggyTarget target = IggyTarget.start()) {
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Djdk.net.hosts.file=" + hosts,
                  "-Dsun.net.inetaddr.negative.ttl=0",
                  "-cp",
                  System.getProperty("java.class.path"),
                  UnresolvedName.class.getName(),
                  Integer.toString(target.address().port()))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (java.io.BufferedReader out =
          new java.io.BufferedReader(
              new java.io.InputStreamReader(child.getInputStream(), UTF_8))) {
        assertThat(out.readLine()).contains("cannot be resolved");
        Files.writeString(hosts, "127.0.0.1 localhost\n127.0.0.1 iggy.test\n");
        assertThat(out.readLine()).contains("STREAM_ID_NOT_FOUND");
      } finally {
        child.destroyForcibly();
      }
    }
  }

  /** Fetches from a server under a name, and prints what goes wrong first and last. */
  static final class UnresolvedName {
    private UnresolvedName() {}

    public static void main(String[] arguments) {
      ReaderListener printing =
          new ReaderListener() {
            @Override
            public void connectionLost(long offset, IggyException cause) {
              System.out.println(cause.getMessage());
            }
          };
      ConnectionOptions connection =
          ConnectionOptions.builder(IggyAddress.of("iggy.test", Integer.parseInt(arguments[0])))
              .credentials(org.apache.iggy.connector.client.Credentials.password("iggy", "iggy"))
              .build();
      PartitionReaderOptions options =
          PartitionReaderOptions.builder(
                  connection, Identifier.named("none"), Identifier.named("none"), 0)
              .listener(printing)
              .reconnectPolicy(budget(LONG_MILLIS))
              .build();
      try (PartitionReader reader = new PartitionReader(options)) {
        reader.fetch(0, LONG_MILLIS);
      } catch (IggyException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
