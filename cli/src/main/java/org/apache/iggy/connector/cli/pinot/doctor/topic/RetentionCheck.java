// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.topic;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.topic.TopicInfo;

/**
 * Whether messages are kept until Pinot has committed them. A segment is read again from its start
 * when a server restarts before the commit, which takes up to the flush threshold's time.
 */
public final class RetentionCheck implements Check {
  private static final int SAFETY = 2;
  private static final int FEW_MESSAGES = 100;

  private final StreamFacts facts;

  /** Checks the topic of these facts. */
  public RetentionCheck(StreamFacts facts) {
    this.facts = facts;
  }

  @Override
  public void examine(Findings findings) {
    TopicInfo topic = facts.topic().info();
    Duration segment = Duration.ofMillis(facts.streamConfig().getFlushThresholdTimeMillis());
    boolean never = topic.messageExpiryMicros() <= 0;
    boolean unlimited = topic.maxTopicSizeBytes() <= 0;
    if (!never) {
      compare(
          Duration.of(topic.messageExpiryMicros(), ChronoUnit.MICROS),
          segment,
          "the topic keeps messages for ",
          "raise the topic's message expiry",
          findings);
    }
    if (!unlimited) {
      timeToFill(topic)
          .ifPresent(
              time ->
                  compare(
                      time,
                      segment,
                      "at the rate of the messages there now the topic reaches its limit of "
                          + Amount.bytes(topic.maxTopicSizeBytes())
                          + " in ",
                      "raise the topic's maximum size",
                      findings));
    }
    if (findings.isEmpty()) {
      findings.pass(
          "messages are kept "
              + (never
                  ? "for ever"
                  : "for "
                      + Amount.duration(
                          Duration.of(topic.messageExpiryMicros(), ChronoUnit.MICROS)))
              + (unlimited ? "" : ", up to " + Amount.bytes(topic.maxTopicSizeBytes()))
              + "; a segment takes at most "
              + Amount.duration(segment));
    }
  }

  private static void compare(
      Duration kept, Duration segment, String what, String change, Findings findings) {
    String message =
        what
            + Amount.duration(kept)
            + ", and a segment takes up to "
            + Amount.duration(segment)
            + ": ";
    String advice = change + ", or lower realtime.segment.flush.threshold.time";
    if (kept.compareTo(segment) < 0) {
      findings.fail(
          message + "a Pinot server that restarts would find some of its messages gone", advice);
    } else if (kept.compareTo(segment.multipliedBy(SAFETY)) < 0) {
      findings.warn(message + "an outage of the rest of the time loses messages", advice);
    }
  }

  /** How long the largest size lasts, going by what is there; empty when that is too little. */
  private Optional<Duration> timeToFill(TopicInfo topic) {
    if (topic.messagesCount() < FEW_MESSAGES || topic.sizeBytes() == 0) {
      return Optional.empty();
    }
    long oldest = Long.MAX_VALUE;
    long newest = Long.MIN_VALUE;
    for (int partition : facts.offsets().keySet()) {
      oldest = Math.min(oldest, timestamp(partition, PollingStrategy.first(), oldest));
      newest = Math.max(newest, timestamp(partition, PollingStrategy.last(), newest));
    }
    if (newest <= oldest) {
      return Optional.empty();
    }
    double bytesPerMicro = (double) topic.sizeBytes() / (newest - oldest);
    return Optional.of(
        Duration.of((long) (topic.maxTopicSizeBytes() / bytesPerMicro), ChronoUnit.MICROS));
  }

  private long timestamp(int partition, PollingStrategy strategy, long otherwise) {
    MessageCursor message =
        facts
            .client()
            .messages()
            .poll(facts.streamId(), facts.topicId(), partition, strategy, 1)
            .cursor();
    return message.next() ? message.timestampMicros() : otherwise;
  }
}
