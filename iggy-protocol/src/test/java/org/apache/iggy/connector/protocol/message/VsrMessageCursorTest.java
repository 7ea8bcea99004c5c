// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;
import org.junit.jupiter.api.Test;

class VsrMessageCursorTest {
  private static final int[] BATCHES = {3, 1, 1, 5, 2};
  private static final int MESSAGES = 12;

  private final ByteBuffer batches = batches();

  /** Batches of messages whose payloads are their offsets, appended at 100, 101, ... */
  private static ByteBuffer batches() {
    WireWriter out = new WireWriter();
    int offset = 0;
    for (int batch = 0; batch < BATCHES.length; batch++) {
      int at = out.position();
      MessageBatchEncoder encoder = new MessageBatchEncoder();
      for (int i = 0; i < BATCHES[batch]; i++) {
        byte[] payload = {(byte) (offset + i)};
        encoder.add(payload, UserHeaders.empty(), 1000 + offset + i);
      }
      encoder.batch().encodeVsr(new MessageIds(1, batch), out);
      VsrBatchHeader.baseOffset(out.view(), at, offset);
      VsrBatchHeader.baseTimestampMicros(out.view(), at, 100 + batch);
      offset += BATCHES[batch];
    }
    return out.view();
  }

  @Test
  void shouldVisitEveryMessageWhenWalkingSeveralBatches() {
    MessageCursor cursor = cursor(MESSAGES);
    for (int i = 0; i < MESSAGES; i++) {
      assertThat(cursor.next()).isTrue();
      assertStandsOn(cursor, i);
    }
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void shouldEndWhenTheLimitIsReached() {
    MessageCursor cursor = cursor(4);
    for (int i = 0; i < 4; i++) {
      assertThat(cursor.next()).isTrue();
    }
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void shouldStandOnMessageWhenMovedInAnyOrder() {
    List<Integer> positions = positions();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      order.add(i);
    }
    Random random = new Random(5);
    MessageCursor cursor = cursor(MESSAGES);
    for (int round = 0; round < 50; round++) {
      Collections.shuffle(order, random);
      for (int index : order) {
        cursor.moveTo(positions.get(index));
        assertStandsOn(cursor, index);
      }
    }
  }

  @Test
  void shouldGoOnToTheEndWhenMoved() {
    MessageCursor cursor = cursor(MESSAGES);
    cursor.moveTo(positions().get(2));
    for (int i = 3; i < MESSAGES; i++) {
      assertThat(cursor.next()).isTrue();
      assertStandsOn(cursor, i);
    }
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void shouldRefusePositionWhenNoMessageCanStartThere() {
    MessageCursor cursor = cursor(MESSAGES);
    int second = VsrBatchHeader.LENGTH + 3 * (VsrMessageHeader.LENGTH + 1);
    for (int position : new int[] {-1, 0, 255, second, second + 255, batches.limit() - 1}) {
      assertThatThrownBy(() -> cursor.moveTo(position)).isInstanceOf(MalformedFrameException.class);
    }
    assertThatThrownBy(() -> cursor.moveTo(batches.limit()))
        .isInstanceOf(MalformedFrameException.class);
  }

  @Test
  void shouldKeepItsPlaceInTheBufferWhenMessagesDoNotStartAtZero() {
    ByteBuffer later = ByteBuffer.allocate(batches.remaining() + 10).position(7);
    later.put(batches.duplicate()).flip().position(7);
    MessageCursor cursor = MessageLayout.VSR.cursor(later, MESSAGES);
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.position()).isEqualTo(7 + VsrBatchHeader.LENGTH);
    assertStandsOn(cursor, 0);
    cursor.moveTo(7 + positions().get(11));
    assertStandsOn(cursor, 11);
  }

  @Test
  void shouldRefuseBatchWhenItsHeaderIsDamaged() {
    assertRefused(bytes -> VsrBatchHeader.batchLength(bytes, 0, 255));
    assertRefused(bytes -> VsrBatchHeader.batchLength(bytes, 0, -1));
    assertRefused(bytes -> VsrBatchHeader.batchLength(bytes, 0, bytes.limit() + 1));
    assertRefused(bytes -> VsrBatchHeader.batchLength(bytes, 0, 1L << 33 | 403));
    assertRefused(bytes -> VsrBatchHeader.count(bytes, 0, 0));
    assertRefused(bytes -> VsrBatchHeader.count(bytes, 0, -1));
    assertRefused(bytes -> VsrBatchHeader.count(bytes, 0, 4));
    assertRefused(bytes -> VsrBatchHeader.count(bytes, 0, 2));
    assertRefused(bytes -> bytes.limit(bytes.limit() - 1));
  }

  @Test
  void shouldRefuseBatchWhenItEndsBeforeItsLastMessage() {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    encoder.add(new byte[100], UserHeaders.empty(), 0);
    WireWriter out = new WireWriter();
    encoder.batch().encodeVsr(new MessageIds(1, 2), out);
    ByteBuffer twice = ByteBuffer.allocate(2 * out.position()).order(ByteOrder.LITTLE_ENDIAN);
    twice.put(out.view()).put(out.view()).flip();
    VsrBatchHeader.count(twice, 0, 2);
    MessageCursor cursor = MessageLayout.VSR.cursor(twice, 2);
    assertThat(cursor.next()).isTrue();
    assertThatThrownBy(cursor::next)
        .isInstanceOf(MalformedFrameException.class)
        .hasMessageContaining("does not have the 2 messages");
  }

  @Test
  void shouldRefuseMessageWhenItLeavesItsBatch() {
    int first = VsrBatchHeader.LENGTH;
    assertRefused(bytes -> VsrMessageHeader.payloadLength(bytes, first, -1));
    assertRefused(bytes -> VsrMessageHeader.userHeadersLength(bytes, first, -1));
    assertRefused(bytes -> VsrMessageHeader.payloadLength(bytes, first, 2));
    assertRefused(bytes -> VsrMessageHeader.payloadLength(bytes, first, 150));
    assertRefused(bytes -> VsrMessageHeader.payloadLength(bytes, first, Integer.MAX_VALUE));
  }

  private void assertRefused(Consumer<ByteBuffer> damage) {
    ByteBuffer bytes = batches();
    damage.accept(bytes);
    MessageCursor cursor = MessageLayout.VSR.cursor(bytes, MESSAGES);
    assertThatThrownBy(
            () -> {
              while (cursor.next()) {
                assertThat(cursor.payload()).hasSize(cursor.payloadLength());
              }
            })
        .isInstanceOf(MalformedFrameException.class);
  }

  @Test
  void shouldBecomeLegacyMessagesAndBackWhenWritten() {
    PolledMessages polled =
        new PolledMessages(3, 11, MESSAGES, batches.duplicate(), MessageLayout.VSR);
    WireWriter legacy = new WireWriter();
    PolledMessages.CODEC.encode(polled, legacy);
    PolledMessages asLegacy = PolledMessages.CODEC.decode(new WireReader(legacy.view()));

    MessageCursor cursor = asLegacy.cursor();
    for (int i = 0; i < MESSAGES; i++) {
      assertThat(cursor.next()).isTrue();
      assertStandsOn(cursor, i);
    }

    WireWriter vsr = new WireWriter();
    PolledMessages.VSR_CODEC.encode(asLegacy, vsr);
    PolledMessages back = PolledMessages.VSR_CODEC.decode(new WireReader(vsr.view()));
    assertThat(back.partitionId()).isEqualTo(3);
    assertThat(back.currentOffset()).isEqualTo(11);
    assertThat(back.count()).isEqualTo(MESSAGES);
    ByteBuffer expected = batches();
    // Batches are found again by the time of their append; the partition is the server's to say.
    for (int at = 0; at < expected.limit(); ) {
      VsrBatchHeader.partition(expected, at, 3);
      VsrBatchHeader.checksum(expected, at, new VsrBatchChecksum().compute(expected, at));
      at += (int) VsrBatchHeader.batchLength(expected, at);
    }
    assertThat(back.messages()).isEqualTo(expected);
  }

  private MessageCursor cursor(int count) {
    return MessageLayout.VSR.cursor(batches, count);
  }

  private List<Integer> positions() {
    List<Integer> positions = new ArrayList<>();
    MessageCursor cursor = cursor(MESSAGES);
    while (cursor.next()) {
      positions.add(cursor.position());
    }
    return positions;
  }

  private static void assertStandsOn(MessageCursor cursor, int index) {
    assertThat(cursor.offset()).isEqualTo(index);
    assertThat(cursor.payload()).containsExactly(index);
    assertThat(cursor.originTimestampMicros()).isEqualTo(1000 + index);
    assertThat(cursor.checksumMatches()).isTrue();
    int batch = 0;
    for (int last = BATCHES[0]; last <= index; last += BATCHES[++batch]) {}
    assertThat(cursor.timestampMicros()).isEqualTo(100 + batch);
  }
}
