// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.command;

import java.util.Optional;
import java.util.function.Function;
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
import org.apache.iggy.connector.protocol.topic.CreatePartitions;
import org.apache.iggy.connector.protocol.topic.CreateTopic;
import org.apache.iggy.connector.protocol.topic.DeletePartitions;
import org.apache.iggy.connector.protocol.topic.DeleteSegments;
import org.apache.iggy.connector.protocol.topic.DeleteTopic;
import org.apache.iggy.connector.protocol.topic.GetTopic;
import org.apache.iggy.connector.protocol.topic.GetTopics;
import org.apache.iggy.connector.protocol.topic.PurgeTopic;
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
import org.apache.iggy.connector.protocol.wire.WireReader;

/** Every command of the protocol with its code on the wire and the layout of its request. */
public enum CommandCode {
  /** {@link Ping}. */
  PING(1, Ping::decode),
  /** {@link GetStats}. */
  GET_STATS(10, GetStats::decode),
  /** {@link GetClusterMetadata}. */
  GET_CLUSTER_METADATA(12, GetClusterMetadata::decode),
  /** {@link DescribeOptions}. */
  DESCRIBE_OPTIONS(13, DescribeOptions::decode),
  /** {@link GetMe}. */
  GET_ME(20, GetMe::decode),
  /** {@link GetClient}. */
  GET_CLIENT(21, GetClient::decode),
  /** {@link GetClients}. */
  GET_CLIENTS(22, GetClients::decode),
  /** {@link GetUser}. */
  GET_USER(31, GetUser::decode),
  /** {@link GetUsers}. */
  GET_USERS(32, GetUsers::decode),
  /** {@link CreateUser}. */
  CREATE_USER(33, CreateUser::decode),
  /** {@link DeleteUser}. */
  DELETE_USER(34, DeleteUser::decode),
  /** {@link UpdateUser}. */
  UPDATE_USER(35, UpdateUser::decode),
  /** {@link UpdatePermissions}. */
  UPDATE_PERMISSIONS(36, UpdatePermissions::decode),
  /** {@link ChangePassword}. */
  CHANGE_PASSWORD(37, ChangePassword::decode),
  /** {@link LoginUser}. */
  LOGIN_USER(38, LoginUser::decode),
  /** {@link LogoutUser}. */
  LOGOUT_USER(39, LogoutUser::decode),
  /** {@link GetPersonalAccessTokens}. */
  GET_PERSONAL_ACCESS_TOKENS(41, GetPersonalAccessTokens::decode),
  /** {@link CreatePersonalAccessToken}. */
  CREATE_PERSONAL_ACCESS_TOKEN(42, CreatePersonalAccessToken::decode),
  /** {@link DeletePersonalAccessToken}. */
  DELETE_PERSONAL_ACCESS_TOKEN(43, DeletePersonalAccessToken::decode),
  /** {@link LoginWithPersonalAccessToken}. */
  LOGIN_WITH_PERSONAL_ACCESS_TOKEN(44, LoginWithPersonalAccessToken::decode),
  /** {@link PollMessages}. */
  POLL_MESSAGES(100, PollMessages::decode),
  /** {@link SendMessages}. */
  SEND_MESSAGES(101, SendMessages::decode),
  /** {@link FlushUnsavedBuffer}. */
  FLUSH_UNSAVED_BUFFER(102, FlushUnsavedBuffer::decode),
  /** {@link GetConsumerOffset}. */
  GET_CONSUMER_OFFSET(120, GetConsumerOffset::decode),
  /** {@link StoreConsumerOffset}. */
  STORE_CONSUMER_OFFSET(121, StoreConsumerOffset::decode),
  /** {@link DeleteConsumerOffset}. */
  DELETE_CONSUMER_OFFSET(122, DeleteConsumerOffset::decode),
  /** {@link GetStream}. */
  GET_STREAM(200, GetStream::decode),
  /** {@link GetStreams}. */
  GET_STREAMS(201, GetStreams::decode),
  /** {@link CreateStream}. */
  CREATE_STREAM(202, CreateStream::decode),
  /** {@link DeleteStream}. */
  DELETE_STREAM(203, DeleteStream::decode),
  /** {@link UpdateStream}. */
  UPDATE_STREAM(204, UpdateStream::decode),
  /** {@link PurgeStream}. */
  PURGE_STREAM(205, PurgeStream::decode),
  /** {@link GetTopic}. */
  GET_TOPIC(300, GetTopic::decode),
  /** {@link GetTopics}. */
  GET_TOPICS(301, GetTopics::decode),
  /** {@link CreateTopic}. */
  CREATE_TOPIC(302, CreateTopic::decode),
  /** {@link DeleteTopic}. */
  DELETE_TOPIC(303, DeleteTopic::decode),
  /** {@link UpdateTopic}. */
  UPDATE_TOPIC(304, UpdateTopic::decode),
  /** {@link PurgeTopic}. */
  PURGE_TOPIC(305, PurgeTopic::decode),
  /** {@link CreatePartitions}. */
  CREATE_PARTITIONS(402, CreatePartitions::decode),
  /** {@link DeletePartitions}. */
  DELETE_PARTITIONS(403, DeletePartitions::decode),
  /** {@link DeleteSegments}. */
  DELETE_SEGMENTS(503, DeleteSegments::decode),
  /** {@link GetConsumerGroup}. */
  GET_CONSUMER_GROUP(600, GetConsumerGroup::decode),
  /** {@link GetConsumerGroups}. */
  GET_CONSUMER_GROUPS(601, GetConsumerGroups::decode),
  /** {@link CreateConsumerGroup}. */
  CREATE_CONSUMER_GROUP(602, CreateConsumerGroup::decode),
  /** {@link DeleteConsumerGroup}. */
  DELETE_CONSUMER_GROUP(603, DeleteConsumerGroup::decode),
  /** {@link JoinConsumerGroup}. */
  JOIN_CONSUMER_GROUP(604, JoinConsumerGroup::decode),
  /** {@link LeaveConsumerGroup}. */
  LEAVE_CONSUMER_GROUP(605, LeaveConsumerGroup::decode),
  /** {@link SyncConsumerGroup}. */
  SYNC_CONSUMER_GROUP(606, SyncConsumerGroup::decode);

  private final int code;
  private final Function<WireReader, Request<?>> decoder;

  CommandCode(int code, Function<WireReader, Request<?>> decoder) {
    this.code = code;
    this.decoder = decoder;
  }

  /** The code on the wire. */
  public int code() {
    return code;
  }

  /** Whether only VSR has it, so that a legacy server does not know its code. */
  public boolean isVsrOnly() {
    return this == DESCRIBE_OPTIONS || this == SYNC_CONSUMER_GROUP;
  }

  /** The command with this code, if there is one, in whichever generation. */
  public static Optional<CommandCode> of(int code) {
    for (CommandCode command : values()) {
      if (command.code == code) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }

  /**
   * Reads a request's body; bytes that are left over are an error.
   *
   * @throws org.apache.iggy.connector.protocol.wire.MalformedFrameException when it is not a body
   *     of this command
   */
  public Request<?> decodeRequest(WireReader in) {
    Request<?> request = decoder.apply(in);
    in.expectEnd();
    return request;
  }

  /**
   * Reads a request's body as a 0.8.0 server does: bytes that are left over are ignored, for newer
   * clients may say more.
   *
   * @throws org.apache.iggy.connector.protocol.wire.MalformedFrameException when it is not a body
   *     of this command
   */
  public Request<?> decodeRequestPrefix(WireReader in) {
    return decoder.apply(in);
  }
}
