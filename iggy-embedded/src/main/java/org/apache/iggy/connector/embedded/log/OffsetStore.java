// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.Closeable;
import java.util.OptionalLong;

/**
 * The offsets that consumers and groups have stored for one partition. Thread-safe.
 *
 * <p>Failing disks surface as {@link java.io.UncheckedIOException}; nothing has changed then.
 */
public interface OffsetStore extends Closeable {
  /** The offset stored last. */
  OptionalLong get(ConsumerKey consumer);

  /** Stores an offset; when this returns, it survives the process where the log does. */
  void put(ConsumerKey consumer, long offset);

  /**
   * Forgets a consumer's offset.
   *
   * @return whether there was one
   */
  boolean remove(ConsumerKey consumer);

  /** Forgets all. */
  void clear();

  /** The lowest offset of all, {@link PartitionLog#NOT_HELD_BACK} when none is stored. */
  long lowest();

  /** Releases files; the store is not used again. */
  @Override
  void close();
}
