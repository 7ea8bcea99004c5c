// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.RequestExecutor;
import org.apache.iggy.connector.protocol.group.ConsumerGroupDetails;
import org.apache.iggy.connector.protocol.group.ConsumerGroupInfo;
import org.apache.iggy.connector.protocol.group.CreateConsumerGroup;
import org.apache.iggy.connector.protocol.group.DeleteConsumerGroup;
import org.apache.iggy.connector.protocol.group.GetConsumerGroup;
import org.apache.iggy.connector.protocol.group.GetConsumerGroups;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;

/**
 * Commands on the consumer groups of a topic.
 *
 * <p>Joining and leaving act on the connection that carries them: {@link
 * org.apache.iggy.connector.client.group.GroupReader} does both on its own.
 */
public final class ConsumerGroups {
  private final RequestExecutor executor;

  /** Sends through this executor: a client, or one connection. */
  public ConsumerGroups(RequestExecutor executor) {
    this.executor = executor;
  }

  /** All groups of a topic, without their members. */
  public List<ConsumerGroupInfo> list(Identifier streamId, Identifier topicId) {
    return executor.execute(new GetConsumerGroups(streamId, topicId));
  }

  /** One group with its members and who reads what; empty when there is none. */
  public Optional<ConsumerGroupDetails> find(
      Identifier streamId, Identifier topicId, Identifier groupId) {
    return executor.execute(new GetConsumerGroup(streamId, topicId, groupId));
  }

  /** Makes a group without members. */
  public ConsumerGroupDetails create(Identifier streamId, Identifier topicId, String name) {
    return Creation.execute(
        executor,
        new CreateConsumerGroup(streamId, topicId, name),
        () -> find(streamId, topicId, Identifier.named(name)));
  }

  /** Makes a group unless there is one; another client may be doing the same. */
  public void createIfAbsent(Identifier streamId, Identifier topicId, Identifier name) {
    if (find(streamId, topicId, name).isPresent()) {
      return;
    }
    try {
      create(streamId, topicId, name.name());
    } catch (IggyServerException e) {
      if (e.status() != IggyStatus.CONSUMER_GROUP_NAME_ALREADY_EXISTS) {
        throw e;
      }
    }
  }

  /** Deletes a group with its stored offsets; its members are members no longer. */
  public void delete(Identifier streamId, Identifier topicId, Identifier groupId) {
    executor.execute(new DeleteConsumerGroup(streamId, topicId, groupId));
  }
}
