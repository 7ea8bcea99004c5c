// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises of every store, kept on a folder, and those about files. */
class FileLogStoreTest extends LogStoreContract {
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  @TempDir Path folder;

  @Override
  LogStore newStore(long segmentBytes) {
    return new FileLogStore(folder, segmentBytes);
  }

  /** How many files below the folder this process holds open. */
  private long openFiles() throws IOException {
    assumeTrue(Files.isDirectory(OPEN_FILES), "open files can be counted on Linux only");
    try (Stream<Path> open = Files.list(OPEN_FILES)) {
      return open.filter(this::isInFolder).count();
    }
  }

  private boolean isInFolder(Path open) {
    try {
      return Files.readSymbolicLink(open).startsWith(folder.toRealPath());
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  @Test
  void shouldReleaseAllFilesWhenClosed() throws IOException {
    fillTenSegments();
    log.read(0, 100);
    log.deleteSegments(3, PartitionLog.NOT_HELD_BACK);
    try (OffsetStore offsets = store.openOffsets(PARTITION)) {
      offsets.put(new ConsumerKey(true, 1), 1);
    }
    assertThat(openFiles()).as("the lock and eight segments").isEqualTo(9);
    closeStore();
    assertThat(openFiles()).isZero();
    openStore();
  }

  @Test
  void shouldKeepFewFilesOpen() throws IOException {
    closeStore();
    OpenFiles openFiles = new OpenFiles(3);
    store = new FileLogStore(folder, 1, path -> new DiskFile(path, openFiles));
    log = store.openLog(PARTITION);
    for (int i = 0; i < 50; i++) {
      log.append(Batches.of("m" + i), i);
      assertThat(log.read(i / 2, 1).firstOffset()).isEqualTo(i / 2);
    }
    assertThat(Batches.offsets(log.read(0, 50))).isEqualTo(range(0, 50));
    assertThat(openFiles()).as("the lock and three more").isEqualTo(4);
    assertThat(openFiles.count()).isEqualTo(3);
  }

  @Test
  void shouldSurviveInterruptedThreads() {
    log.append(Batches.of("before"), 1);
    Thread.currentThread().interrupt();
    log.append(Batches.of("interrupted"), 2);
    assertThat(Batches.payloads(log.read(0, 5))).containsExactly("before", "interrupted");
    log.flush(true);
    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    log.append(Batches.of("after"), 3);
    assertThat(log.read(0, 5).count()).isEqualTo(3);
  }

  @Test
  void shouldRefuseAFolderThatIsInUse() {
    assertThatThrownBy(() -> newStore(1))
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("another server uses it");
  }

  @Test
  void shouldRefuseAFolderThatIsAFile() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> new FileLogStore(file, 1))
        .hasMessageContaining("the data folder " + file + " cannot be used");
  }

  @Test
  void shouldRemoveAllOfADeletedPartition() throws IOException {
    fillTenSegments();
    try (OffsetStore offsets = store.openOffsets(PARTITION)) {
      offsets.put(new ConsumerKey(true, 1), 1);
    }
    log.close();
    store.delete(PARTITION);
    assertThat(folder.resolve("streams/1/topics/2/partitions/3")).doesNotExist();
    assertThat(folder.resolve("deleted")).isEmptyDirectory();
    log = store.openLog(PARTITION);
    assertThat(log.nextOffset()).isZero();
  }

  @Test
  void shouldFinishDeletionsOfAKilledProcess() throws IOException {
    closeStore();
    Path doomed = Files.createDirectories(folder.resolve("deleted/some-partition"));
    Files.createFile(doomed.resolve("00000000000000000000.log"));
    openStore();
    assertThat(folder.resolve("deleted")).doesNotExist();
  }

  @Test
  void shouldMakeFlushedMessagesSurviveTheMachine() {
    // Whether the disk really has them cannot be seen from here; failures are in FullDiskTest.
    fillTenSegments();
    log.flush(false);
    log.flush(true);
    log.flush(true);
    assertThat(log.nextOffset()).isEqualTo(100);
  }
}
