// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/**
 * A segment's bytes in a file; nothing stays in the heap but the memory for the next batch.
 *
 * <p>{@link #commit} hands a batch to the operating system, so it survives the process.
 */
final class FileSegmentStorage implements SegmentStorage {
  /** Memory for batches up to this size is kept between them. */
  private static final int KEPT_BYTES = 512 * 1024;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final StorageFile file;
  private final Path indexPath;
  private long size;
  private boolean tornEnd;
  private ByteBuffer memory = NOTHING;
  private ByteBuffer reserved = NOTHING;

  /** Creates it over a file that holds {@code size} good bytes and nothing else. */
  FileSegmentStorage(StorageFile file, Path indexPath, long size) {
    this.file = file;
    this.indexPath = indexPath;
    this.size = size;
  }

  @Override
  public ByteBuffer reserve(int length) {
    if (memory.capacity() < length) {
      memory = ByteBuffer.allocate(length + length / 4).order(ByteOrder.LITTLE_ENDIAN);
    }
    memory.clear().limit(length);
    reserved = memory;
    if (memory.capacity() > KEPT_BYTES) {
      memory = NOTHING;
    }
    return reserved;
  }

  @Override
  public void commit() throws IOException {
    ByteBuffer batch = reserved.rewind();
    reserved = NOTHING;
    int length = batch.remaining();
    if (tornEnd) {
      cutTornEnd();
    }
    try {
      file.write(batch, size);
    } catch (IOException e) {
      tornEnd = true;
      cutTornEndAfter(e);
      throw e;
    }
    size += length;
  }

  /** What a failed write left behind would look like damage after a restart. */
  private void cutTornEnd() throws IOException {
    file.truncate(size);
    tornEnd = false;
  }

  private void cutTornEndAfter(IOException failure) {
    try {
      cutTornEnd();
    } catch (IOException e) {
      // The next append, or the next start, does it.
      failure.addSuppressed(e);
    }
  }

  @Override
  public List<ByteBuffer> read(int position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    file.read(bytes, position);
    return List.of(bytes.flip().order(ByteOrder.LITTLE_ENDIAN));
  }

  @Override
  public void seal(long baseOffset, SegmentState state) {
    memory = NOTHING;
    try {
      SegmentIndexFile.write(indexPath, baseOffset, state);
    } catch (IOException e) {
      // Without the file, the next start reads the segment to make the index anew.
    }
  }

  @Override
  public void sync() throws IOException {
    file.sync();
  }

  @Override
  public void close() throws IOException {
    if (tornEnd) {
      cutTornEnd();
    }
    file.close();
  }

  @Override
  public void delete() throws IOException {
    file.delete();
    SegmentIndexFile.delete(indexPath);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
