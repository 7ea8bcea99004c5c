// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.pinot.embedded.stream.InMemoryTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPinotCloseTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @Test
  void shouldLeaveNoThreadsWhenClosed() throws InterruptedException {
    startAndClose();
    Set<Thread> before = liveThreads();

    startAndClose();

    Set<String> left = new TreeSet<>();
    for (Thread thread : liveThreads()) {
      if (!before.contains(thread) && isAliveStill(thread)) {
        left.add(thread.getName());
      }
    }
    assertThat(left).isEmpty();
  }

  @Test
  void shouldLeaveNoUserThreadsWhenClosedTheFirstTime() throws InterruptedException {
    startAndClose();

    for (Thread thread : liveThreads()) {
      String name = thread.getName();
      boolean ofPinot =
          name.startsWith("payments")
              || name.contains("ngestion")
              || name.startsWith("pool-")
              || name.contains("reduce");
      if (!thread.isDaemon() && ofPinot) {
        assertThat(isAliveStill(thread)).as(name).isFalse();
      }
    }
  }

  /** A thread that has been told to end may take a moment on a busy machine. */
  private static boolean isAliveStill(Thread thread) throws InterruptedException {
    thread.join(TimeUnit.SECONDS.toMillis(10));
    return thread.isAlive();
  }

  @Test
  void shouldDeleteItsTemporaryDirectory() {
    Set<String> before = temporaryDirectories();

    startAndClose();

    assertThat(temporaryDirectories()).isEqualTo(before);
  }

  @Test
  void shouldCloseEveryConsumerAndMetadataProvider() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 2);
    try (EmbeddedPinot pinot = EmbeddedPinot.start()) {
      EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(100));
      // Not a multiple of the rows of a segment: the last rows lie in segments that consume.
      Payments.append(topic, 2, 0, 510);
      table.awaitRows(510, DEADLINE);
      assertThat(table.lags()).hasSize(2);
      assertThat(topic.openConsumers()).isPositive();
      assertThat(topic.openProviders()).isPositive();
    }

    assertThat(topic.openConsumers()).isZero();
    assertThat(topic.openProviders()).isZero();
  }

  @Test
  void shouldKeepADirectoryThatWasGiven(@TempDir File directory) {
    EmbeddedPinot.start(EmbeddedPinotOptions.defaults().withDataDirectory(directory.toPath()))
        .close();

    assertThat(directory).isDirectory();
  }

  @Test
  void shouldRefuseQueriesWhenClosed() {
    EmbeddedPinot pinot = EmbeddedPinot.start();
    pinot.close();
    pinot.close();

    assertThatThrownBy(() -> pinot.query("SELECT COUNT(*) FROM payments"))
        .isInstanceOf(EmbeddedPinotException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void shouldReturnWhenAConsumerDoesNotStop() throws InterruptedException {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 1);
    EmbeddedPinot pinot =
        EmbeddedPinot.start(
            EmbeddedPinotOptions.defaults().withCloseTimeout(Duration.ofMillis(300)));
    EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(100));
    Payments.append(topic, 1, 0, 10);
    table.awaitRows(10, DEADLINE);
    CountDownLatch released = new CountDownLatch(1);
    CountDownLatch held = topic.holdFetchesUntil(released);
    try {
      assertThat(held.await(60, TimeUnit.SECONDS)).isTrue();
      pinot.close();
      assertThat(consumerThreads()).hasSize(1);
    } finally {
      released.countDown();
    }
    for (Thread consumer : consumerThreads()) {
      consumer.join(TimeUnit.SECONDS.toMillis(60));
    }
    assertThat(consumerThreads()).isEmpty();
  }

  private static List<Thread> consumerThreads() {
    return liveThreads().stream()
        .filter(thread -> thread.getName().startsWith("payments__"))
        .toList();
  }

  private static void startAndClose() {
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 2);
    Payments.append(topic, 2, 0, 500);
    try (EmbeddedPinot pinot = EmbeddedPinot.start()) {
      EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(100));
      table.awaitRows(500, DEADLINE);
      table.commitSegment(DEADLINE);
      pinot.query("SELECT name, COUNT(*) FROM payments GROUP BY name");
    }
  }

  private static Set<Thread> liveThreads() {
    return Set.copyOf(Thread.getAllStackTraces().keySet());
  }

  private static Set<String> temporaryDirectories() {
    String[] names =
        new File(System.getProperty("java.io.tmpdir"))
            .list((parent, name) -> name.startsWith("embedded-pinot-"));
    return new TreeSet<>(Set.of(names));
  }
}
