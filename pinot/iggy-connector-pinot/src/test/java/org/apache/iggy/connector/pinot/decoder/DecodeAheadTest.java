// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pinot.spi.data.readers.GenericRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is decoded ahead, and when; that it makes no difference is PayloadDecodingTest's. */
@Timeout(60)
class DecodeAheadTest {
  private final DecodeThreads threads = new DecodeThreads(4);
  private final DecodeAhead ahead = new DecodeAhead(threads, 4);
  private final IggyJsonMessageDecoder decoder = newDecoder();
  private byte[] bytes;

  @AfterEach
  void close() {
    ahead.close();
  }

  @Test
  void shouldHaveTheRestOfTheBatchReadyWhenTheFirstMessageIsDecoded() {
    PayloadBatch batch = begin(100);
    assertThat(decode(batch, 0)).isEqualTo(0);
    awaitDecoded();
    // What is decoded ahead needs its bytes no more.
    Arrays.fill(bytes, (byte) '!');
    for (int i = 3; i < 100; i++) {
      assertThat(decode(batch, i)).isEqualTo(i);
    }
  }

  @Test
  void shouldDecodeTheNextBatchAheadFromItsStart() {
    decode(begin(100), 0);
    ahead.end();
    PayloadBatch next = begin(100);
    awaitDecoded();
    Arrays.fill(bytes, (byte) '!');
    assertThat(decode(next, 5)).isEqualTo(5);
  }

  @Test
  void shouldStayBoundedlyAheadAndGoOnWhenPinotCatchesUp() {
    int count = 3 * RowRing.SLOTS;
    PayloadBatch batch = begin(count);
    decode(batch, 0);
    awaitDecoded();
    byte[] intact = bytes.clone();
    Arrays.fill(bytes, (byte) '!');
    for (int i = 3; i < RowRing.SLOTS - 1; i++) {
      assertThat(decode(batch, i)).isEqualTo(i);
      if (i == RowRing.SLOTS / 4) {
        // Behind the ring's end nothing was decoded, or it would be of the overwritten bytes.
        System.arraycopy(intact, 0, bytes, 0, bytes.length);
      }
    }
    for (int i = RowRing.SLOTS - 1; i < count; i++) {
      assertThat(decode(batch, i)).isEqualTo(i);
    }
  }

  @Test
  void shouldReportAMalformedMessageEachTimeItIsAskedFor() {
    PayloadBatch batch = begin(100, 50);
    decode(batch, 0);
    awaitDecoded();
    assertThat(decode(batch, 49)).isEqualTo(49);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> decode(batch, 50))
          .isInstanceOf(JsonDecodeException.class)
          .hasMessageContaining("Topic events: malformed JSON at byte 0");
    }
    assertThat(decode(batch, 51)).isEqualTo(51);
  }

  @Test
  void shouldDecodeAMessageAgainWhenItsRowHasBeenTaken() {
    PayloadBatch batch = begin(100);
    decode(batch, 0);
    awaitDecoded();
    assertThat(decode(batch, 10)).isEqualTo(10);
    assertThat(decode(batch, 10)).isEqualTo(10);
    assertThat(decode(batch, 4)).isEqualTo(4);
  }

  @Test
  void shouldReadTheFieldsOfAnotherDecoderWhenThatOneDecodes() {
    PayloadBatch batch = begin(100);
    decode(batch, 0);
    awaitDecoded();
    IggyJsonMessageDecoder other = new IggyJsonMessageDecoder();
    other.init(null, Set.of("name"), "events");
    GenericRow row = other.decode(batch.view(20), new GenericRow());
    assertThat(row.getFieldToValueMap()).containsOnlyKeys("name").containsValue("user-20");
    assertThat(decode(batch, 21)).isEqualTo(21);
  }

  @Test
  void shouldNotReadTheBatchAnyMoreOnceItHasEnded() {
    for (int round = 0; round < 200; round++) {
      PayloadBatch batch = begin(400);
      decode(batch, 0);
      batch.end();
      assertThat(ahead.isDecoding()).isFalse();
      Arrays.fill(bytes, (byte) '!');
      PayloadBatch next = begin(20);
      for (int i = 0; i < 20; i++) {
        assertThat(decode(next, i)).isEqualTo(i);
      }
      next.end();
    }
  }

  @Test
  void shouldLeaveTheProcessorsToThoseWhoConsume() throws Exception {
    DecodeThreads two = new DecodeThreads(2);
    two.consumerBusy();
    CountDownLatch released = new CountDownLatch(1);
    assertThat(two.offer(() -> await(released), 8)).isTrue();
    assertThat(two.offer(() -> {}, 8)).as("two processors are in use").isFalse();
    released.countDown();
    CountDownLatch ran = new CountDownLatch(1);
    awaitTrue(() -> two.offer(ran::countDown, 8));
    assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    two.consumerBusy();
    assertThat(two.offer(() -> {}, 8)).as("two consumers have two processors").isFalse();
    two.consumerIdle();
    awaitTrue(() -> two.offer(() -> {}, 8));
    assertThat(two.offer(() -> {}, 0)).as("none is wanted").isFalse();
  }

  @Test
  void shouldGiveItsProcessorBackWhenTheBacklogOrTheConsumerEnds() {
    DecodeThreads two = new DecodeThreads(2);
    DecodeAhead first = new DecodeAhead(two, 8);
    DecodeAhead second = new DecodeAhead(two, 8);
    batch(first, 100).begin();
    batch(second, 100).begin();
    assertThat(two.offer(() -> {}, 8)).isFalse();
    first.end();
    batch(first, 1).begin();
    awaitTrue(() -> two.offer(() -> {}, 8));
    batch(second, 100).begin();
    first.end();
    batch(first, 100).begin();
    second.close();
    second.close();
    awaitTrue(() -> two.offer(() -> {}, 8));
  }

  private static IggyJsonMessageDecoder newDecoder() {
    IggyJsonMessageDecoder decoder = new IggyJsonMessageDecoder();
    decoder.init(null, Set.of("id"), "events");
    return decoder;
  }

  private PayloadBatch begin(int count, int... malformed) {
    PayloadBatch batch = batch(ahead, count, malformed);
    batch.begin();
    return batch;
  }

  private PayloadBatch batch(DecodeAhead ahead, int count, int... malformed) {
    StringBuilder payloads = new StringBuilder();
    int[] starts = new int[count + 1];
    for (int i = 0; i < count; i++) {
      boolean bad = Arrays.stream(malformed).anyMatch(Integer.valueOf(i)::equals);
      payloads.append(bad ? "x" : "{\"id\":" + i + ",\"name\":\"user-" + i + "\"}");
      starts[i + 1] = payloads.length();
    }
    bytes = payloads.toString().getBytes(UTF_8);
    PayloadBatch batch = new PayloadBatch(ahead, () -> {}, bytes, count);
    for (int i = 0; i < count; i++) {
      batch.add(starts[i], starts[i + 1] - starts[i]);
    }
    return batch;
  }

  private Object decode(PayloadBatch batch, int index) {
    return decoder.decode(batch.view(index), new GenericRow()).getValue("id");
  }

  private void awaitDecoded() {
    awaitTrue(() -> !ahead.isDecoding());
  }

  private static void awaitTrue(java.util.function.BooleanSupplier condition) {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadlineNanos);
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
