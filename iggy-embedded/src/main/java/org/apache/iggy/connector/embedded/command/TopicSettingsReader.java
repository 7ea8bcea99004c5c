// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import static org.apache.iggy.connector.embedded.command.CommandException.require;

import java.util.Map;
import java.util.Set;
import org.apache.iggy.connector.embedded.catalog.TopicSettings;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.topic.CreateTopic;
import org.apache.iggy.connector.protocol.topic.Options;
import org.apache.iggy.connector.protocol.topic.TopicOption;
import org.apache.iggy.connector.protocol.topic.UpdateTopic;

/** Makes a topic's settings of what requests say, and checks them. */
final class TopicSettingsReader {
  private final long segmentSizeBytes;

  TopicSettingsReader(long segmentSizeBytes) {
    this.segmentSizeBytes = segmentSizeBytes;
  }

  TopicSettings of(CreateTopic request) {
    TopicSettings settings =
        new TopicSettings(
            request.compression(),
            orElse(request.messageExpiryMicros(), TopicSettings.NEVER),
            orElse(request.maxTopicSizeBytes(), TopicSettings.UNLIMITED),
            request.replicationFactor(),
            request.options());
    requireRoomForASegment(settings);
    return settings;
  }

  /** What the request leaves unchanged stays, and so do options that no request can change. */
  TopicSettings of(TopicSettings current, UpdateTopic request) {
    requireChangeable(request.options());
    Set<TopicOption> unchanged = request.unchanged();
    return new TopicSettings(
        unchanged.contains(TopicOption.COMPRESSION_ALGORITHM)
            ? current.compression()
            : request.compression(),
        unchanged.contains(TopicOption.MESSAGE_EXPIRY)
            ? current.messageExpiryMicros()
            : request.messageExpiryMicros(),
        unchanged.contains(TopicOption.MAX_TOPIC_SIZE)
            ? current.maxSizeBytes()
            : request.maxTopicSizeBytes(),
        request.replicationFactor(),
        current.options());
  }

  private static void requireChangeable(Options options) {
    for (Map.Entry<HeaderField, HeaderField> entry : options.entries()) {
      require(
          TopicOption.of(entry.getKey()).filter(TopicOption::isChangeable).isPresent(),
          IggyStatus.UNSUPPORTED_OPTION_KEY);
    }
  }

  private void requireRoomForASegment(TopicSettings settings) {
    long least = TopicOptionCatalog.segmentSizeBytes(settings.options(), segmentSizeBytes);
    require(
        Long.compareUnsigned(settings.maxSizeBytes(), least) >= 0, IggyStatus.INVALID_TOPIC_SIZE);
  }

  /** 0 stands for the server's default. */
  private static long orElse(long value, long serverDefault) {
    return value == 0 ? serverDefault : value;
  }
}
