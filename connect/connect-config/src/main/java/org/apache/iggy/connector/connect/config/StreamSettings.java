// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.Schema;

/**
 * One table {@code [[streams]]} of a connector: topics of a stream that a sink reads, or the one
 * that a source writes to.
 *
 * @param stream the stream's name
 * @param topics the topics' names; one for a source
 * @param schema the format of the messages there
 * @param formatOptions what else the table says of the format, such as {@code avro_schema_path};
 *     values as in the file
 * @param batchLength how many messages a poll asks for, or a source sends at once
 * @param batchBytes how many bytes of payload a batch has at most, but for a single message
 * @param pollInterval for a sink: the wait between two polls that found nothing
 * @param lingerTime for a source: how long a batch waits for more
 * @param consumerGroup for a sink: the consumer group that its tasks are members of
 * @param start for a sink: where it starts when the group has stored no offset
 */
public record StreamSettings(
    String stream,
    List<String> topics,
    Schema schema,
    Map<String, Object> formatOptions,
    int batchLength,
    long batchBytes,
    Duration pollInterval,
    Duration lingerTime,
    String consumerGroup,
    Start start) {
  /** Where reading starts for which the group has stored no offset. */
  public enum Start {
    /** At the first message that is still there. */
    EARLIEST,
    /** Behind the last message. */
    LATEST
  }

  /** The topic that a source writes to. */
  public String topic() {
    return topics.get(0);
  }
}
