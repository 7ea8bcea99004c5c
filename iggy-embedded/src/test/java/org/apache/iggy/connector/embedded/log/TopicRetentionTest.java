// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.iggy.connector.embedded.log.TopicRetention.Partition;
import org.junit.jupiter.api.Test;

class TopicRetentionTest {
  private static final ConsumerKey GROUP = new ConsumerKey(true, 0);

  private final LogStore store = new MemoryLogStore(1);
  private final Partition odd = partition(0);
  private final Partition even = partition(1);
  private final List<Partition> topic = List.of(even, odd);

  private Partition partition(int id) {
    PartitionKey key = new PartitionKey(0, 0, id);
    return new Partition(store.openLog(key), store.openOffsets(key));
  }

  /** One message a segment, with timestamps 1..10, in turns to both partitions. */
  private long fill() {
    for (int i = 1; i <= 10; i++) {
      (i % 2 == 0 ? even : odd).log().append(Batches.of("ten bytes."), i);
    }
    return odd.log().sizeBytes() / 5;
  }

  private List<Long> kept() {
    return List.of(odd.log().messagesCount(), even.log().messagesCount());
  }

  @Test
  void shouldKeepEverythingWhenUnlimited() {
    fill();
    assertThat(new TopicRetention(-1, -1).enforce(topic, Long.MAX_VALUE)).isZero();
    assertThat(kept()).containsExactly(5L, 5L);
  }

  @Test
  void shouldDeleteMessagesThatReachedTheirAge() {
    fill();
    assertThat(new TopicRetention(100, -1).enforce(topic, 103)).isEqualTo(3);
    assertThat(kept()).containsExactly(3L, 4L);
  }

  @Test
  void shouldDeleteTheOldestOfAllPartitionsUntilBelowNineTenths() {
    long message = fill();
    assertThat(new TopicRetention(-1, 10 * message).enforce(topic, 0)).isEqualTo(2);
    assertThat(kept()).containsExactly(4L, 4L);
    assertThat(new TopicRetention(-1, 10 * message).enforce(topic, 0)).isZero();
    assertThat(new TopicRetention(-1, 5 * message).enforce(topic, 0)).isEqualTo(4);
    assertThat(kept()).containsExactly(2L, 2L);
  }

  @Test
  void shouldHoldBackWhatAConsumerHasNotStored() {
    long message = fill();
    odd.offsets().put(GROUP, 0);
    odd.offsets().put(new ConsumerKey(false, 9), 4);
    assertThat(new TopicRetention(0, -1).enforce(topic, 100)).isEqualTo(1 + 5);
    assertThat(new TopicRetention(-1, message).enforce(topic, 100)).isZero();
    assertThat(kept()).containsExactly(4L, 0L);
    odd.offsets().remove(GROUP);
    assertThat(new TopicRetention(-1, message).enforce(topic, 100)).isEqualTo(4);
  }
}
