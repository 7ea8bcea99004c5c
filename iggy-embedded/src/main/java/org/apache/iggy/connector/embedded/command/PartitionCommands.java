// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import static org.apache.iggy.connector.embedded.command.CommandException.require;
import static org.apache.iggy.connector.embedded.command.ServerState.authorize;

import org.apache.iggy.connector.embedded.catalog.Partition;
import org.apache.iggy.connector.embedded.catalog.Topic;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.protocol.message.FlushUnsavedBuffer;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.topic.CreatePartitions;
import org.apache.iggy.connector.protocol.topic.DeletePartitions;
import org.apache.iggy.connector.protocol.topic.DeleteSegments;

/** Commands about a topic's partitions and their segments. */
final class PartitionCommands {
  static final int MAX_PARTITIONS_PER_REQUEST = 1000;

  private final ServerState state;

  PartitionCommands(ServerState state) {
    this.state = state;
  }

  Void create(Session session, CreatePartitions request) {
    require(
        request.count() >= 1 && request.count() <= MAX_PARTITIONS_PER_REQUEST,
        IggyStatus.TOO_MANY_PARTITIONS);
    Topic topic = state.topicToManage(session, request.streamId(), request.topicId());
    topic.addPartitions(request.count(), state.nowMicros(), state.store());
    topic.rebalanceGroups();
    return null;
  }

  Void delete(Session session, DeletePartitions request) {
    require(request.count() >= 1, IggyStatus.TOO_MANY_PARTITIONS);
    Topic topic = state.topicToManage(session, request.streamId(), request.topicId());
    require(request.count() <= topic.partitions().size(), IggyStatus.INVALID_PARTITIONS_COUNT);
    topic.deletePartitions(request.count(), state.store());
    topic.rebalanceGroups();
    return null;
  }

  Void deleteSegments(Session session, DeleteSegments request) {
    Topic topic = state.topic(request.streamId(), request.topicId());
    Partition partition = state.partition(topic, request.partitionId());
    authorize(state.access(session).manageTopic(topic.streamId(), topic.id()));
    partition.log().deleteSegments(request.count(), partition.offsets().lowest());
    return null;
  }

  Void flush(Session session, FlushUnsavedBuffer request) {
    Topic topic = state.topicToSend(session, request.streamId(), request.topicId());
    state.partition(topic, request.partitionId()).log().flush(request.fsync());
    return null;
  }
}
