// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.pinot.config.IggyStreamConfigException;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.apache.pinot.spi.stream.PartitionGroupMetadataFetcher;
import org.apache.pinot.spi.stream.StreamConfig;
import org.apache.pinot.spi.stream.StreamConsumerFactory;
import org.apache.pinot.spi.stream.StreamConsumerFactoryProvider;
import org.junit.jupiter.api.Test;

class IggyConsumerFactoryTest {
  private static final StreamConfig INVALID =
      new StreamConfig(
          "events_REALTIME",
          Map.of(
              "streamType", "iggy",
              "stream.iggy.topic.name", "analytics/events",
              "stream.iggy.consumer.factory.class.name", IggyConsumerFactory.class.getName(),
              "stream.iggy.decoder.class.name", "a.Decoder",
              "stream.iggy.port", "none"));

  /** Creating a table asks with this; what it does not keep, the controller does not tell. */
  @Test
  void shouldTellAllProblemsToPinotsControllerWhenATableIsCreated() {
    PartitionGroupMetadataFetcher fetcher =
        new PartitionGroupMetadataFetcher(List.of(INVALID), List.of(), List.of(), false);

    assertThatThrownBy(fetcher::call).isInstanceOf(IggyStreamConfigException.class);
    assertThat(fetcher.getException())
        .hasMessageContaining("stream.iggy.host")
        .hasMessageContaining("stream.iggy.port");
  }

  @Test
  void shouldRefuseToMakeAnythingFromAnInvalidConfiguration() {
    StreamConsumerFactory factory = StreamConsumerFactoryProvider.create(INVALID);
    PartitionGroupConsumptionStatus status =
        new PartitionGroupConsumptionStatus(0, 0, new LongMsgOffset(0), null, "IN_PROGRESS");

    assertThatThrownBy(() -> factory.createPartitionGroupConsumer("test", status))
        .isInstanceOf(IggyStreamConfigException.class);
    assertThatThrownBy(() -> factory.createPartitionMetadataProvider("test", 0))
        .isInstanceOf(IggyStreamConfigException.class);
  }
}
