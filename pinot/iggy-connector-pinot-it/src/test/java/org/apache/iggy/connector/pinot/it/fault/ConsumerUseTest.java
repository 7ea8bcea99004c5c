// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.testkit.FaultProxy;
import org.apache.iggy.connector.client.testkit.Waiter;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.pinot.it.EventTable;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.MessageBatch;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.apache.pinot.spi.stream.StreamConfig;
import org.apache.pinot.spi.stream.StreamConsumerFactory;
import org.apache.pinot.spi.stream.StreamConsumerFactoryProvider;
import org.apache.pinot.spi.stream.StreamMetadataProvider;
import org.apache.pinot.spi.stream.TransientConsumerException;
import org.apache.pinot.spi.utils.IngestionConfigUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What Pinot does to a consumer beside fetching: interrupts, hands it to another thread, asks for
 * an offset again, has two of them at once, and makes and closes them by the thousand.
 */
@Isolated("counts what the process holds on to")
@Tag("one-pinot")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ConsumerUseTest {
  private static final int FETCH_MILLIS = 30_000;
  private static final int CONSUMERS = 1_000;

  private EmbeddedIggyServer server;
  private FaultProxy proxy;
  private FaultScene scene;
  private final List<PartitionGroupConsumer> consumers = new ArrayList<>();

  @BeforeEach
  void start() {
    server = EmbeddedIggyServer.start();
    IggyAddress address = IggyAddress.of(server.host(), server.port());
    proxy = FaultProxy.start(address);
    scene = new FaultScene(address, 1);
  }

  @AfterEach
  void stop() throws Exception {
    for (PartitionGroupConsumer consumer : consumers) {
      consumer.close();
    }
    scene.close();
    proxy.close();
    server.close();
  }

  private StreamConsumerFactory factory() {
    Map<String, String> keys =
        Map.of(
            "stream.id", scene.name(),
            "topic.id", scene.name(),
            "topic.name", scene.name(),
            "poll.batch.size", "50");
    Map<String, String> stream =
        IngestionConfigUtils.getStreamConfigMaps(
                EventTable.config(scene.name(), proxy.address(), keys))
            .get(0);
    return StreamConsumerFactoryProvider.create(
        new StreamConfig(scene.name() + "_REALTIME", stream));
  }

  private static PartitionGroupConsumer consumerOf(StreamConsumerFactory factory) {
    return factory.createPartitionGroupConsumer(
        "faults",
        new PartitionGroupConsumptionStatus(0, 0, new LongMsgOffset(0), null, "IN_PROGRESS"));
  }

  private PartitionGroupConsumer consumer() {
    PartitionGroupConsumer consumer = consumerOf(factory());
    consumers.add(consumer);
    return consumer;
  }

  private void send(int count) {
    byte[][] payloads = new byte[count][];
    for (int i = 0; i < count; i++) {
      payloads[i] = Event.json(i);
    }
    scene.send(payloads);
  }

  /** Fetches from an offset up to another and checks that each message is the one of its offset. */
  private static long read(PartitionGroupConsumer consumer, long from, long to) throws Exception {
    long offset = from;
    while (offset < to) {
      MessageBatch<?> batch = consumer.fetchMessages(new LongMsgOffset(offset), FETCH_MILLIS);
      for (int i = 0; i < batch.getMessageCount(); i++) {
        assertThat(offsetOf(batch.getStreamMessage(i).getMetadata().getOffset()))
            .isEqualTo(offset + i);
      }
      offset = offsetOf(batch.getOffsetOfNextBatch());
    }
    return offset;
  }

  private static long offsetOf(Object offset) {
    return Long.parseLong(offset.toString());
  }

  @Test
  void shouldServeAnyOffsetAgainWhilePinotJumps() throws Exception {
    send(1_000);
    PartitionGroupConsumer consumer = consumer();
    Random random = new Random(4);
    for (int i = 0; i < 200; i++) {
      int from = random.nextInt(900);
      read(consumer, from, from + random.nextInt(100));
    }
  }

  @Test
  void shouldCatchUpFromAnotherThreadAfterTheFirstWasInterrupted() throws Exception {
    send(500);
    PartitionGroupConsumer consumer = consumer();
    long next = read(consumer, 0, 500);
    Waiter first =
        Waiter.start(
            () -> {
              try {
                read(consumer, next, Long.MAX_VALUE);
              } catch (RuntimeException e) {
                throw e;
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    first.awaitWaiting();
    first.interrupt();
    assertThat(first.failure())
        .isInstanceOf(TransientConsumerException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(first.endedInterrupted()).isTrue();
    send(500);
    assertThat(read(consumer, next, next + 500)).isGreaterThanOrEqualTo(next + 500);
  }

  @Test
  void shouldEndEveryWaitWhenInterruptedAndGoOnAfterwards() throws Exception {
    send(100);
    PartitionGroupConsumer consumer = consumer();
    long next = read(consumer, 0, 100);
    List<Runnable> waits = List.of(() -> {}, proxy::stall, proxy::cutAll, this::refuse);
    for (Runnable wait : waits) {
      wait.run();
      Waiter fetch = fetching(consumer, next);
      fetch.awaitWaiting();
      fetch.interrupt();
      assertThat(fetch.failure()).isInstanceOf(TransientConsumerException.class);
      proxy.resume();
      proxy.listen();
    }
    send(100);
    read(consumer, 0, next + 100);
  }

  @Test
  void shouldEndEveryWaitWhenClosed() throws Exception {
    send(100);
    List<Runnable> waits = List.of(() -> {}, proxy::stall, this::refuse);
    for (Runnable wait : waits) {
      PartitionGroupConsumer consumer = consumer();
      long next = read(consumer, 0, 100);
      wait.run();
      Waiter fetch = fetching(consumer, next);
      fetch.awaitWaiting();
      consumer.close();
      assertThat(fetch.failure()).isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> consumer.fetchMessages(new LongMsgOffset(0), 10))
          .isInstanceOf(RuntimeException.class);
      proxy.resume();
      proxy.listen();
    }
  }

  private void refuse() {
    proxy.refuse();
    proxy.cutAll();
  }

  /** A fetch for what is not there, as long as there is a connection. */
  private static Waiter fetching(PartitionGroupConsumer consumer, long offset) {
    return Waiter.start(
        () -> {
          try {
            consumer.fetchMessages(new LongMsgOffset(offset), 600_000);
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void shouldServeTwoConsumersOfAPartitionAtOnce() throws Exception {
    send(2_000);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      PartitionGroupConsumer committing = consumer();
      PartitionGroupConsumer successor = consumer();
      Future<Long> old = threads.submit(() -> read(committing, 0, 2_000));
      Future<Long> fresh = threads.submit(() -> read(successor, 1_000, 2_000));
      assertThat(old.get(1, TimeUnit.MINUTES)).isGreaterThanOrEqualTo(2_000);
      assertThat(fresh.get(1, TimeUnit.MINUTES)).isGreaterThanOrEqualTo(2_000);
      committing.close();
      send(100);
      read(successor, 2_000, 2_100);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void shouldLeaveNothingBehindWhenConsumersAreMadeAndClosedByTheThousand() throws Exception {
    send(100);
    createAndClose(50);
    Footprint before = Footprint.now();
    long slowCloses = createAndClose(CONSUMERS);
    Poll.until(
        FaultScene.DEADLINE,
        () -> Footprint.now().isWithin(before),
        () -> Footprint.now() + ", was " + before);
    System.out.println(slowCloses + " of " + CONSUMERS + " closes took 50 ms or more");
  }

  /** Every second one has read; gives how many took 50 ms or more to close. */
  private long createAndClose(int count) throws Exception {
    StreamConsumerFactory factory = factory();
    long slow = 0;
    for (int i = 0; i < count; i++) {
      PartitionGroupConsumer consumer = consumerOf(factory);
      StreamMetadataProvider provider = factory.createPartitionMetadataProvider("faults", 0);
      if (i % 2 == 0) {
        read(consumer, 0, 50);
        assertThat(provider.fetchPartitionCount(FETCH_MILLIS)).isEqualTo(1);
      }
      long start = System.nanoTime();
      consumer.close();
      slow += System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(50) ? 1 : 0;
      provider.close();
    }
    return slow;
  }

  /** What a process holds on to. */
  private record Footprint(int threads, long sockets, long heapBytes) {
    private static final long HEAP_SLACK = 16 * 1024 * 1024;

    static Footprint now() {
      System.gc();
      MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
      int threads = ManagementFactory.getThreadMXBean().getThreadCount();
      return new Footprint(threads, openFiles(), heap.getUsed());
    }

    boolean isWithin(Footprint before) {
      return threads <= before.threads
          && sockets <= before.sockets
          && heapBytes <= before.heapBytes + HEAP_SLACK;
    }

    private static long openFiles() {
      try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
        return files.count();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
