// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.quickstart;

import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.cli.topic.IggyTopic;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How large the messages of a topic are on average, asked of the server now and then. */
final class MessageSize implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(MessageSize.class);
  private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long TIMEOUT_MILLIS = 2_000;

  private final IggyTopic topic;
  private final IggyClient client;
  private double meanBytes;
  private long askedNanos;

  MessageSize(IggyTopic topic) {
    this.topic = topic;
    this.client = IggyClient.connect(topic.connection(), 1).within(TIMEOUT_MILLIS);
    this.askedNanos = System.nanoTime() - REFRESH_NANOS;
  }

  /** Bytes of a message with its header; 0 while there is none. The last known, in an outage. */
  synchronized double meanBytes() {
    long now = System.nanoTime();
    if (meanBytes == 0 || now - askedNanos >= REFRESH_NANOS) {
      askedNanos = now;
      ask();
    }
    return meanBytes;
  }

  private void ask() {
    try {
      client
          .topics()
          .find(topic.streamId(), topic.topicId())
          .filter(details -> details.info().messagesCount() > 0)
          .ifPresent(
              details ->
                  meanBytes = (double) details.info().sizeBytes() / details.info().messagesCount());
    } catch (IggyException e) {
      // The table itself reports an outage; this figure can wait.
      LOGGER.debug("no message size", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
