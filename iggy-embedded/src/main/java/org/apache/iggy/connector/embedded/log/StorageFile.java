// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A file that is read and written at positions. Thread-safe.
 *
 * <p>After {@link #close} every method throws {@link java.nio.channels.ClosedChannelException}.
 */
interface StorageFile extends Closeable {
  /** Opens files; tests put failing disks here. */
  interface Opener {
    /** A file that may or may not exist yet. */
    StorageFile open(Path path);
  }

  /** Makes the file, which must not exist. */
  void create() throws IOException;

  boolean exists();

  /** Bytes it has; 0 when it does not exist. */
  long size() throws IOException;

  /**
   * Fills the buffer's remaining bytes from {@code position} on.
   *
   * @throws java.io.EOFException when the file ends before
   */
  void read(ByteBuffer into, long position) throws IOException;

  /** Writes the buffer's remaining bytes; when it returns, the operating system has them. */
  void write(ByteBuffer from, long position) throws IOException;

  /** Cuts what is behind {@code size}. */
  void truncate(long size) throws IOException;

  /** Makes what was written survive the machine. */
  void sync() throws IOException;

  /** Closes and removes it. */
  void delete() throws IOException;

  @Override
  void close() throws IOException;
}
