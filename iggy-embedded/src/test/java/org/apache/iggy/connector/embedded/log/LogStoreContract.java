// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageHeader;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store promises of a partition's log and offsets. */
abstract class LogStoreContract {
  static final PartitionKey PARTITION = new PartitionKey(1, 2, 3);

  /** Room for about ten messages of {@link Batches#numbered}. */
  static final long SMALL_SEGMENT_BYTES = 700;

  LogStore store;
  PartitionLog log;

  abstract LogStore newStore(long segmentBytes);

  @BeforeEach
  void openStore() {
    open(LogStore.DEFAULT_SEGMENT_BYTES);
  }

  @AfterEach
  void closeStore() {
    log.close();
    store.close();
  }

  /** Starts anew with segments of this size. */
  void open(long segmentBytes) {
    if (log != null) {
      closeStore();
      store.delete(PARTITION);
    }
    store = newStore(segmentBytes);
    store.delete(PARTITION);
    log = store.openLog(PARTITION);
  }

  /** Appends ten batches of ten messages each: one segment a batch, and an empty open one. */
  void fillTenSegments() {
    open(SMALL_SEGMENT_BYTES);
    for (int i = 0; i < 10; i++) {
      log.append(Batches.numbered("batch" + i, 10), 1000L * (i + 1));
    }
    assertThat(log.segmentsCount()).isEqualTo(11);
  }

  static List<Long> range(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  @Test
  void shouldBeEmptyAtFirst() {
    assertThat(log.isEmpty()).isTrue();
    assertThat(log.earliestOffset()).isZero();
    assertThat(log.nextOffset()).isZero();
    assertThat(log.currentOffset()).isZero();
    assertThat(log.sizeBytes()).isZero();
    assertThat(log.segmentsCount()).isEqualTo(1);
    assertThat(log.read(0, 10)).isEqualTo(LogSlice.EMPTY);
    assertThat(log.readFromTimestamp(0, 10)).isEqualTo(LogSlice.EMPTY);
  }

  @Test
  void shouldStampMessagesAsTheServerDoes() {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    encoder.add(new byte[] {1, 2, 3}, UserHeaders.empty(), 17);
    encoder.add(7, 8, new byte[0], 0, 0, UserHeaders.empty(), 18);
    MessageBatch batch = encoder.batch();
    ByteBuffer sent = ByteBuffer.allocate(batch.sizeBytes()).put(batch.messages()).flip();

    AppendResult result = log.append(batch, 5_000_000);

    assertThat(result).isEqualTo(new AppendResult(0, 1));
    ByteBuffer stored = log.read(0, 2).buffers().get(0);
    int second = stored.position() + MessageHeader.LENGTH + 3;
    assertThat(MessageHeader.timestampMicros(stored, stored.position())).isEqualTo(5_000_000);
    assertThat(MessageHeader.timestampMicros(stored, second)).isEqualTo(5_000_000);
    assertThat(MessageHeader.originTimestampMicros(stored, second)).isEqualTo(18);
    assertThat(MessageHeader.idLow(stored, second)).isEqualTo(7);
    assertThat(MessageHeader.idHigh(stored, second)).isEqualTo(8);
    UUID id =
        new UUID(
            MessageHeader.idHigh(stored, stored.position()),
            MessageHeader.idLow(stored, stored.position()));
    assertThat(id.version()).isEqualTo(4);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(batch.messages()).as("the sender's buffer").isEqualTo(sent);
  }

  @Test
  void shouldGiveLostOffsetsToTheNextMessages() {
    for (long nextOffset : new long[] {95, 90, 37, 0}) {
      fillTenSegments();
      LogSlice kept = log.read(0, (int) nextOffset);
      log.loseFrom(nextOffset);
      assertThat(log.nextOffset()).isEqualTo(nextOffset);
      assertThat(log.messagesCount()).isEqualTo(nextOffset);
      AppendResult result = log.append(Batches.numbered("new", 7), 20_000);
      assertThat(result).isEqualTo(new AppendResult(nextOffset, nextOffset + 6));
      assertThat(joined(log.read(0, (int) nextOffset))).isEqualTo(joined(kept));
      assertThat(log.read(nextOffset, 100).count()).isEqualTo(7);
      assertThat(log.readFromTimestamp(20_000, 1).count()).isEqualTo(1);
    }
  }

  private static ByteBuffer joined(LogSlice slice) {
    ByteBuffer bytes = ByteBuffer.allocate(slice.sizeBytes());
    slice.buffers().forEach(buffer -> bytes.put(buffer.duplicate()));
    return bytes.flip();
  }

  @Test
  void shouldKeepWhatItHasWhenNothingIsToBeLost() {
    fillTenSegments();
    log.loseFrom(100);
    log.loseFrom(1000);
    assertThat(log.nextOffset()).isEqualTo(100);
    log.deleteSegments(2, PartitionLog.NOT_HELD_BACK);
    assertThatThrownBy(() -> log.loseFrom(19)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldGiveEveryMessageItsOwnId() {
    log.append(Batches.numbered("a", 5000), 1);
    Set<UUID> ids = new HashSet<>();
    for (ByteBuffer buffer : log.read(0, 5000).buffers()) {
      for (int at = buffer.position();
          at < buffer.limit();
          at += MessageWalk.lengthOf(buffer, at)) {
        ids.add(new UUID(MessageHeader.idHigh(buffer, at), MessageHeader.idLow(buffer, at)));
      }
    }
    assertThat(ids).hasSize(5000);
  }

  @Test
  void shouldNeverGoBackInTime() {
    log.append(Batches.of("a"), 100);
    log.append(Batches.of("b"), 50);
    assertThat(Batches.stored(log.read(0, 2)))
        .containsExactly(new Batches.Stored(0, 100, "a"), new Batches.Stored(1, 100, "b"));
  }

  @Test
  void shouldReadFromEveryOffsetAcrossIndexEntries() {
    for (int i = 0; i < 40; i++) {
      log.append(Batches.numbered("b" + i, 25), i);
    }
    assertThat(log.sizeBytes()).isGreaterThan(8L * SparseIndex.INTERVAL_BYTES);
    for (int from = 0; from < 1000; from++) {
      for (int count : new int[] {1, 2, 99, 2000}) {
        int to = Math.min(1000, from + count);
        assertThat(Batches.offsets(log.read(from, count))).isEqualTo(range(from, to));
      }
    }
    assertThat(Batches.payloads(log.read(510, 1))).containsExactly("b20-10");
  }

  @Test
  void shouldReadSeveralSegmentsInOneGo() {
    fillTenSegments();
    assertThat(Batches.offsets(log.read(5, 60))).isEqualTo(range(5, 65));
    assertThat(Batches.offsets(log.read(0, Integer.MAX_VALUE))).isEqualTo(range(0, 100));
    assertThat(log.read(99, 5).lastOffset()).isEqualTo(99);
    assertThat(log.read(100, 5)).isEqualTo(LogSlice.EMPTY);
    assertThat(log.read(-1, 5)).as("u64 max").isEqualTo(LogSlice.EMPTY);
    assertThat(log.read(0, 0)).isEqualTo(LogSlice.EMPTY);
  }

  @Test
  void shouldKeepLargeMessagesBetweenSmallOnes() {
    byte[] large = new byte[3_000_000];
    for (int i = 0; i < 6; i++) {
      log.append(Batches.of("small"), 1);
      log.append(Batches.of(large), 1);
    }
    assertThat(Batches.offsets(log.read(0, 100))).isEqualTo(range(0, 12));
    assertThat(log.read(3, 1).sizeBytes()).isEqualTo(large.length + MessageHeader.LENGTH);
  }

  @Test
  void shouldFindTheFirstMessageOfATime() {
    fillTenSegments();
    assertThat(log.readFromTimestamp(0, 1).firstOffset()).isZero();
    assertThat(log.readFromTimestamp(3000, 1).firstOffset()).isEqualTo(20);
    assertThat(log.readFromTimestamp(3001, 1).firstOffset()).isEqualTo(30);
    assertThat(Batches.offsets(log.readFromTimestamp(9999, 50))).isEqualTo(range(90, 100));
    assertThat(log.readFromTimestamp(10_001, 50)).isEqualTo(LogSlice.EMPTY);
  }

  @Test
  void shouldFindATimeBetweenIndexEntries() {
    for (int i = 0; i < 2000; i++) {
      log.append(Batches.of("m" + i), 10L * (i / 3));
    }
    for (int tick = 37; tick <= 666; tick += 37) {
      assertThat(log.readFromTimestamp(10L * tick, 1).firstOffset()).isEqualTo(3L * tick);
      assertThat(log.readFromTimestamp(10L * tick - 9, 1).firstOffset()).isEqualTo(3L * tick);
    }
  }

  @Test
  void shouldDeleteOldestSealedSegmentsOnly() {
    fillTenSegments();
    assertThat(log.deleteSegments(3, PartitionLog.NOT_HELD_BACK)).isEqualTo(3);
    assertThat(log.earliestOffset()).isEqualTo(30);
    assertThat(log.messagesCount()).isEqualTo(70);
    assertThat(Batches.offsets(log.read(0, 5))).as("skips forward").isEqualTo(range(30, 35));
    assertThat(log.deleteSegments(100, PartitionLog.NOT_HELD_BACK)).isEqualTo(7);
    assertThat(log.segmentsCount()).isEqualTo(1);
    assertThat(log.isEmpty()).isTrue();
    assertThat(log.sizeBytes()).isZero();
    assertThat(log.currentOffset()).isEqualTo(99);
    assertThat(log.append(Batches.of("next"), 0)).isEqualTo(new AppendResult(100, 100));
    assertThat(Batches.stored(log.read(0, 5)))
        .containsExactly(new Batches.Stored(100, 10_000, "next"));
  }

  @Test
  void shouldKeepSegmentsThatEndBeyondAStoredOffset() {
    fillTenSegments();
    assertThat(log.deleteSegments(5, 8)).isZero();
    assertThat(log.deleteSegments(5, 9)).isEqualTo(1);
    assertThat(log.deleteExpiredSegments(Long.MAX_VALUE, 28)).isEqualTo(1);
    assertThat(log.earliestOffset()).isEqualTo(20);
  }

  @Test
  void shouldDeleteSegmentsWhoseLastMessageIsOldEnough() {
    fillTenSegments();
    assertThat(log.deleteExpiredSegments(1000, PartitionLog.NOT_HELD_BACK)).isZero();
    assertThat(log.deleteExpiredSegments(4001, PartitionLog.NOT_HELD_BACK)).isEqualTo(4);
    assertThat(log.earliestOffset()).isEqualTo(40);
    assertThat(log.deleteExpiredSegments(Long.MAX_VALUE, PartitionLog.NOT_HELD_BACK)).isEqualTo(6);
    log.append(Batches.of("open"), 20_000);
    assertThat(log.deleteExpiredSegments(Long.MAX_VALUE, PartitionLog.NOT_HELD_BACK)).isZero();
  }

  @Test
  void shouldStartAgainAtZeroAfterAPurge() {
    fillTenSegments();
    LogSlice before = log.read(42, 1);
    log.purge();
    assertThat(log.nextOffset()).isZero();
    assertThat(log.isEmpty()).isTrue();
    assertThat(log.segmentsCount()).isEqualTo(1);
    assertThat(log.read(0, 10)).isEqualTo(LogSlice.EMPTY);
    assertThat(log.append(Batches.of("again"), 5)).isEqualTo(new AppendResult(0, 0));
    assertThat(Batches.payloads(before)).as("views stay valid").containsExactly("batch4-2");
  }

  @Test
  void shouldLeaveNoTraceOfABatchWhoseLengthsDoNotFit() {
    log.append(Batches.of("first"), 1);
    MessageBatch batch = Batches.of("second", "third");
    MessageHeader.payloadLength(batch.messages(), MessageHeader.LENGTH + 6, 1_000_000);
    assertThatThrownBy(() -> log.append(batch, 2)).isInstanceOf(IllegalArgumentException.class);
    log.append(Batches.of("fourth"), 3);
    assertThat(Batches.payloads(log.read(0, 10))).containsExactly("first", "fourth");
  }

  @Test
  void shouldRefuseEverythingWhenClosed() {
    log.close();
    assertThatThrownBy(() -> log.read(0, 1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> log.append(Batches.of("a"), 1))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldServeWholeBatchesToReadersWhileOthersAppendAndDelete() throws Exception {
    open(20_000);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 2000; i++) {
                log.append(Batches.numbered("w" + i, 10), i);
                if (i % 100 == 99) {
                  log.deleteSegments(3, PartitionLog.NOT_HELD_BACK);
                }
              }
            });
    List<CompletableFuture<Long>> readers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      readers.add(CompletableFuture.supplyAsync(() -> readUpTo(20_000)));
    }
    writer.join();
    for (CompletableFuture<Long> reader : readers) {
      assertThat(reader.join()).isPositive();
    }
  }

  /** Reads until the end, checks every message, and returns how many it met. */
  private long readUpTo(long end) {
    long next = 0;
    long met = 0;
    while (next < end) {
      LogSlice slice = log.read(next, 700);
      if (slice.count() > 0) {
        List<Long> offsets = Batches.offsets(slice);
        long first = offsets.get(0);
        assertThat(first).isGreaterThanOrEqualTo(next);
        assertThat(offsets).isEqualTo(range(first, first + offsets.size()));
        next = first + offsets.size();
        met += offsets.size();
        assertThat(next % 10 == 0 || slice.count() == 700).isTrue();
      } else {
        Thread.onSpinWait();
      }
    }
    return met;
  }

  @Test
  void shouldStoreAndForgetOffsets() {
    ConsumerKey consumer = new ConsumerKey(false, 4_000_000_000L);
    ConsumerKey group = new ConsumerKey(true, 4_000_000_000L);
    try (OffsetStore offsets = store.openOffsets(PARTITION)) {
      assertThat(offsets.get(consumer)).isEmpty();
      assertThat(offsets.lowest()).isEqualTo(PartitionLog.NOT_HELD_BACK);
      offsets.put(consumer, 7);
      offsets.put(group, 5);
      offsets.put(consumer, 9);
      assertThat(offsets.get(consumer)).hasValue(9);
      assertThat(offsets.get(group)).hasValue(5);
      assertThat(offsets.lowest()).isEqualTo(5);
      assertThat(offsets.remove(group)).isTrue();
      assertThat(offsets.remove(group)).isFalse();
      assertThat(offsets.lowest()).isEqualTo(9);
      offsets.clear();
      assertThat(offsets.get(consumer)).isEmpty();
      offsets.put(group, 0);
      assertThat(offsets.lowest()).isZero();
    }
  }
}
