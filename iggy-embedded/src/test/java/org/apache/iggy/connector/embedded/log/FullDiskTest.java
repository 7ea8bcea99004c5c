// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iggy.connector.protocol.message.MessageHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when a disk fills up or fails, on files that do so on demand. */
class FullDiskTest {
  private static final PartitionKey PARTITION = new PartitionKey(0, 0, 0);
  private static final int MESSAGE_BYTES = MessageHeader.LENGTH + "b0-0".length();

  @TempDir Path data;
  private final FaultyDisk disk = new FaultyDisk();
  private LogStore store;
  private PartitionLog log;

  @BeforeEach
  void open() {
    store = new FileLogStore(data, 20L * MESSAGE_BYTES, disk);
    log = store.openLog(PARTITION);
  }

  @AfterEach
  void close() {
    log.close();
    store.close();
  }

  private void reopen() {
    close();
    open();
  }

  private Path file(String name) {
    return data.resolve("streams/0/topics/0/partitions/0").resolve(name);
  }

  private void assertRefused() {
    assertThatThrownBy(() -> log.append(Batches.numbered("b9", 10), 9))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the batch was not appended because the disk failed: No space left on device");
  }

  @Test
  void shouldRefuseABatchThatDoesNotFitWhateverPartOfItDoes() throws IOException {
    log.append(Batches.numbered("b0", 5), 1);
    for (int free = 0; free < 10 * MESSAGE_BYTES; free += 33) {
      disk.freeBytes = free;
      assertRefused();
      assertThat(log.nextOffset()).isEqualTo(5);
      assertThat(Batches.offsets(log.read(0, 50))).isEqualTo(LogStoreContract.range(0, 5));
      assertThat(Files.size(file("00000000000000000000.log"))).isEqualTo(5L * MESSAGE_BYTES);
    }
    disk.freeBytes = Long.MAX_VALUE;
    assertThat(log.append(Batches.numbered("b1", 5), 2)).isEqualTo(new AppendResult(5, 9));
    reopen();
    assertThat(Batches.payloads(log.read(4, 2))).containsExactly("b0-4", "b1-0");
  }

  @Test
  void shouldCutWhatAFailedWriteLeftOnceTheDiskLetsIt() throws IOException {
    log.append(Batches.numbered("b0", 5), 1);
    disk.freeBytes = 7L * MESSAGE_BYTES + 10;
    disk.truncates = false;
    assertRefused();
    disk.freeBytes = Long.MAX_VALUE;
    assertThatThrownBy(() -> log.append(Batches.of("short"), 2))
        .as("garbage behind it would look like damage after a restart")
        .hasMessageContaining("Input/output error");
    disk.truncates = true;
    log.append(Batches.of("short"), 2);
    assertThat(Files.size(file("00000000000000000000.log"))).isEqualTo(6L * MESSAGE_BYTES + 1);
    reopen();
    assertThat(Batches.payloads(log.read(4, 9))).containsExactly("b0-4", "short");
  }

  @Test
  void shouldAcknowledgeTheBatchThatFillsASegmentWhenTheNextSegmentCannotBeMade() {
    disk.creates = false;
    log.append(Batches.numbered("b0", 20), 1);
    assertThat(log.segmentsCount()).isEqualTo(1);
    assertRefused();
    disk.creates = true;
    assertThat(log.append(Batches.numbered("b1", 1), 2).firstOffset()).isEqualTo(20);
    assertThat(log.segmentsCount()).isEqualTo(2);
    reopen();
    assertThat(Batches.offsets(log.read(0, 50))).isEqualTo(LogStoreContract.range(0, 21));
  }

  @Test
  void shouldReportAFailedSyncAndTryAgain() {
    log.append(Batches.numbered("b0", 45), 1);
    log.append(Batches.numbered("b1", 1), 1);
    disk.syncs = false;
    assertThatThrownBy(() -> log.flush(true))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the log cannot be synced: Input/output error");
    log.flush(false);
    disk.syncs = true;
    log.flush(true);
  }

  @Test
  void shouldKeepTheOldOffsetWhenTheNewOneCannotBeStored() {
    ConsumerKey known = new ConsumerKey(false, 1);
    ConsumerKey unknown = new ConsumerKey(false, 2);
    try (OffsetStore offsets = store.openOffsets(PARTITION)) {
      offsets.put(known, 5);
      disk.freeBytes = 0;
      for (ConsumerKey consumer : new ConsumerKey[] {known, unknown}) {
        assertThatThrownBy(() -> offsets.put(consumer, 6))
            .isInstanceOf(UncheckedIOException.class)
            .hasMessageContaining("No space left on device");
      }
      assertThat(offsets.get(known)).hasValue(5);
      assertThat(offsets.get(unknown)).isEmpty();
    }
    try (OffsetStore offsets = store.openOffsets(PARTITION)) {
      assertThat(offsets.get(known)).hasValue(5);
      assertThat(offsets.get(unknown)).isEmpty();
    }
  }
}
