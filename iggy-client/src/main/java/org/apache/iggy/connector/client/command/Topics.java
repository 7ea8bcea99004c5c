// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.client.RequestExecutor;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.CreateTopic;
import org.apache.iggy.connector.protocol.topic.DeleteTopic;
import org.apache.iggy.connector.protocol.topic.GetTopic;
import org.apache.iggy.connector.protocol.topic.GetTopics;
import org.apache.iggy.connector.protocol.topic.PurgeTopic;
import org.apache.iggy.connector.protocol.topic.TopicDetails;
import org.apache.iggy.connector.protocol.topic.TopicInfo;
import org.apache.iggy.connector.protocol.topic.UpdateTopic;

/** Commands on the topics of streams. */
public final class Topics {
  private static final long SERVER_DEFAULT = 0;

  private final RequestExecutor executor;

  /** Sends through this executor: a client, or one connection. */
  public Topics(RequestExecutor executor) {
    this.executor = executor;
  }

  /** All topics of a stream, without their partitions. */
  public List<TopicInfo> list(Identifier streamId) {
    return executor.execute(new GetTopics(streamId));
  }

  /** One topic with its partitions; empty when topic or stream do not exist. */
  public Optional<TopicDetails> find(Identifier streamId, Identifier topicId) {
    return executor.execute(new GetTopic(streamId, topicId));
  }

  /**
   * Makes a topic without compression, its retention as the server has it by default.
   *
   * @param partitions how many partitions, 0 to 1000
   */
  public TopicDetails create(Identifier streamId, String name, int partitions) {
    return create(
        new CreateTopic(
            streamId,
            partitions,
            CompressionAlgorithm.NONE,
            SERVER_DEFAULT,
            SERVER_DEFAULT,
            1,
            name));
  }

  /** Makes a topic with every setting of its own. */
  public TopicDetails create(CreateTopic request) {
    return Creation.execute(
        executor, request, () -> find(request.streamId(), Identifier.named(request.name())));
  }

  /** Replaces a topic's name and settings; what the request does not carry over is lost. */
  public void update(UpdateTopic request) {
    executor.execute(request);
  }

  /** Removes all messages; offsets start at 0 again and stored ones are gone. */
  public void purge(Identifier streamId, Identifier topicId) {
    executor.execute(new PurgeTopic(streamId, topicId));
  }

  /** Deletes a topic with its messages. */
  public void delete(Identifier streamId, Identifier topicId) {
    executor.execute(new DeleteTopic(streamId, topicId));
  }
}
