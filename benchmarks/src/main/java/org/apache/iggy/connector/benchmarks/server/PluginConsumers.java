// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.server;

import java.util.Map;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.apache.pinot.spi.stream.StreamConfig;
import org.apache.pinot.spi.stream.StreamConsumerFactory;
import org.apache.pinot.spi.stream.StreamConsumerFactoryProvider;

/** Makes the plugin's consumers of a topic, as Pinot does. */
public final class PluginConsumers {
  private final StreamConsumerFactory factory;

  /** Consumers of these settings, as {@link BenchmarkTopic#pluginSettings} has them. */
  public PluginConsumers(Map<String, String> settings) {
    this.factory =
        StreamConsumerFactoryProvider.create(new StreamConfig("events_REALTIME", settings));
  }

  /** A consumer of a partition. */
  public PartitionGroupConsumer create(int partition) {
    return factory.createPartitionGroupConsumer(
        "benchmark",
        new PartitionGroupConsumptionStatus(
            partition, 0, new LongMsgOffset(0), null, "IN_PROGRESS"));
  }
}
