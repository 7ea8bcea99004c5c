// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.iggy.connector.protocol.message.MessageHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restart makes of what an earlier process left on the folder. */
class FileRecoveryTest {
  private static final PartitionKey PARTITION = new PartitionKey(0, 0, 0);
  private static final String FIRST = "00000000000000000000";

  /** One batch of ten messages fills a segment. */
  private static final long SEGMENT_BYTES = 680;

  @TempDir Path data;
  private Path home;

  @BeforeEach
  void findHome() {
    home = data.resolve("streams/0/topics/0/partitions/0");
  }

  private void withLog(long segmentBytes, Consumer<PartitionLog> body) {
    try (LogStore store = new FileLogStore(data, segmentBytes);
        PartitionLog log = store.openLog(PARTITION)) {
      body.accept(log);
    }
  }

  private void withLog(Consumer<PartitionLog> body) {
    withLog(SEGMENT_BYTES, body);
  }

  /** Three sealed segments of ten messages each, and an empty open one. */
  private void fillThreeSegments() {
    withLog(
        log -> {
          for (int i = 0; i < 3; i++) {
            log.append(Batches.numbered("b" + i, 10), 100 + i);
          }
        });
  }

  private byte[] oneSegment(String... payloads) throws IOException {
    withLog(1_000_000, log -> log.append(Batches.of(payloads), 7));
    return Files.readAllBytes(home.resolve(FIRST + ".log"));
  }

  private void rewrite(byte[] bytes) {
    try {
      Files.write(home.resolve(FIRST + ".log"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void flip(Path file, int position) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[position] ^= 0x10;
    Files.write(file, bytes);
  }

  @Test
  void shouldGoOnWhereTheLastProcessStopped() {
    fillThreeSegments();
    withLog(
        log -> {
          assertThat(log.segmentsCount()).isEqualTo(4);
          assertThat(Batches.offsets(log.read(0, 100))).isEqualTo(LogStoreContract.range(0, 30));
          assertThat(log.readFromTimestamp(101, 1).firstOffset()).isEqualTo(10);
          assertThat(log.append(Batches.of("more"), 1).firstOffset()).isEqualTo(30);
        });
    withLog(
        log ->
            assertThat(Batches.stored(log.read(30, 1)))
                .as("never earlier than before the restart")
                .containsExactly(new Batches.Stored(30, 102, "more")));
  }

  @Test
  void shouldFillTheOpenSegmentUpAfterARestart() {
    for (int i = 0; i < 9; i++) {
      int batch = i;
      withLog(log -> log.append(Batches.numbered("b" + batch, 5), batch));
    }
    withLog(
        log -> {
          assertThat(log.segmentsCount()).isEqualTo(5);
          assertThat(Batches.offsets(log.read(0, 100))).isEqualTo(LogStoreContract.range(0, 45));
        });
  }

  @Test
  void shouldKeepRetentionAndPurgesAcrossRestarts() {
    fillThreeSegments();
    withLog(log -> log.deleteSegments(2, PartitionLog.NOT_HELD_BACK));
    withLog(log -> assertThat(log.earliestOffset()).isEqualTo(20));
    withLog(log -> log.deleteSegments(1, PartitionLog.NOT_HELD_BACK));
    withLog(
        log -> {
          assertThat(log.isEmpty()).isTrue();
          assertThat(log.nextOffset()).isEqualTo(30);
          log.purge();
        });
    withLog(log -> assertThat(log.nextOffset()).isZero());
  }

  @Test
  void shouldCutATornEndAtEveryByteOfTheLastMessage() throws IOException {
    byte[] whole = oneSegment("first", "second", "the last one");
    int end = whole.length - MessageHeader.LENGTH - "the last one".length();
    for (int cut = end; cut < whole.length; cut++) {
      rewrite(Arrays.copyOf(whole, cut));
      assertFirstTwoServed("cut at " + cut);
    }
  }

  @Test
  void shouldCutATornEndOfZerosAtEveryByteOfTheLastMessage() throws IOException {
    byte[] whole = oneSegment("first", "second", "the last one");
    int end = whole.length - MessageHeader.LENGTH - "the last one".length();
    for (int cut = end; cut < whole.length; cut++) {
      rewrite(Arrays.copyOf(Arrays.copyOf(whole, cut), whole.length + 100));
      assertFirstTwoServed("zeros from " + cut);
    }
  }

  @Test
  void shouldNeverServeALastMessageWithAFlippedByte() throws IOException {
    byte[] whole = oneSegment("first", "second", "the last one");
    int end = whole.length - MessageHeader.LENGTH - "the last one".length();
    for (int at = end; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x40;
      rewrite(flipped);
      assertFirstTwoServed("flipped at " + at);
    }
  }

  private void assertFirstTwoServed(String what) {
    withLog(
        1_000_000,
        log -> {
          assertThat(Batches.payloads(log.read(0, 10))).as(what).containsExactly("first", "second");
          assertThat(log.append(Batches.of("new"), 8).firstOffset()).isEqualTo(2);
        });
    withLog(
        1_000_000,
        log ->
            assertThat(Batches.payloads(log.read(0, 10)))
                .as(what)
                .containsExactly("first", "second", "new"));
  }

  @Test
  void shouldReportDamageInTheMiddleOfTheOpenSegment() throws IOException {
    byte[] whole = oneSegment("first", "second", "the last one");
    int start = MessageHeader.LENGTH + "first".length();
    for (int at = start; at < start + MessageHeader.LENGTH + "second".length(); at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x40;
      rewrite(flipped);
      assertThatThrownBy(() -> withLog(log -> {}))
          .as("flipped at " + at)
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(CorruptLogException.class)
          .hasMessageContaining(FIRST + ".log is damaged: the message with offset 1 at byte 69");
      assertThat(Files.readAllBytes(home.resolve(FIRST + ".log"))).isEqualTo(flipped);
    }
  }

  @Test
  void shouldRefuseToServeADamagedMessageOfASealedSegment() throws IOException {
    fillThreeSegments();
    flip(home.resolve(FIRST + ".log"), MessageHeader.LENGTH + 2);
    withLog(
        log -> {
          assertThatThrownBy(() -> log.read(0, 5))
              .isInstanceOf(UncheckedIOException.class)
              .hasMessageContaining("the message at offset 0 is damaged in ")
              .hasMessageContaining(FIRST + ".log");
          assertThat(Batches.offsets(log.read(1, 20))).isEqualTo(LogStoreContract.range(1, 21));
        });
  }

  @Test
  void shouldReportDamageInASealedSegmentWithoutIndex() throws IOException {
    fillThreeSegments();
    Files.delete(home.resolve(FIRST + ".index"));
    flip(home.resolve(FIRST + ".log"), MessageHeader.LENGTH + 2);
    assertThatThrownBy(() -> withLog(log -> {}))
        .hasCauseInstanceOf(CorruptLogException.class)
        .hasMessageContaining("the message with offset 0 at byte 0");
  }

  @Test
  void shouldReportAMissingSegment() throws IOException {
    fillThreeSegments();
    Files.delete(home.resolve("00000000000000000010.log"));
    assertThatThrownBy(() -> withLog(log -> {}))
        .hasCauseInstanceOf(CorruptLogException.class)
        .hasMessageContaining("the messages from offset 10 to 19 are missing between");
  }

  @Test
  void shouldMakeAnIndexAnewThatIsMissingOrDamaged() throws IOException {
    fillThreeSegments();
    Path first = home.resolve(FIRST + ".index");
    Path second = home.resolve("00000000000000000010.index");
    byte[] good = Files.readAllBytes(second);
    Files.delete(first);
    for (int at = 0; at < good.length; at += 7) {
      flip(second, at);
      withLog(
          log ->
              assertThat(Batches.offsets(log.read(0, 40)))
                  .isEqualTo(LogStoreContract.range(0, 30)));
      assertThat(Files.readAllBytes(second)).isEqualTo(good);
    }
    assertThat(first).exists();
  }

  @Test
  void shouldIgnoreAnIndexOfASegmentThatIsOpenAgain() throws IOException {
    fillThreeSegments();
    Files.delete(home.resolve("00000000000000000030.log"));
    withLog(
        log -> {
          assertThat(log.segmentsCount()).isEqualTo(3);
          assertThat(log.append(Batches.of("more"), 1).firstOffset()).isEqualTo(30);
          assertThat(log.segmentsCount()).as("sealed at once").isEqualTo(4);
        });
    withLog(log -> assertThat(log.nextOffset()).isEqualTo(31));
  }

  @Test
  void shouldScanMessagesLargerThanItsWindow() throws IOException {
    byte[] large = new byte[2_500_000];
    withLog(
        LogStore.DEFAULT_SEGMENT_BYTES,
        log -> {
          for (int i = 0; i < 3; i++) {
            log.append(Batches.of("small"), 1);
            log.append(Batches.of(large), 1);
          }
        });
    Path file = home.resolve(FIRST + ".log");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    withLog(
        LogStore.DEFAULT_SEGMENT_BYTES,
        log -> assertThat(Batches.offsets(log.read(0, 9))).isEqualTo(LogStoreContract.range(0, 5)));
  }

  @Test
  void shouldKeepStoredOffsetsAcrossRestarts() throws IOException {
    ConsumerKey consumer = new ConsumerKey(false, 1);
    ConsumerKey group = new ConsumerKey(true, 1);
    List<ConsumerKey> others = new ArrayList<>();
    try (LogStore store = new FileLogStore(data, SEGMENT_BYTES);
        OffsetStore offsets = store.openOffsets(PARTITION)) {
      for (int i = 2; i < 50; i++) {
        others.add(new ConsumerKey(i % 2 == 0, i));
        offsets.put(others.get(i - 2), i);
      }
      offsets.put(consumer, 10);
      offsets.put(group, 20);
      offsets.remove(others.get(5));
      offsets.put(consumer, 11);
    }
    Path file = home.resolve("offsets");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    try (LogStore store = new FileLogStore(data, SEGMENT_BYTES);
        OffsetStore offsets = store.openOffsets(PARTITION)) {
      assertThat(offsets.get(consumer)).hasValue(11);
      assertThat(offsets.get(group)).as("its slot was torn").isEmpty();
      assertThat(offsets.get(others.get(5))).isEmpty();
      assertThat(offsets.get(others.get(6))).hasValue(8);
      assertThat(offsets.lowest()).isEqualTo(2);
      offsets.put(group, 21);
      offsets.clear();
      offsets.put(group, 3);
    }
    try (LogStore store = new FileLogStore(data, SEGMENT_BYTES);
        OffsetStore offsets = store.openOffsets(PARTITION)) {
      assertThat(offsets.get(group)).hasValue(3);
      assertThat(offsets.lowest()).isEqualTo(3);
    }
  }
}
