// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import static org.apache.iggy.connector.embedded.command.CommandException.require;

import java.nio.ByteBuffer;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.apache.iggy.connector.protocol.message.MessageHeader;
import org.apache.iggy.connector.protocol.status.IggyStatus;

/** Checks a batch before it becomes part of a log, where everything trusts it. */
final class BatchValidation {
  private static final int MAX_PAYLOAD_BYTES = 64_000_000;
  private static final int MAX_USER_HEADERS_BYTES = 100_000;

  private BatchValidation() {}

  static void validate(MessageBatch batch) {
    require(batch.count() > 0, IggyStatus.INVALID_MESSAGES_COUNT);
    ByteBuffer messages = batch.messages();
    int start = 0;
    for (int i = 0; i < batch.count(); i++) {
      require(batch.indexOffset(i) == 0, IggyStatus.NON_ZERO_OFFSET);
      require(batch.indexTimestampMicros(i) == 0, IggyStatus.NON_ZERO_TIMESTAMP);
      int end = batch.end(i);
      require(
          end <= messages.limit() && end - start >= MessageHeader.LENGTH, IggyStatus.MISSING_INDEX);
      requireFits(messages, start, end - start);
      start = end;
    }
    require(start == messages.limit(), IggyStatus.INVALID_MESSAGES_SIZE);
  }

  private static void requireFits(ByteBuffer messages, int at, int length) {
    int payload = MessageHeader.payloadLength(messages, at);
    int userHeaders = MessageHeader.userHeadersLength(messages, at);
    require(payload >= 0 && payload <= MAX_PAYLOAD_BYTES, IggyStatus.TOO_BIG_MESSAGE_PAYLOAD);
    require(
        userHeaders >= 0 && userHeaders <= MAX_USER_HEADERS_BYTES, IggyStatus.TOO_BIG_USER_HEADERS);
    require(
        MessageHeader.LENGTH + payload + userHeaders == length, IggyStatus.INVALID_MESSAGES_SIZE);
  }
}
