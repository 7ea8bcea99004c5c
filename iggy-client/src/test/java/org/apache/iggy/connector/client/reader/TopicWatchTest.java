// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.testkit.IggyTarget;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.user.GlobalPermission;
import org.apache.iggy.connector.protocol.user.Permissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Readers of a quiet topic that look for messages together, on a whole server. */
class TopicWatchTest {
  private static final long LONG_MILLIS = 60_000;
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(15);

  private final IggyTarget target = IggyTarget.start();
  private final IggyClient client = target.client();
  private final Identifier stream = target.createStream(client);
  private final Identifier topic = Identifier.named("quiet");
  private final TopicWatch watch = new TopicWatch();
  private final List<PollSession> sessions = new ArrayList<>();
  private final List<Background<?>> readers = new ArrayList<>();
  private volatile boolean over;

  @BeforeEach
  void createTopic() {
    client.topics().create(stream, "quiet", 4);
  }

  @AfterEach
  void close() throws Exception {
    over = true;
    sessions.forEach(this::end);
    for (Background<?> reader : readers) {
      reader.result();
    }
    client.close();
    target.close();
  }

  private void end(PollSession session) {
    session.close();
    watch.wake(session);
  }

  private PollSession session(ConnectionOptions connection, int partition) {
    PartitionReaderOptions options =
        PartitionReaderOptions.builder(connection, stream, topic, partition).build();
    PollSession session = new PollSession(options, new ReaderCounters());
    assertThat(session.connect(Deadline.inMillis(LONG_MILLIS))).isTrue();
    sessions.add(session);
    return session;
  }

  private PollSession session(int partition) {
    return session(target.options().build(), partition);
  }

  /** One wait; whether it was over before its deadline. */
  private boolean wait(PollSession session, long next, long currentOffset) {
    Deadline deadline = Deadline.inMillis(LONG_MILLIS);
    watch.await(session, next, currentOffset, INTERVAL_NANOS, deadline);
    return !deadline.hasPassed();
  }

  @Test
  void shouldLookAsOftenAsTheOneWhoWantsItMostOften() throws Exception {
    PollSession patient = session(0);
    long patientNanos = TimeUnit.MILLISECONDS.toNanos(LONG_MILLIS);
    Background<Boolean> first =
        Background.run(
            () -> watch.await(patient, 0, 0, patientNanos, Deadline.inMillis(LONG_MILLIS)));
    first.awaitWaiting();
    PollSession session = session(1);
    Background<Boolean> reader = Background.run(() -> wait(session, 0, 0));
    reader.awaitWaiting();
    send(1);
    assertThat(reader.result()).isTrue();
    end(patient);
    first.result();
  }

  /** A reader that waits on and on, so that others are not alone. */
  private void keepWaiting(int partition) {
    PollSession session = session(partition);
    Background<Integer> reader =
        Background.run(
            () -> {
              int waits = 0;
              while (!over && session.isConnected()) {
                try {
                  wait(session, 0, 0);
                } catch (IggyException e) {
                  break;
                }
                waits++;
              }
              return waits;
            });
    readers.add(reader);
    reader.awaitWaiting();
  }

  private void send(int partition) {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    encoder.add("late".getBytes(UTF_8), UserHeaders.empty(), 1);
    client.execute(
        new SendMessages(stream, topic, Partitioning.partition(partition), encoder.batch()));
  }

  @Test
  void shouldWakeTheReaderWhosePartitionGotAMessage() throws Exception {
    keepWaiting(0);
    PollSession session = session(1);
    Background<Boolean> reader = Background.run(() -> wait(session, 0, 0));
    send(1);
    assertThat(reader.result()).isTrue();
  }

  @Test
  void shouldWakeTheReaderWhenItsMessageCameBeforeItWaited() throws Exception {
    keepWaiting(0);
    send(1);
    PollSession session = session(1);
    assertThat(Background.run(() -> wait(session, 0, 0)).result()).isTrue();
  }

  @Test
  void shouldWakeTheReaderWhenItsPartitionIsPurged() throws Exception {
    send(1);
    send(1);
    keepWaiting(0);
    PollSession session = session(1);
    Background<Boolean> reader = Background.run(() -> wait(session, 2, 1));
    reader.awaitWaiting();
    client.topics().purge(stream, topic);
    assertThat(reader.result()).isTrue();
  }

  @Test
  void shouldGoOnWatchingWhenTheOneWhoAskedIsClosed() throws Exception {
    keepWaiting(0);
    keepWaiting(2);
    PollSession session = session(1);
    Background<Boolean> reader = Background.run(() -> wait(session, 0, 0));
    reader.awaitWaiting();
    end(sessions.get(0));
    send(1);
    assertThat(reader.result()).isTrue();
  }

  @Test
  void shouldEndAWaitWhenItsReaderIsClosed() throws Exception {
    keepWaiting(0);
    PollSession session = session(1);
    Background<Boolean> reader = Background.run(() -> wait(session, 0, 0));
    reader.awaitWaiting();
    end(session);
    assertThat(reader.result()).isTrue();
  }

  @Test
  void shouldEndAWaitWhenItsThreadIsInterrupted() throws Exception {
    keepWaiting(0);
    PollSession session = session(1);
    Background<Boolean> reader = Background.run(() -> wait(session, 0, 0));
    reader.awaitWaiting();
    reader.interrupt();
    assertThat(reader.result()).isTrue();
  }

  @Test
  void shouldWaitOneIntervalOnlyWhenAlone() {
    assertThat(wait(session(1), 0, 0)).isTrue();
  }

  @Test
  void shouldLetEachLookForItselfWhenTheServerDoesNotTell() throws Exception {
    String name = "poller-" + UUID.randomUUID().toString().substring(0, 8);
    client.users().create(name, "secret", Permissions.of(GlobalPermission.POLL_MESSAGES));
    ConnectionOptions poller =
        target.options().credentials(Credentials.password(name, "secret")).build();
    PollSession first = session(poller, 0);
    PollSession second = session(poller, 1);
    Background<Boolean> reader = Background.run(() -> wait(first, 0, 0));
    assertThat(wait(second, 0, 0)).isTrue();
    assertThat(reader.result()).isTrue();
    client.users().delete(Identifier.named(name));
  }

  @Test
  void shouldWakeAllWhenTheTopicIsDeleted() throws Exception {
    keepWaiting(0);
    PollSession session = session(1);
    Background<Boolean> reader = Background.run(() -> wait(session, 0, 0));
    reader.awaitWaiting();
    client.topics().delete(stream, topic);
    assertThat(reader.result()).isTrue();
  }
}
