// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.wire;

/**
 * Bytes that are not what the wire protocol says they are.
 *
 * <p>Every decoder answers damaged, truncated or oversized input with this exception and nothing
 * else. After it, the position in the stream of frames is unknown, so a connection that saw it is
 * not used again.
 */
public class MalformedFrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that names the field and the values found. */
  public MalformedFrameException(String message) {
    super(message);
  }
}
