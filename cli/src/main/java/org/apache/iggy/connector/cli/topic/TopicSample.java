// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.cli.schema.SchemaInference;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;
import org.apache.iggy.connector.protocol.topic.TopicDetails;
import org.apache.iggy.connector.protocol.topic.TopicInfo;

/**
 * Looks at the oldest and the newest messages of a topic to learn its columns. It polls without
 * committing, for no consumer's name, so the server keeps no trace of it.
 */
public final class TopicSample {
  private static final int MAX_MESSAGES_A_POLL = 500;
  private static final long MAX_BYTES_A_POLL = 4L * 1024 * 1024;
  private static final int MAX_PARTITIONS = 8;

  private final IggyClient client;
  private final IggyTopic topic;
  private final ObjectMapper json = new ObjectMapper();

  /** A sample that is taken through this client. */
  public TopicSample(IggyClient client, IggyTopic topic) {
    this.client = client;
    this.topic = topic;
  }

  /**
   * Shows a sample to an inference.
   *
   * @return the mean size of the topic's messages, bytes
   * @throws CommandFailedException when there is no such topic, it is empty, or its messages are
   *     not JSON objects
   */
  public long observeBy(SchemaInference inference) {
    TopicDetails details = find();
    int count = messagesPerPoll(details.info());
    for (PartitionInfo partition : details.partitions().stream().limit(MAX_PARTITIONS).toList()) {
      long seen = observe(partition, PollingStrategy.first(), count, -1, inference);
      observe(partition, PollingStrategy.last(), count, seen, inference);
    }
    if (inference.eventCount() == 0) {
      throw new CommandFailedException(
          "topic " + topic + " has no messages to learn the columns from: write some first");
    }
    return meanBytes(details.info());
  }

  /**
   * Makes sure that the topic exists.
   *
   * @throws CommandFailedException when it does not; the message names those that do
   */
  public TopicDetails find() {
    return client
        .topics()
        .find(topic.streamId(), topic.topicId())
        .orElseThrow(
            () ->
                new CommandFailedException(
                    new MissingTopic(client, "--stream", "--topic")
                        .describe(topic.stream(), topic.topic())));
  }

  private static int messagesPerPoll(TopicInfo info) {
    return (int) Math.max(1, Math.min(MAX_MESSAGES_A_POLL, MAX_BYTES_A_POLL / meanBytes(info)));
  }

  private static long meanBytes(TopicInfo info) {
    return Math.max(1, info.sizeBytes() / Math.max(1, info.messagesCount()));
  }

  /** Shows the messages behind an offset; returns that of the last one. */
  private long observe(
      PartitionInfo partition,
      PollingStrategy strategy,
      int count,
      long seen,
      SchemaInference inference) {
    MessageCursor messages =
        client
            .messages()
            .poll(topic.streamId(), topic.topicId(), partition.id(), strategy, count)
            .cursor();
    long last = seen;
    while (messages.next()) {
      if (messages.offset() > last) {
        last = messages.offset();
        inference.observe(parse(messages, partition.id()));
      }
    }
    return last;
  }

  private ObjectNode parse(MessageCursor message, int partitionId) {
    try {
      JsonNode event = json.readTree(message.payload());
      if (event instanceof ObjectNode object) {
        return object;
      }
      throw notJson(message, partitionId, "it is not a JSON object");
    } catch (JsonProcessingException e) {
      throw notJson(message, partitionId, e.getOriginalMessage());
    } catch (IOException e) {
      throw notJson(message, partitionId, e.getMessage());
    }
  }

  private CommandFailedException notJson(MessageCursor message, int partitionId, String cause) {
    return new CommandFailedException(
        "message "
            + message.offset()
            + " of partition "
            + partitionId
            + " of "
            + topic
            + " cannot become a row: "
            + cause
            + " (the quickstart reads topics of JSON objects)");
  }
}
