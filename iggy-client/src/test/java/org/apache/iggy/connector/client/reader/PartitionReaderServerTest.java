// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.testkit.IggyTarget;
import org.apache.iggy.connector.client.writer.BatchWriter;
import org.apache.iggy.connector.client.writer.BatchWriterOptions;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reader on a whole server: the embedded one, or a real one. */
class PartitionReaderServerTest {
  private static final long LONG_MILLIS = 20_000;
  private static final int PARTITION = 1;

  private final IggyTarget target = IggyTarget.start();
  private final IggyClient client = target.client();
  private final Identifier stream = target.createStream(client);
  private final Identifier topic = Identifier.named("read");
  private PartitionReader reader;

  @BeforeEach
  void createTopic() {
    client.topics().create(stream, "read", 2);
  }

  @AfterEach
  void close() {
    if (reader != null) {
      reader.close();
    }
    client.streams().delete(stream);
    client.close();
    target.close();
  }

  private PartitionReaderOptions.Builder options(int partition) {
    return PartitionReaderOptions.builder(target.options().build(), stream, topic, partition);
  }

  private PartitionReader reader(PartitionReaderOptions.Builder options) {
    reader = new PartitionReader(options.build());
    return reader;
  }

  /** Sends messages that name their offset, the first of them {@code from}. */
  private void send(int from, int to) {
    BatchWriterOptions options =
        BatchWriterOptions.builder(target.options().build(), stream, topic).build();
    try (BatchWriter writer = new BatchWriter(options)) {
      for (int i = from; i < to; i++) {
        writer.write(
            Partitioning.partition(PARTITION),
            PartitionModel.payload(i).getBytes(UTF_8),
            UserHeaders.empty());
      }
      writer.flush();
    }
  }

  private static List<String> expected(long from, long to) {
    List<String> payloads = new ArrayList<>();
    for (long i = from; i < to; i++) {
      payloads.add(PartitionModel.payload(i));
    }
    return payloads;
  }

  @Test
  void shouldReadEveryMessageOnceInOrder() {
    send(0, 5000);
    reader(options(PARTITION).batchCount(333));
    List<String> read = new ArrayList<>();
    for (long offset = 0; offset < 5000; ) {
      FetchedBatch batch = reader.fetch(offset, LONG_MILLIS);
      read.addAll(PartitionReaderTest.payloads(batch));
      assertThat(batch.currentOffset()).isEqualTo(4999);
      offset = batch.nextOffset();
    }
    assertThat(read).isEqualTo(expected(0, 5000));
  }

  @Test
  void shouldReturnExactlyTheRightMessagesWhenOffsetsAreAskedAtRandom() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    send(0, 1000);
    reader(options(PARTITION).batchCount(50));
    long next = 0;
    for (int i = 0; i < 500; i++) {
      long offset = random.nextBoolean() ? next % 1000 : random.nextInt(1000);
      FetchedBatch batch = reader.fetch(offset, LONG_MILLIS);
      assertThat(batch.isEmpty()).as("seed %d, fetch %d", seed, i).isFalse();
      assertThat(PartitionReaderTest.payloads(batch))
          .as("seed %d, fetch %d", seed, i)
          .isEqualTo(expected(offset, batch.nextOffset()));
      next = batch.nextOffset();
    }
  }

  @Test
  void shouldFollowATopicThatIsWrittenTo() throws Exception {
    reader(options(PARTITION).batchCount(100));
    Background<List<String>> follower =
        Background.run(
            () -> {
              List<String> read = new ArrayList<>();
              while (read.size() < 500) {
                read.addAll(PartitionReaderTest.payloads(reader.fetch(read.size(), LONG_MILLIS)));
              }
              return read;
            });
    for (int i = 0; i < 500; i += 50) {
      send(i, i + 50);
    }
    assertThat(follower.result()).isEqualTo(expected(0, 500));
  }

  @Test
  void shouldReturnNothingWhenThePartitionIsEmpty() {
    send(0, 10);
    reader(options(0));
    FetchedBatch batch = reader.fetch(0, 50);
    assertThat(batch.isEmpty()).isTrue();
    assertThat(batch.hasRegressed()).isFalse();
  }

  @Test
  void shouldReportARegressWhenTheTopicWasPurged() {
    send(0, 100);
    reader(options(PARTITION));
    assertThat(reader.fetch(0, LONG_MILLIS).nextOffset()).isEqualTo(100);
    // Server 0.8.0 forgets to purge what it has not written to disk yet.
    target.flush(client, stream, topic, PARTITION);
    client.topics().purge(stream, topic);
    FetchedBatch purged = reader.fetch(100, LONG_MILLIS);
    assertThat(purged.hasRegressed()).isTrue();
    assertThat(purged.nextOffset()).isZero();
  }

  @Test
  void shouldKeepEveryFetchBelowTheLimitInBytes() {
    send(0, 2000);
    reader(options(PARTITION).batchCount(1000).maxFetchBytes(8192));
    List<String> read = new ArrayList<>();
    while (read.size() < 2000) {
      FetchedBatch batch = reader.fetch(read.size(), LONG_MILLIS);
      assertThat(batch.sizeBytes()).isLessThanOrEqualTo(8192);
      read.addAll(PartitionReaderTest.payloads(batch));
    }
    assertThat(read).isEqualTo(expected(0, 2000));
  }

  @Test
  void shouldFailWithTheNamesWhenThePartitionDoesNotExist() {
    reader(options(7));
    assertThatThrownBy(() -> reader.fetch(0, LONG_MILLIS))
        .isInstanceOfSatisfying(
            IggyException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessageContaining("partition 7 of topic read");
  }
}
