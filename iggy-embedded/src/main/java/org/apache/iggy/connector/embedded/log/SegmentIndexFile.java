// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.iggy.connector.protocol.hash.XxHash3;

/**
 * The index of a sealed segment on disk, so that a restart need not read the segment.
 *
 * <pre>{@code
 * checksum u64 (XXH3-64 of what follows), magic u64, base offset u64, next offset u64,
 * size in bytes u64, last timestamp u64 (microseconds), count u64,
 * count x { relative offset u32, position u32, timestamp u64 }
 * }</pre>
 *
 * <p>All integers are little-endian. It is only an aid: a file that is missing or damaged is made
 * anew from the segment.
 */
final class SegmentIndexFile {
  private static final long MAGIC = 0x3130_5844_4959_4747L;
  private static final int HEADER_LENGTH = 56;
  private static final int ENTRY_LENGTH = 16;

  private SegmentIndexFile() {}

  /** Writes the file in one step: it is there whole or not at all. */
  static void write(Path path, long baseOffset, SegmentState state) throws IOException {
    SparseIndex.View index = state.index();
    ByteBuffer bytes =
        ByteBuffer.allocate(HEADER_LENGTH + index.count() * ENTRY_LENGTH)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(0).putLong(MAGIC).putLong(baseOffset).putLong(state.nextOffset());
    bytes.putLong(state.sizeBytes()).putLong(state.lastTimestampMicros()).putLong(index.count());
    for (int i = 0; i < index.count(); i++) {
      bytes.putInt(index.offset(i)).putInt(index.position(i)).putLong(index.timestampMicros(i));
    }
    bytes.putLong(0, checksum(bytes));
    Path partial = path.resolveSibling(path.getFileName() + ".partial");
    Files.write(partial, bytes.array());
    Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads the file.
   *
   * @param size bytes of the segment's file
   * @return the segment's state, empty when the file is missing, damaged or of another segment
   */
  static Optional<SegmentState> read(Path path, long baseOffset, long size) throws IOException {
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (bytes.capacity() < HEADER_LENGTH
        || bytes.getLong(0) != checksum(bytes)
        || bytes.getLong(8) != MAGIC
        || bytes.getLong(16) != baseOffset
        || bytes.getLong(32) != size
        || bytes.getLong(48) != (bytes.capacity() - HEADER_LENGTH) / ENTRY_LENGTH) {
      return Optional.empty();
    }
    SparseIndex index = new SparseIndex((int) bytes.getLong(48));
    for (int at = HEADER_LENGTH; at < bytes.capacity(); at += ENTRY_LENGTH) {
      index.add(bytes.getInt(at), bytes.getInt(at + 4), bytes.getLong(at + 8));
    }
    return Optional.of(
        new SegmentState(bytes.getLong(24), (int) size, bytes.getLong(40), index.view()));
  }

  /** Removes the file if it is there. */
  static void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }

  private static long checksum(ByteBuffer bytes) {
    return XxHash3.hash64(bytes, 8, bytes.capacity() - 8);
  }
}
