// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The bytes of one segment: appended in batches, read anywhere.
 *
 * <p>One writer at a time; any number of readers of what has been committed.
 */
interface SegmentStorage {
  /**
   * Memory for the next batch, little-endian, from position 0 to {@code length}; nobody sees it
   * before {@link #commit}. A reservation that is not committed is taken back by the next one.
   */
  ByteBuffer reserve(int length);

  /**
   * Makes the reserved bytes part of the segment.
   *
   * @throws IOException when they cannot be stored; the segment is as before then
   */
  void commit() throws IOException;

  /**
   * Reads committed bytes; both ends lie between messages.
   *
   * @return little-endian views that stay valid and unchanged; no message lies in two of them
   */
  List<ByteBuffer> read(int position, int length) throws IOException;

  /** Notes that nothing will be appended any more. */
  void seal(long baseOffset, SegmentState state);

  /** Makes all committed bytes survive the machine. */
  void sync() throws IOException;

  /** Releases files; views stay valid. */
  void close() throws IOException;

  /** Releases and removes the bytes; views stay valid. */
  void delete() throws IOException;
}
