// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.iggy.connector.embedded.log.Batches.Stored;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random operations on both kinds of log, each compared with a list of messages. */
class PartitionLogModelTest {
  private static final int OPERATIONS = 600;
  private static final PartitionKey PARTITION = new PartitionKey(0, 0, 0);

  @TempDir Path folder;

  private Random random;
  private LogStore store;
  private PartitionLog log;

  /** What is stored, oldest first. */
  private final List<Stored> model = new ArrayList<>();

  private long modelNext;
  private long now;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldAgreeWithAListOfMessagesInMemory(long seed) {
    random = new Random(seed);
    store = new MemoryLogStore(segmentBytes());
    run(false);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldAgreeWithAListOfMessagesOnAFolder(long seed) {
    random = new Random(seed);
    store = new FileLogStore(folder, segmentBytes());
    run(true);
  }

  private long segmentBytes() {
    return 1L + random.nextInt(100_000);
  }

  private void run(boolean survivesRestart) {
    log = store.openLog(PARTITION);
    for (int i = 0; i < OPERATIONS; i++) {
      int dice = random.nextInt(100);
      if (dice < 45) {
        append();
      } else if (dice < 70) {
        read();
      } else if (dice < 85) {
        readFromTimestamp();
      } else if (dice < 92) {
        deleteSegments();
      } else if (dice < 96) {
        deleteExpired();
      } else if (dice < 97) {
        purge();
      } else if (survivesRestart) {
        log.flush(random.nextBoolean());
        log.close();
        log = store.openLog(PARTITION);
      }
      assertSameExtent();
    }
    log.close();
    store.close();
  }

  private void append() {
    now += random.nextInt(3);
    String[] payloads = new String[1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 8)];
    long first = modelNext;
    for (int i = 0; i < payloads.length; i++) {
      payloads[i] = "x".repeat(random.nextInt(random.nextInt(20) == 0 ? 30_000 : 100)) + modelNext;
      model.add(new Stored(modelNext++, now, payloads[i]));
    }
    assertThat(log.append(Batches.of(payloads), now))
        .isEqualTo(new AppendResult(first, modelNext - 1));
  }

  private void read() {
    long offset = modelNext == 0 ? 0 : random.nextLong(modelNext + 3);
    int count = 1 + random.nextInt(300);
    assertThat(Batches.stored(log.read(offset, count))).isEqualTo(expected(offset, count));
  }

  private void readFromTimestamp() {
    long timestamp = now == 0 ? 0 : random.nextLong(now + 3);
    int count = 1 + random.nextInt(300);
    List<Stored> expected =
        model.stream().filter(m -> m.timestampMicros() >= timestamp).limit(count).toList();
    assertThat(Batches.stored(log.readFromTimestamp(timestamp, count))).isEqualTo(expected);
  }

  private List<Stored> expected(long offset, int count) {
    return model.stream().filter(m -> m.offset() >= offset).limit(count).toList();
  }

  private void deleteSegments() {
    int count = random.nextInt(4);
    int segments = log.segmentsCount();
    long heldBack = random.nextBoolean() ? Long.MAX_VALUE : random.nextLong(modelNext + 1);
    int deleted = log.deleteSegments(count, heldBack);
    assertThat(deleted).isBetween(0, Math.min(count, segments - 1));
    assertThat(log.segmentsCount()).isEqualTo(segments - deleted);
    dropBefore(log.earliestOffset(), heldBack, Long.MAX_VALUE);
  }

  private void deleteExpired() {
    long before = now == 0 ? 0 : random.nextLong(now + 1);
    log.deleteExpiredSegments(before, Long.MAX_VALUE);
    dropBefore(log.earliestOffset(), Long.MAX_VALUE, before);
  }

  /** The log may choose where to cut, since segments are its own affair, but not just anything. */
  private void dropBefore(long earliest, long heldBack, long before) {
    while (!model.isEmpty() && model.get(0).offset() < earliest) {
      Stored dropped = model.remove(0);
      assertThat(dropped.offset()).isLessThanOrEqualTo(heldBack);
      assertThat(dropped.timestampMicros()).isLessThan(before);
    }
  }

  private void purge() {
    log.purge();
    model.clear();
    modelNext = 0;
  }

  private void assertSameExtent() {
    assertThat(log.nextOffset()).isEqualTo(modelNext);
    assertThat(log.messagesCount()).isEqualTo(model.size());
    assertThat(log.earliestOffset()).isEqualTo(modelNext - model.size());
  }
}
