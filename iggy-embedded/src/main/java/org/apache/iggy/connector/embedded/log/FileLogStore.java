// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Keeps partitions on a folder, which one process at a time may use.
 *
 * <pre>{@code
 * lock                                               held by the process that uses the folder
 * streams/S/topics/T/partitions/P/<offset>.log       messages, see FileSegmentStore
 * streams/S/topics/T/partitions/P/offsets            stored offsets, see FileOffsetStore
 * deleted/                                           partitions on their way out
 * }</pre>
 *
 * <p>What an append or a stored offset returned for survives the process, even {@code kill -9};
 * what was flushed with {@code fsync}, the machine. Thread-safe for different partitions.
 */
public final class FileLogStore implements LogStore {
  private static final int MAX_OPEN_FILES = 512;

  private final Path folder;
  private final long segmentBytes;
  private final StorageFile.Opener files;
  private final FileChannel lock;

  /**
   * Opens a folder, and makes it if need be.
   *
   * @param segmentBytes a segment is sealed once it has this size, 1..{@link #MAX_SEGMENT_BYTES}
   * @throws UncheckedIOException when the folder cannot be used, for example because another
   *     process uses it
   */
  public FileLogStore(Path folder, long segmentBytes) {
    this(folder, segmentBytes, onDisk());
  }

  FileLogStore(Path folder, long segmentBytes, StorageFile.Opener files) {
    this.folder = folder;
    this.segmentBytes = segmentBytes;
    this.files = files;
    try {
      Files.createDirectories(folder);
      this.lock = lock(folder.resolve("lock"));
      removeTree(deleted());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the data folder " + folder + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static StorageFile.Opener onDisk() {
    OpenFiles openFiles = new OpenFiles(MAX_OPEN_FILES);
    return path -> new DiskFile(path, openFiles);
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock held = null;
    try {
      held = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // This process holds it itself: as bad as another one.
    } finally {
      if (held == null) {
        channel.close();
      }
    }
    if (held == null) {
      throw new IOException("another server uses it; stop that one or choose another folder");
    }
    return channel;
  }

  @Override
  public PartitionLog openLog(PartitionKey partition) {
    try {
      Path home = Files.createDirectories(home(partition));
      return new SegmentedPartitionLog(new FileSegmentStore(home, files), segmentBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the log of " + partition + " cannot be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public OffsetStore openOffsets(PartitionKey partition) {
    try {
      Path home = Files.createDirectories(home(partition));
      return new FileOffsetStore(files.open(home.resolve("offsets")));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the stored offsets of " + partition + " cannot be opened: " + e.getMessage(), e);
    }
  }

  /** Moves the partition away in one step, so that a crash leaves all of it or nothing. */
  @Override
  public void delete(PartitionKey partition) {
    Path home = home(partition);
    try {
      if (Files.exists(home)) {
        Path doomed = Files.createDirectories(deleted()).resolve(UUID.randomUUID().toString());
        Files.move(home, doomed);
        removeTree(doomed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(partition + " cannot be deleted: " + e.getMessage(), e);
    }
  }

  private Path home(PartitionKey partition) {
    return folder
        .resolve("streams")
        .resolve(Long.toString(partition.streamId()))
        .resolve("topics")
        .resolve(Long.toString(partition.topicId()))
        .resolve("partitions")
        .resolve(Integer.toString(partition.partitionId()));
  }

  private Path deleted() {
    return folder.resolve("deleted");
  }

  private static void removeTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(root)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }

  /** Lets other processes use the folder; the partitions' logs have been closed before. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the lock of " + folder + " cannot be released", e);
    }
  }
}
