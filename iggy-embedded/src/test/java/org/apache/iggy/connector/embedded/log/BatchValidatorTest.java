// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageHeader;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each test spoils a good batch of two messages, "one" and "two". */
class BatchValidatorTest {
  private static final int SECOND = MessageHeader.LENGTH + 3;

  private ByteBuffer indexes;
  private ByteBuffer messages;

  @BeforeEach
  void makeGoodBatch() {
    indexes = ByteBuffer.allocate(2 * MessageBatch.INDEX_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    indexes.putInt(4, SECOND).putInt(20, 2 * SECOND);
    MessageBatch batch = Batches.of("one", "two");
    messages = ByteBuffer.allocate(batch.sizeBytes()).order(ByteOrder.LITTLE_ENDIAN);
    messages.put(batch.messages()).flip();
  }

  private void assertViolation(IggyStatus expected) {
    assertThat(BatchValidator.violation(new MessageBatch(2, indexes, messages))).contains(expected);
  }

  @Test
  void shouldAcceptGoodBatches() {
    assertThat(BatchValidator.violation(new MessageBatch(2, indexes, messages))).isEmpty();
    MessageBatchEncoder largest = new MessageBatchEncoder();
    largest.add(new byte[MessageBatchEncoder.MAX_PAYLOAD_BYTES], UserHeaders.empty(), 0);
    assertThat(BatchValidator.violation(largest.batch())).isEmpty();
  }

  @Test
  void shouldRefuseAnEmptyBatch() {
    ByteBuffer nothing = ByteBuffer.allocate(0);
    assertThat(BatchValidator.violation(new MessageBatch(0, nothing, nothing)))
        .contains(IggyStatus.INVALID_MESSAGES_COUNT);
  }

  @Test
  void shouldRefuseAnIndexWithAnOffset() {
    indexes.putInt(16, 1);
    assertViolation(IggyStatus.NON_ZERO_OFFSET);
  }

  @Test
  void shouldRefuseAnIndexWithATimestamp() {
    indexes.putLong(24, 1);
    assertViolation(IggyStatus.NON_ZERO_TIMESTAMP);
  }

  @Test
  void shouldRefuseAnIndexBeyondTheMessages() {
    indexes.putInt(4, 2 * SECOND + 1);
    assertViolation(IggyStatus.MISSING_INDEX);
    indexes.putInt(4, -1);
    assertViolation(IggyStatus.MISSING_INDEX);
  }

  @Test
  void shouldRefuseAMessageShorterThanItsHeader() {
    indexes.putInt(4, MessageHeader.LENGTH - 1);
    assertViolation(IggyStatus.MISSING_INDEX);
  }

  @Test
  void shouldRefuseAMessageLongerThanItsIndexSays() {
    MessageHeader.payloadLength(messages, 0, 4);
    assertViolation(IggyStatus.MISSING_INDEX);
    MessageHeader.payloadLength(messages, 0, -1);
    assertViolation(IggyStatus.MISSING_INDEX);
    MessageHeader.payloadLength(messages, 0, Integer.MAX_VALUE);
    MessageHeader.userHeadersLength(messages, 0, Integer.MAX_VALUE);
    assertViolation(IggyStatus.MISSING_INDEX);
  }

  @Test
  void shouldRefuseAMessageShorterThanItsIndexSays() {
    MessageHeader.payloadLength(messages, SECOND, 2);
    assertViolation(IggyStatus.INVALID_MESSAGES_SIZE);
  }

  @Test
  void shouldRefuseAnIndexThatGoesBack() {
    indexes.putInt(20, 1);
    assertViolation(IggyStatus.CANNOT_READ_INDEX_POSITION);
  }

  @Test
  void shouldRefuseMessageOffsetsThatGoBack() {
    MessageHeader.offset(messages, 0, 5);
    assertViolation(IggyStatus.INVALID_OFFSET);
  }

  @Test
  void shouldRefuseTooLargeAPayload() {
    assertThat(oneMessage(MessageBatchEncoder.MAX_PAYLOAD_BYTES + 1, 0))
        .isEqualTo(IggyStatus.TOO_BIG_MESSAGE_PAYLOAD);
  }

  @Test
  void shouldRefuseTooLargeUserHeaders() {
    assertThat(oneMessage(0, MessageBatchEncoder.MAX_USER_HEADERS_BYTES + 1))
        .isEqualTo(IggyStatus.TOO_BIG_USER_HEADERS);
  }

  private static IggyStatus oneMessage(int payloadLength, int userHeadersLength) {
    ByteBuffer message =
        ByteBuffer.allocate(MessageHeader.LENGTH + payloadLength + userHeadersLength)
            .order(ByteOrder.LITTLE_ENDIAN);
    MessageHeader.payloadLength(message, 0, payloadLength);
    MessageHeader.userHeadersLength(message, 0, userHeadersLength);
    ByteBuffer index =
        ByteBuffer.allocate(MessageBatch.INDEX_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    index.putInt(4, message.capacity());
    return BatchValidator.violation(new MessageBatch(1, index, message)).orElseThrow();
  }
}
