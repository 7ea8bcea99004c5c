// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.apache.iggy.connector.protocol.hash.XxHash3;
import org.apache.iggy.connector.protocol.wire.WireWriter;
import org.junit.jupiter.api.Test;

class VsrBatchValidatorTest {
  private static final int FIRST = VsrBatchHeader.LENGTH;

  private final VsrBatchValidator validator = new VsrBatchValidator();
  private final ByteBuffer batch = batch();

  private static ByteBuffer batch() {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    encoder.add(new byte[0], UserHeaders.empty(), 9);
    encoder.add(new byte[300], UserHeaders.builder().put("k", "v").build(), 7);
    WireWriter out = new WireWriter();
    encoder.batch().encodeVsr(new MessageIds(1, 2), out);
    return out.view();
  }

  @Test
  void shouldFindNothingWhenBatchIsSound() {
    assertThat(validator.problem(MessageBatch.vsr(2, batch))).isEmpty();
    assertThat(VsrBatchHeader.originTimestampMicros(batch, 0)).isEqualTo(7);
  }

  @Test
  void shouldFindProblemWhenBatchIsBad() {
    assertProblem("room for its header", bytes -> bytes.limit(255));
    assertProblem("room for its header", bytes -> bytes.limit(0));
    assertProblem("says that it has", bytes -> bytes.limit(bytes.limit() - 1));
    assertProblem("says that it has", bytes -> VsrBatchHeader.batchLength(bytes, 0, -1));
    assertProblem("the batch 1", bytes -> VsrBatchHeader.count(bytes, 0, 1));
    assertProblem("batch's header are not 0", bytes -> bytes.put(52, (byte) 1));
    assertProblem("batch's header are not 0", bytes -> bytes.put(255, (byte) 1));
    assertProblem("message 0 are not 0", bytes -> bytes.put(FIRST + 47, (byte) 1));
    assertProblem("message 0 does not fit", bytes -> bytes.put(FIRST + 8, (byte) 99));
    assertProblem("message 1 does not fit", bytes -> bytes.put(bytes.limit() - 1, (byte) 99));
    assertProblem(
        "leaves its batch", bytes -> VsrMessageHeader.payloadLength(bytes, FIRST, 1 << 20));
    assertProblem("batch does not fit", bytes -> VsrBatchHeader.checksum(bytes, 0, 0));
    assertProblem("batch does not fit", bytes -> VsrBatchHeader.originTimestampMicros(bytes, 0, 8));
  }

  @Test
  void shouldFindProblemWhenCountsDiffer() {
    assertThat(validator.problem(MessageBatch.vsr(3, batch)))
        .hasValueSatisfying(problem -> assertThat(problem).contains("3 messages, the batch 2"));
    assertThat(validator.problem(MessageBatch.vsr(0, batch))).isPresent();
  }

  @Test
  void shouldFindProblemWhenBytesFollowTheLastMessage() {
    ByteBuffer longer = ByteBuffer.allocate(batch.limit() + 4).order(batch.order());
    longer.put(batch.duplicate()).clear();
    VsrBatchHeader.batchLength(longer, 0, longer.limit());
    assertThat(validator.problem(MessageBatch.vsr(2, longer)))
        .hasValueSatisfying(problem -> assertThat(problem).contains("4 bytes follow"));
  }

  @Test
  void shouldComputeChecksumAnewWhenTheServerStampsABatch() {
    VsrBatchHeader.baseOffset(batch, 0, 1000);
    assertThat(validator.problem(MessageBatch.vsr(2, batch))).isPresent();
    VsrBatchHeader.checksum(batch, 0, new VsrBatchChecksum().compute(batch, 0));
    assertThat(validator.problem(MessageBatch.vsr(2, batch))).isEmpty();
  }

  @Test
  void shouldHashHeaderAndChecksumsWhenComputed() {
    ByteBuffer hashed = ByteBuffer.allocate(44 + 16);
    hashed.put(batch.duplicate().limit(40)).put(batch.duplicate().position(48).limit(52));
    MessageCursor cursor = MessageLayout.VSR.cursor(batch, 2);
    while (cursor.next()) {
      int at = cursor.position();
      hashed.put(batch.duplicate().position(at).limit(at + 8));
    }
    assertThat(VsrBatchHeader.checksum(batch, 0)).isEqualTo(XxHash3.hash64(hashed.array()));
  }

  private void assertProblem(String expected, Consumer<ByteBuffer> damage) {
    ByteBuffer damaged = batch();
    damage.accept(damaged);
    assertThat(validator.problem(MessageBatch.vsr(2, damaged)))
        .hasValueSatisfying(problem -> assertThat(problem).contains(expected));
  }
}
