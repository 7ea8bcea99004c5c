// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import java.util.Optional;
import org.apache.iggy.connector.embedded.catalog.Partition;
import org.apache.iggy.connector.embedded.catalog.Topic;
import org.apache.iggy.connector.embedded.catalog.TopicSettings;
import org.apache.iggy.connector.protocol.topic.Options;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;
import org.apache.iggy.connector.protocol.topic.TopicInfo;

/** What clients are told of topics and partitions. */
final class TopicReport {
  private final Optional<TopicOptionCatalog> options;

  /** Tells of options too when there is a catalog of them. */
  TopicReport(Optional<TopicOptionCatalog> options) {
    this.options = options;
  }

  TopicInfo info(Topic topic) {
    TopicSettings settings = topic.settings();
    return new TopicInfo(
        topic.id(),
        topic.createdAtMicros(),
        topic.partitions().size(),
        settings.messageExpiryMicros(),
        settings.compression(),
        settings.maxSizeBytes(),
        settings.replicationFactor(),
        topic.sizeBytes(),
        topic.messagesCount(),
        topic.name(),
        options.map(catalog -> catalog.explicit(settings)).orElse(Options.none()),
        options.map(catalog -> catalog.derived(settings)).orElse(Options.none()));
  }

  static PartitionInfo info(Partition partition) {
    return new PartitionInfo(
        partition.id(),
        partition.createdAtMicros(),
        partition.log().segmentsCount(),
        partition.log().currentOffset(),
        partition.log().sizeBytes(),
        partition.log().messagesCount());
  }

  /** The answer to a creation says that there is no segment yet, as the real server's does. */
  static PartitionInfo infoOfNew(Partition partition) {
    return new PartitionInfo(partition.id(), partition.createdAtMicros(), 0, 0, 0, 0);
  }
}
