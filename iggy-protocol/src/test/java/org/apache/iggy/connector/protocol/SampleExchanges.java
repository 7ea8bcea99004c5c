// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol;

import java.util.Set;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.group.CreateConsumerGroup;
import org.apache.iggy.connector.protocol.group.DeleteConsumerGroup;
import org.apache.iggy.connector.protocol.group.GetConsumerGroup;
import org.apache.iggy.connector.protocol.group.GetConsumerGroups;
import org.apache.iggy.connector.protocol.group.JoinConsumerGroup;
import org.apache.iggy.connector.protocol.group.LeaveConsumerGroup;
import org.apache.iggy.connector.protocol.group.SyncConsumerGroup;
import org.apache.iggy.connector.protocol.message.FlushUnsavedBuffer;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.offset.DeleteConsumerOffset;
import org.apache.iggy.connector.protocol.offset.GetConsumerOffset;
import org.apache.iggy.connector.protocol.offset.StoreConsumerOffset;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.stream.CreateStream;
import org.apache.iggy.connector.protocol.stream.DeleteStream;
import org.apache.iggy.connector.protocol.stream.GetStream;
import org.apache.iggy.connector.protocol.stream.GetStreams;
import org.apache.iggy.connector.protocol.stream.PurgeStream;
import org.apache.iggy.connector.protocol.stream.UpdateStream;
import org.apache.iggy.connector.protocol.system.DescribeOptions;
import org.apache.iggy.connector.protocol.system.GetClient;
import org.apache.iggy.connector.protocol.system.GetClients;
import org.apache.iggy.connector.protocol.system.GetClusterMetadata;
import org.apache.iggy.connector.protocol.system.GetMe;
import org.apache.iggy.connector.protocol.system.GetStats;
import org.apache.iggy.connector.protocol.system.Ping;
import org.apache.iggy.connector.protocol.token.CreatePersonalAccessToken;
import org.apache.iggy.connector.protocol.token.DeletePersonalAccessToken;
import org.apache.iggy.connector.protocol.token.GetPersonalAccessTokens;
import org.apache.iggy.connector.protocol.token.LoginWithPersonalAccessToken;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.CreatePartitions;
import org.apache.iggy.connector.protocol.topic.CreateTopic;
import org.apache.iggy.connector.protocol.topic.DeletePartitions;
import org.apache.iggy.connector.protocol.topic.DeleteSegments;
import org.apache.iggy.connector.protocol.topic.DeleteTopic;
import org.apache.iggy.connector.protocol.topic.GetTopic;
import org.apache.iggy.connector.protocol.topic.GetTopics;
import org.apache.iggy.connector.protocol.topic.Options;
import org.apache.iggy.connector.protocol.topic.PurgeTopic;
import org.apache.iggy.connector.protocol.topic.TopicOption;
import org.apache.iggy.connector.protocol.topic.UpdateTopic;
import org.apache.iggy.connector.protocol.user.ChangePassword;
import org.apache.iggy.connector.protocol.user.CreateUser;
import org.apache.iggy.connector.protocol.user.DeleteUser;
import org.apache.iggy.connector.protocol.user.GetUser;
import org.apache.iggy.connector.protocol.user.GetUsers;
import org.apache.iggy.connector.protocol.user.LoginUser;
import org.apache.iggy.connector.protocol.user.LogoutUser;
import org.apache.iggy.connector.protocol.user.UpdatePermissions;
import org.apache.iggy.connector.protocol.user.UpdateUser;
import org.apache.iggy.connector.protocol.user.UserStatus;

/** A random but valid exchange of every command; the same seed makes the same exchange. */
final class SampleExchanges {
  private final SampleValues v;
  private final SampleResponses answer;

  private SampleExchanges(long seed, ProtocolGeneration generation) {
    this.v = new SampleValues(seed, generation);
    this.answer = new SampleResponses(v);
  }

  static SampleExchange<?> of(CommandCode code, long seed) {
    return of(code, seed, ProtocolGeneration.LEGACY);
  }

  /** An exchange that this generation can carry. */
  static SampleExchange<?> of(CommandCode code, long seed, ProtocolGeneration generation) {
    return new SampleExchanges(seed, generation).exchange(code);
  }

  private SampleExchange<?> exchange(CommandCode code) {
    switch (code.code() / 100) {
      case 0:
        return code.code() < 30 ? system(code) : user(code);
      case 1:
        return message(code);
      case 2:
        return stream(code);
      case 6:
        return group(code);
      default:
        return topic(code);
    }
  }

  private SampleExchange<?> system(CommandCode code) {
    switch (code) {
      case PING:
        return acknowledged(new Ping());
      case GET_STATS:
        return new SampleExchange<>(new GetStats(), answer.stats());
      case GET_CLUSTER_METADATA:
        return new SampleExchange<>(new GetClusterMetadata(), answer.clusterMetadata());
      case DESCRIBE_OPTIONS:
        return new SampleExchange<>(
            new DescribeOptions(v.oneOf(DescribeOptions.Scope.class)),
            v.listOf(answer::optionDescriptor));
      case GET_ME:
        return new SampleExchange<>(new GetMe(), answer.clientDetails());
      case GET_CLIENT:
        return new SampleExchange<>(new GetClient(v.u32()), v.maybe(answer::clientDetails));
      case GET_CLIENTS:
        return new SampleExchange<>(new GetClients(), v.listOf(answer::clientInfo));
      default:
        throw missing(code);
    }
  }

  private SampleExchange<?> user(CommandCode code) {
    switch (code) {
      case GET_USER:
        return new SampleExchange<>(new GetUser(id()), v.maybe(answer::userDetails));
      case GET_USERS:
        return new SampleExchange<>(new GetUsers(), v.listOf(answer::userInfo));
      case CREATE_USER:
        return new SampleExchange<>(
            new CreateUser(v.name(), v.text(), v.oneOf(UserStatus.class), v.permissions()),
            answer.userDetails());
      case DELETE_USER:
        return acknowledged(new DeleteUser(id()));
      case UPDATE_USER:
        return acknowledged(
            new UpdateUser(id(), v.maybe(v::name), v.maybe(() -> v.oneOf(UserStatus.class))));
      case UPDATE_PERMISSIONS:
        return acknowledged(new UpdatePermissions(id(), v.permissions()));
      case CHANGE_PASSWORD:
        return acknowledged(new ChangePassword(id(), v.text(), v.text()));
      case LOGIN_USER:
        return new SampleExchange<>(
            new LoginUser(v.name(), v.text(), v.isVsr() ? v.name() : v.text(), v.text()),
            answer.identityInfo());
      case LOGOUT_USER:
        return acknowledged(new LogoutUser());
      default:
        return token(code);
    }
  }

  private SampleExchange<?> token(CommandCode code) {
    switch (code) {
      case GET_PERSONAL_ACCESS_TOKENS:
        return new SampleExchange<>(new GetPersonalAccessTokens(), v.listOf(answer::tokenInfo));
      case CREATE_PERSONAL_ACCESS_TOKEN:
        return new SampleExchange<>(
            new CreatePersonalAccessToken(v.name(), v.u64()), answer.token());
      case DELETE_PERSONAL_ACCESS_TOKEN:
        return acknowledged(new DeletePersonalAccessToken(v.name()));
      case LOGIN_WITH_PERSONAL_ACCESS_TOKEN:
        return new SampleExchange<>(
            new LoginWithPersonalAccessToken(v.text()), answer.identityInfo());
      default:
        throw missing(code);
    }
  }

  private SampleExchange<?> message(CommandCode code) {
    switch (code) {
      case POLL_MESSAGES:
        return new SampleExchange<>(
            new PollMessages(
                v.consumer(), id(), id(), v.partitionId(), v.strategy(), v.int32(), v.bool()),
            answer.polledMessages());
      case SEND_MESSAGES:
        return acknowledged(new SendMessages(id(), id(), v.partitioning(), v.batch()));
      case FLUSH_UNSAVED_BUFFER:
        return acknowledged(new FlushUnsavedBuffer(id(), id(), v.int32(), v.bool()));
      case GET_CONSUMER_OFFSET:
        return new SampleExchange<>(
            new GetConsumerOffset(v.consumer(), id(), id(), v.partitionId()),
            v.maybe(answer::consumerOffset));
      case STORE_CONSUMER_OFFSET:
        return acknowledged(
            new StoreConsumerOffset(v.consumer(), id(), id(), v.partitionId(), v.u64()));
      case DELETE_CONSUMER_OFFSET:
        return acknowledged(new DeleteConsumerOffset(v.consumer(), id(), id(), v.partitionId()));
      default:
        throw missing(code);
    }
  }

  private SampleExchange<?> stream(CommandCode code) {
    switch (code) {
      case GET_STREAM:
        return new SampleExchange<>(new GetStream(id()), v.maybe(answer::streamDetails));
      case GET_STREAMS:
        return new SampleExchange<>(new GetStreams(), v.listOf(answer::streamInfo));
      case CREATE_STREAM:
        return new SampleExchange<>(new CreateStream(v.name()), answer.streamDetails());
      case DELETE_STREAM:
        return acknowledged(new DeleteStream(id()));
      case UPDATE_STREAM:
        return acknowledged(new UpdateStream(id(), v.name()));
      case PURGE_STREAM:
        return acknowledged(new PurgeStream(id()));
      default:
        throw missing(code);
    }
  }

  private SampleExchange<?> topic(CommandCode code) {
    switch (code) {
      case GET_TOPIC:
        return new SampleExchange<>(new GetTopic(id(), id()), v.maybe(answer::topicDetails));
      case GET_TOPICS:
        return new SampleExchange<>(new GetTopics(id()), v.listOf(answer::topicInfo));
      case CREATE_TOPIC:
        return new SampleExchange<>(
            new CreateTopic(
                id(),
                v.int32(),
                compression(),
                v.u64(),
                v.u64(),
                v.replicationFactor(),
                v.name(),
                v.options()),
            answer.topicDetails());
      case DELETE_TOPIC:
        return acknowledged(new DeleteTopic(id(), id()));
      case UPDATE_TOPIC:
        return acknowledged(updateTopic());
      case PURGE_TOPIC:
        return acknowledged(new PurgeTopic(id(), id()));
      case CREATE_PARTITIONS:
        return acknowledged(new CreatePartitions(id(), id(), v.int32()));
      case DELETE_PARTITIONS:
        return acknowledged(new DeletePartitions(id(), id(), v.int32()));
      case DELETE_SEGMENTS:
        return acknowledged(new DeleteSegments(id(), id(), v.int32(), v.int32()));
      default:
        throw missing(code);
    }
  }

  private SampleExchange<?> group(CommandCode code) {
    switch (code) {
      case GET_CONSUMER_GROUP:
        return new SampleExchange<>(
            new GetConsumerGroup(id(), id(), id()), v.maybe(answer::consumerGroupDetails));
      case GET_CONSUMER_GROUPS:
        return new SampleExchange<>(
            new GetConsumerGroups(id(), id()), v.listOf(answer::consumerGroupInfo));
      case CREATE_CONSUMER_GROUP:
        return new SampleExchange<>(
            new CreateConsumerGroup(id(), id(), v.name()), answer.consumerGroupDetails());
      case DELETE_CONSUMER_GROUP:
        return acknowledged(new DeleteConsumerGroup(id(), id(), id()));
      case JOIN_CONSUMER_GROUP:
        return acknowledged(new JoinConsumerGroup(id(), id(), id()));
      case LEAVE_CONSUMER_GROUP:
        return acknowledged(new LeaveConsumerGroup(id(), id(), id()));
      case SYNC_CONSUMER_GROUP:
        return new SampleExchange<>(
            new SyncConsumerGroup(id(), id(), id()), v.maybe(answer::groupAssignment));
      default:
        throw missing(code);
    }
  }

  private UpdateTopic updateTopic() {
    boolean keepsExpiry = v.isVsr() && v.bool();
    return new UpdateTopic(
        id(),
        id(),
        compression(),
        keepsExpiry ? 0 : v.u64(),
        v.u64(),
        v.replicationFactor(),
        v.name(),
        Options.none(),
        keepsExpiry ? Set.of(TopicOption.MESSAGE_EXPIRY) : Set.of());
  }

  private Identifier id() {
    return v.identifier();
  }

  private CompressionAlgorithm compression() {
    return v.oneOf(CompressionAlgorithm.class);
  }

  private static SampleExchange<Void> acknowledged(Request<Void> request) {
    return new SampleExchange<>(request, null);
  }

  private static AssertionError missing(CommandCode code) {
    return new AssertionError("add a sample of " + code);
  }
}
