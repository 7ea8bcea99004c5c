// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;

/** Walks messages as Iggy 0.6 has them: shorter headers, and user headers with keys of text. */
final class Legacy06MessageCursor extends LegacyMessageCursor {
  Legacy06MessageCursor(ByteBuffer messages, int count) {
    super(messages, count, MessageHeader.LENGTH_0_6);
  }

  @Override
  public UserHeaders userHeaders() {
    return TextKeyHeaders.decode(buffer(), userHeadersPosition(), userHeadersLength());
  }
}
