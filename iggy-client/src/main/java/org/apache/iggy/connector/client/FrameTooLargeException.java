// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import org.apache.iggy.connector.protocol.status.ErrorCategory;

/**
 * A response over the limit of {@link ConnectionOptions#maxFrameBytes}; its connection is closed.
 *
 * <p>The server bounds the answer to a poll by count, not by bytes: ask for fewer messages.
 */
public final class FrameTooLargeException extends IggyException {
  private static final long serialVersionUID = 1L;

  private final long frameBytes;

  /** Creates the exception for a frame of this size. */
  public FrameTooLargeException(long frameBytes, int maxFrameBytes) {
    super(
        ErrorCategory.PERMANENT,
        "the server sent a response of "
            + frameBytes
            + " bytes, over the limit of "
            + maxFrameBytes
            + "; raise the frame limit or poll fewer messages at once");
    this.frameBytes = frameBytes;
  }

  /** Size of the refused response, bytes. */
  public long frameBytes() {
    return frameBytes;
  }
}
