// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Real files on a disk that fills up, and that may fail to cut, make or sync files. */
final class FaultyDisk implements StorageFile.Opener {
  private final OpenFiles openFiles = new OpenFiles(100);

  /** Bytes that may still be written. */
  long freeBytes = Long.MAX_VALUE;

  boolean truncates = true;
  boolean creates = true;
  boolean syncs = true;

  @Override
  public StorageFile open(Path path) {
    return new FaultyFile(new DiskFile(path, openFiles));
  }

  private static void require(boolean works, String failure) throws IOException {
    if (!works) {
      throw new IOException(failure);
    }
  }

  private final class FaultyFile implements StorageFile {
    private final StorageFile file;

    FaultyFile(StorageFile file) {
      this.file = file;
    }

    @Override
    public void create() throws IOException {
      require(creates, "No space left on device");
      file.create();
    }

    @Override
    public boolean exists() {
      return file.exists();
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
      file.read(into, position);
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      boolean fits = from.remaining() <= freeBytes;
      int end = from.limit();
      from.limit(fits ? end : from.position() + (int) freeBytes);
      freeBytes -= from.remaining();
      file.write(from, position);
      from.limit(end);
      require(fits, "No space left on device");
    }

    @Override
    public void truncate(long size) throws IOException {
      require(truncates, "Input/output error");
      file.truncate(size);
    }

    @Override
    public void sync() throws IOException {
      require(syncs, "Input/output error");
      file.sync();
    }

    @Override
    public void delete() throws IOException {
      file.delete();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }

    @Override
    public String toString() {
      return file.toString();
    }
  }
}
