// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A file on disk whose channel is opened when needed.
 *
 * <p>A channel closes under everybody's feet when one of its threads is interrupted, and {@link
 * OpenFiles} closes those that are not in use; both are mended here by opening it again, since all
 * access is by position and so can be repeated.
 */
final class DiskFile implements StorageFile {
  /** The JDK keeps a direct buffer a thread, as large as the largest transfer: keep that small. */
  private static final int TRANSFER_BYTES = 128 * 1024;

  private static final Set<StandardOpenOption> EXISTING =
      EnumSet.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
  private static final Set<StandardOpenOption> NEW =
      EnumSet.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

  private final Path path;
  private final OpenFiles openFiles;
  private volatile FileChannel channel;
  private volatile boolean recentlyUsed;
  private volatile boolean closed;

  DiskFile(Path path, OpenFiles openFiles) {
    this.path = path;
    this.openFiles = openFiles;
  }

  /** Something that may have to be done again. */
  private interface Attempt<T> {
    T run() throws IOException;
  }

  /** What is done with a channel; repeated from its start when the channel was closed. */
  private interface Access<T> {
    T with(FileChannel channel) throws IOException;
  }

  private <T> T access(Access<T> access) throws IOException {
    recentlyUsed = true;
    return untilDone(() -> access.with(channel()), () -> closed);
  }

  /** Repeats what fails because its channel was closed, and keeps the thread interrupted. */
  private static <T> T untilDone(Attempt<T> attempt, BooleanSupplier closedForGood)
      throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return attempt.run();
        } catch (ClosedChannelException e) {
          if (closedForGood.getAsBoolean()) {
            throw e;
          }
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private FileChannel channel() throws IOException {
    FileChannel current = channel;
    return current != null && current.isOpen() ? current : open(EXISTING);
  }

  private FileChannel open(Set<StandardOpenOption> options) throws IOException {
    FileChannel opened;
    synchronized (this) {
      if (closed) {
        throw new ClosedChannelException();
      }
      if (channel != null && channel.isOpen()) {
        return channel;
      }
      opened = FileChannel.open(path, options);
      channel = opened;
    }
    openFiles.opened(this);
    if (closed) {
      openFiles.closed(this);
    }
    return opened;
  }

  /** Whether it was used since this was last asked. */
  boolean wasUsedRecently() {
    boolean used = recentlyUsed;
    recentlyUsed = false;
    return used;
  }

  /** Closes the channel; the next access opens it again. */
  synchronized void release() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  /** Makes the files that a folder lists survive the machine. */
  static void syncFolder(Path folder) throws IOException {
    try {
      untilDone(
          () -> {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
              channel.force(true);
            }
            return null;
          },
          () -> false);
    } catch (AccessDeniedException e) {
      // Windows does not open folders, and has their content on disk without being asked.
    }
  }

  @Override
  public void create() throws IOException {
    open(NEW);
  }

  @Override
  public boolean exists() {
    return Files.exists(path);
  }

  @Override
  public long size() throws IOException {
    return exists() ? access(FileChannel::size) : 0;
  }

  @Override
  public void read(ByteBuffer into, long position) throws IOException {
    int start = into.position();
    int end = into.limit();
    access(
        open -> {
          while (into.position() < end) {
            into.limit(Math.min(end, into.position() + TRANSFER_BYTES));
            if (open.read(into, position + into.position() - start) < 0) {
              throw new EOFException(path + " ends before " + (position + end - start));
            }
          }
          return null;
        });
    into.limit(end);
  }

  @Override
  public void write(ByteBuffer from, long position) throws IOException {
    int start = from.position();
    int end = from.limit();
    access(
        open -> {
          while (from.position() < end) {
            from.limit(Math.min(end, from.position() + TRANSFER_BYTES));
            open.write(from, position + from.position() - start);
          }
          return null;
        });
  }

  @Override
  public void truncate(long size) throws IOException {
    access(open -> open.truncate(size));
  }

  @Override
  public void sync() throws IOException {
    access(
        open -> {
          open.force(false);
          return null;
        });
  }

  @Override
  public void delete() throws IOException {
    close();
    Files.deleteIfExists(path);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    release();
    openFiles.closed(this);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
