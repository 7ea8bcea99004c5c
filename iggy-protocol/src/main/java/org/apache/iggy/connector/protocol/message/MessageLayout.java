// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;

/** How messages lie in the answer to a poll; each generation of the protocol has its own. */
public interface MessageLayout {
  /** Messages back to back, each with its own {@link MessageHeader}: Iggy 0.7 and 0.8. */
  MessageLayout LEGACY = LegacyMessageCursor::new;

  /**
   * The same in Iggy 0.6: headers without the reserved bytes, {@link MessageHeader#LENGTH_0_6}
   * long, and user headers whose keys are text without a kind.
   */
  MessageLayout LEGACY_0_6 = Legacy06MessageCursor::new;

  /** Batches back to back, each behind its {@link VsrBatchHeader}: Iggy 0.9. */
  MessageLayout VSR = VsrMessageCursor::new;

  /** A cursor over {@code count} messages between the buffer's position and limit. */
  MessageCursor cursor(ByteBuffer messages, int count);
}
