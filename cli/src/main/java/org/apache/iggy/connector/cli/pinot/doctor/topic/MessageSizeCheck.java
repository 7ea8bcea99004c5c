// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.topic;

import java.util.List;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.topic.TopicInfo;

/** Whether messages fit the answers that the plugin takes, going by the oldest and the newest. */
public final class MessageSizeCheck implements Check {
  private static final int MAX_MESSAGES_A_POLL = 200;
  private static final long MAX_BYTES_A_POLL = 4L * 1024 * 1024;
  private static final int MAX_PARTITIONS = 16;

  private final StreamFacts facts;

  /** Checks messages of the topic of these facts. */
  public MessageSizeCheck(StreamFacts facts) {
    this.facts = facts;
  }

  @Override
  public void examine(Findings findings) {
    TopicInfo topic = facts.topic().info();
    if (topic.messagesCount() == 0) {
      findings.notChecked("the topic has no messages");
      return;
    }
    long mean = Math.max(1, topic.sizeBytes() / topic.messagesCount());
    int count = (int) Math.max(1, Math.min(MAX_MESSAGES_A_POLL, MAX_BYTES_A_POLL / mean));
    long largest = 0;
    String place = "";
    for (int partition : facts.offsets().keySet().stream().limit(MAX_PARTITIONS).toList()) {
      for (PollingStrategy strategy : List.of(PollingStrategy.first(), PollingStrategy.last())) {
        MessageCursor message = poll(partition, strategy, count);
        while (message.next()) {
          if (message.length() > largest) {
            largest = message.length();
            place = "offset " + message.offset() + " of partition " + partition;
          }
        }
      }
    }
    int limit = facts.config().fetchMaxBytes();
    if (largest > limit) {
      findings.fail(
          "the message at "
              + place
              + " has "
              + Amount.bytes(largest)
              + ", more than stream.iggy.fetch.max.bytes ("
              + Amount.bytes(limit)
              + "): the partition would stop there",
          "raise stream.iggy.fetch.max.bytes to more than " + largest + ", or remove the key");
    } else {
      findings.pass(
          "about "
              + Amount.bytes(mean)
              + ", the largest of a sample "
              + Amount.bytes(largest)
              + "; up to "
              + Amount.bytes(limit)
              + " are taken");
    }
  }

  private MessageCursor poll(int partition, PollingStrategy strategy, int count) {
    return facts
        .client()
        .messages()
        .poll(facts.streamId(), facts.topicId(), partition, strategy, count)
        .cursor();
  }
}
