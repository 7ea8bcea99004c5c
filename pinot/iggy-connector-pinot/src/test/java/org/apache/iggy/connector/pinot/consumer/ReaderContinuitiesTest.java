// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.reader.ReaderContinuity;
import org.apache.iggy.connector.pinot.TopicFixture;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReaderContinuitiesTest {
  private TopicFixture topic;

  @BeforeEach
  void start() {
    topic = TopicFixture.withPartitions(1);
  }

  @AfterEach
  void stop() {
    topic.close();
  }

  private ReaderContinuities.Share acquire(
      ReaderContinuities continuities, int partition, String... keysAndValues) {
    PartitionGroupConsumptionStatus status =
        new PartitionGroupConsumptionStatus(partition, 1, new LongMsgOffset(0), null, "CONSUMING");
    return continuities.acquire(
        IggyStreamConfig.from(topic.config(keysAndValues)), partition, status);
  }

  @Test
  void shouldHandOnToTheNextConsumerOfTheSamePartitionOnly() {
    ReaderContinuities continuities = new ReaderContinuities(10, TimeUnit.DAYS.toNanos(1));
    ReaderContinuity first;
    try (ReaderContinuities.Share share = acquire(continuities, 0)) {
      first = share.continuity();
    }
    assertThat(acquire(continuities, 0).continuity()).isSameAs(first);
    assertThat(acquire(continuities, 0).continuity()).isSameAs(first);
    assertThat(acquire(continuities, 1).continuity()).isNotSameAs(first);
    assertThat(acquire(continuities, 0, "topic.id", "other", "topic.name", "other").continuity())
        .isNotSameAs(first);
    assertThat(acquire(continuities, 0, "port", "1").continuity()).isNotSameAs(first);
  }

  @Test
  void shouldDropWhatNobodyUsesOnly() {
    ReaderContinuities aged = new ReaderContinuities(10, -1);
    ReaderContinuities.Share used = acquire(aged, 0);
    acquire(aged, 1).close();
    acquire(aged, 2).close();
    assertThat(aged.size()).as("1 was dropped when 2 was made").isEqualTo(2);
    assertThat(acquire(aged, 0).continuity()).isSameAs(used.continuity());
    ReaderContinuities full = new ReaderContinuities(2, TimeUnit.DAYS.toNanos(1));
    for (int i = 0; i < 10; i++) {
      acquire(full, i).close();
    }
    assertThat(full.size()).isLessThanOrEqualTo(3);
  }
}
