// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a listener is told, and what the counters say afterwards. */
@Timeout(60)
class ReaderListenerTest {
  private static final long LONG_MILLIS = 20_000;

  private final PartitionModel model = new PartitionModel();
  private final RecordingListener listener = new RecordingListener();
  private ScriptedServer server;
  private PartitionReader reader;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer(model);
  }

  @AfterEach
  void stop() throws IOException {
    if (reader != null) {
      reader.close();
    }
    server.close();
  }

  private PartitionReader reader(PartitionReaderOptions.Builder options) {
    reader = new PartitionReader(options.listener(listener).build());
    return reader;
  }

  @Test
  void shouldTellOfAnOutageFromItsBeginningToItsEnd() throws IOException {
    model.append(10);
    server.onPoll(
        poll -> {
          if (poll.connection() == 2 || poll.connection() == 3) {
            poll.cut();
          } else {
            poll.answer();
          }
        });
    reader(server.options());
    reader.fetch(0, LONG_MILLIS);
    model.append(10);
    server.cutAll();
    assertThat(reader.fetch(10, LONG_MILLIS).count()).isEqualTo(10);
    assertThat(listener.events)
        .containsExactly("lost at 10", "attempt 2 failed", "attempt 3 failed", "recovered after 3");
    assertThat(reader.counters().lastError()).isPresent();
    assertThat(reader.counters().reconnects()).isEqualTo(3);
  }

  @Test
  void shouldTellThatTheBudgetIsUsedUp() throws IOException {
    model.append(10);
    reader(
        server
            .options()
            .reconnectPolicy(
                ReconnectPolicy.builder().budgetMillis(300).initialBackoffMillis(50).build()));
    reader.fetch(0, LONG_MILLIS);
    server.close();
    assertThatThrownBy(() -> reader.fetch(10, LONG_MILLIS)).isInstanceOf(IggyException.class);
    assertThat(listener.events).startsWith("lost at 10", "attempt 2 failed");
    assertThat(listener.events).last().isEqualTo("budget exhausted");
  }

  @Test
  void shouldTellThatTheServerIsSilent() {
    model.append(10);
    server.onPoll(
        poll -> {
          if (poll.offset() < 9) {
            poll.answer();
          }
        });
    reader(server.options());
    reader.fetch(0, LONG_MILLIS);
    assertThat(reader.fetch(10, 1_200).isEmpty()).isTrue();
    assertThat(listener.events).containsExactly("silent at 10");
    assertThat(reader.counters().silentFetches()).isEqualTo(1);
    assertThat(reader.counters().emptyFetches()).isEqualTo(1);
  }

  @Test
  void shouldTellNothingOfAQuietTopic() {
    model.append(10);
    reader(server.options());
    reader.fetch(0, LONG_MILLIS);
    assertThat(reader.fetch(10, 100).isEmpty()).isTrue();
    assertThat(listener.events).isEmpty();
    assertThat(reader.counters().emptyFetches()).isEqualTo(1);
    assertThat(reader.counters().nextOffset()).hasValue(10);
    assertThat(reader.counters().currentOffset()).hasValue(9);
    assertThat(reader.counters().sinceLastMessageMillis()).isPresent();
  }

  @Test
  void shouldTellFromWhereToWhereMessagesAreMissing() {
    model.append(20);
    model.deleteBefore(12);
    reader(server.options());
    reader.fetch(5, LONG_MILLIS);
    reader.fetch(12, LONG_MILLIS);
    assertThat(listener.events).containsExactly("missing 5 to 11");
    assertThat(reader.counters().gaps()).isEqualTo(1);
    assertThat(reader.counters().missingMessages()).isEqualTo(7);
  }

  @Test
  void shouldTellWhichMessagesAreLost() {
    model.append(20);
    reader(server.options());
    reader.fetch(0, LONG_MILLIS);
    model.loseFrom(15);
    reader.fetch(20, LONG_MILLIS);
    assertThat(listener.events).containsExactly("lost 15 to 19, on at 15");
    assertThat(reader.counters().regresses()).isEqualTo(1);
    assertThat(reader.counters().lostMessages()).isEqualTo(5);
  }

  /** Notes in words what it is told. */
  static final class RecordingListener implements ReaderListener {
    final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void connectionLost(long offset, IggyException cause) {
      events.add("lost at " + offset);
    }

    @Override
    public void attemptFailed(long offset, int attempts, long outageMillis, IggyException cause) {
      events.add("attempt " + attempts + " failed");
    }

    @Override
    public void serverSilent(long offset, long silentMillis) {
      events.add("silent at " + offset);
    }

    @Override
    public void recovered(long offset, long outageMillis, int attempts) {
      events.add("recovered after " + attempts);
    }

    @Override
    public void budgetExhausted(long offset, long outageMillis, int attempts, IggyException cause) {
      events.add("budget exhausted");
    }

    @Override
    public void messagesMissing(long fromOffset, long toOffset) {
      events.add("missing " + fromOffset + " to " + toOffset);
    }

    @Override
    public void offsetsRegressed(OffsetRegress regress) {
      String resume =
          regress.resumeOffset().isPresent()
              ? "on at " + regress.resumeOffset().getAsLong()
              : "end";
      events.add("lost " + regress.fromOffset() + " to " + regress.toOffset() + ", " + resume);
    }
  }
}
