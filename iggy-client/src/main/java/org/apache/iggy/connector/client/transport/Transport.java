// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.transport;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A connected byte stream whose every wait has a deadline.
 *
 * <p>One thread at a time reads and writes; {@link #close} may come from any thread and ends a wait
 * with an {@link IOException}. An interrupt ends a wait with {@link
 * org.apache.iggy.connector.client.IggyInterruptedException} and leaves the stream usable. So does
 * a deadline, with {@link org.apache.iggy.connector.client.IggyTimeoutException}: bytes read or
 * written so far are in the buffers.
 */
public interface Transport extends AutoCloseable {
  /**
   * Reads at least one byte into the buffer's remaining room.
   *
   * @return bytes read, or -1 at the end of the stream
   */
  int read(ByteBuffer destination, Deadline deadline) throws IOException;

  /** Writes all the buffer's remaining bytes. */
  void write(ByteBuffer source, Deadline deadline) throws IOException;

  /**
   * Whether the server has closed the stream or sent bytes that nobody asked for: looked up without
   * waiting, for connections that have been idle.
   */
  boolean isStale();

  /** Closes the stream; safe to call more than once and from any thread. */
  @Override
  void close();
}
