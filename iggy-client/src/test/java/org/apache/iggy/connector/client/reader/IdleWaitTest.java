// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.Test;

class IdleWaitTest {
  private final PartitionReaderOptions options =
      PartitionReaderOptions.builder(
              ConnectionOptions.builder(IggyAddress.parse("localhost:1")).build(),
              Identifier.named("s"),
              Identifier.named("t"),
              0)
          .build();
  private final IdleWait wait =
      new IdleWait(options, new PollSession(options, new ReaderCounters()));

  private long microsAfter(long silentMillis) {
    return TimeUnit.NANOSECONDS.toMicros(
        wait.nextNanos(TimeUnit.MILLISECONDS.toNanos(silentMillis)));
  }

  @Test
  void shouldWaitInProportionToTheSilence() {
    assertThat(microsAfter(0)).isEqualTo(50);
    assertThat(microsAfter(1)).isEqualTo(50);
    assertThat(microsAfter(64)).isEqualTo(1_000);
    assertThat(microsAfter(128)).isEqualTo(2_000);
    assertThat(microsAfter(1_000)).isEqualTo(4_000);
    assertThat(microsAfter(9_999)).isEqualTo(4_000);
    assertThat(microsAfter(10_000)).isEqualTo(15_000);
    assertThat(microsAfter(59_999)).isEqualTo(15_000);
    assertThat(microsAfter(60_000)).isEqualTo(30_000);
  }

  @Test
  void shouldNotWaitBeyondTheDeadline() {
    assertThat(wait.await(0, 0, Deadline.inMillis(0))).isFalse();
    assertThat(wait.await(0, 0, Deadline.inMillis(20_000))).isTrue();
  }
}
