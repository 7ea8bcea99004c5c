// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import static org.apache.iggy.connector.embedded.command.CommandException.require;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.apache.iggy.connector.embedded.log.PartitionKey;
import org.apache.iggy.connector.embedded.release.IggyRelease;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
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
import org.apache.iggy.connector.protocol.status.IggyStatus;
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
import org.apache.iggy.connector.protocol.system.OptionDescriptor;
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

/** Knows who handles which command, under which lock, and who may send it. Thread-safe. */
public final class CommandDispatcher {
  /** What a command does to the catalog and the users. */
  private enum Effect {
    /** Reads them. */
    NONE,
    /** Changes what lives as long as the connections. */
    TRANSIENT,
    /** Changes what survives a restart. */
    DURABLE
  }

  /** Handles one command; returns the response. */
  @FunctionalInterface
  private interface Handler<Q, R> {
    R handle(Session session, Q request);
  }

  private record Route<Q extends Request<R>, R>(
      Class<Q> type, Effect effect, Handler<Q, R> handler) {}

  private final ServerState state;
  private final Runnable persist;
  private final Map<CommandCode, Route<?, ?>> routes = new EnumMap<>(CommandCode.class);
  private final MessageCommands messages;

  /**
   * Creates the handlers.
   *
   * @param persist saves the catalog and the users
   * @param address where the server listens
   * @param segmentSizeBytes the least size that a topic can be limited to
   * @param release whose rules are kept
   */
  public CommandDispatcher(
      ServerState state,
      Runnable persist,
      Supplier<InetSocketAddress> address,
      long segmentSizeBytes,
      IggyRelease release) {
    this.state = state;
    this.persist = persist;
    ConsumerRules rules =
        release.speaksVsr() ? new VsrConsumerRules() : new LegacyConsumerRules(state);
    this.messages = new MessageCommands(state, rules);
    routeSystem(new SystemCommands(state, address, release));
    routeUsers(new UserCommands(state));
    routeLogins(new LoginCommands(state));
    routeTokens(new TokenCommands(state));
    Optional<TopicOptionCatalog> options = release.vsr().map(TopicOptionCatalog::new);
    TopicReport report = new TopicReport(options);
    routeStreams(new StreamCommands(state, report));
    routeTopics(new TopicCommands(state, new TopicSettingsReader(segmentSizeBytes), report));
    options.ifPresent(
        catalog ->
            route(
                CommandCode.DESCRIBE_OPTIONS,
                DescribeOptions.class,
                Effect.NONE,
                (session, request) -> describe(catalog, request)));
    routePartitions(new PartitionCommands(state));
    routeGroups(new GroupCommands(state, release));
    routeOffsets(new OffsetCommands(state, rules));
    route(CommandCode.SEND_MESSAGES, SendMessages.class, Effect.NONE, messages::send);
  }

  /** Only topics have options. */
  private static List<OptionDescriptor> describe(
      TopicOptionCatalog catalog, DescribeOptions request) {
    return request.scope() == DescribeOptions.Scope.TOPIC ? catalog.describe() : List.of();
  }

  private void routeSystem(SystemCommands system) {
    route(CommandCode.PING, Ping.class, Effect.NONE, system::ping);
    route(CommandCode.GET_STATS, GetStats.class, Effect.NONE, system::stats);
    route(
        CommandCode.GET_CLUSTER_METADATA,
        GetClusterMetadata.class,
        Effect.NONE,
        system::clusterMetadata);
    route(CommandCode.GET_ME, GetMe.class, Effect.NONE, system::me);
    route(CommandCode.GET_CLIENT, GetClient.class, Effect.NONE, system::client);
    route(CommandCode.GET_CLIENTS, GetClients.class, Effect.NONE, system::clients);
  }

  private void routeUsers(UserCommands users) {
    route(CommandCode.GET_USER, GetUser.class, Effect.NONE, users::get);
    route(CommandCode.GET_USERS, GetUsers.class, Effect.NONE, users::list);
    route(CommandCode.CREATE_USER, CreateUser.class, Effect.DURABLE, users::create);
    route(CommandCode.DELETE_USER, DeleteUser.class, Effect.DURABLE, users::delete);
    route(CommandCode.UPDATE_USER, UpdateUser.class, Effect.DURABLE, users::update);
    route(
        CommandCode.UPDATE_PERMISSIONS,
        UpdatePermissions.class,
        Effect.DURABLE,
        users::updatePermissions);
    route(CommandCode.CHANGE_PASSWORD, ChangePassword.class, Effect.DURABLE, users::changePassword);
  }

  private void routeLogins(LoginCommands logins) {
    route(CommandCode.LOGIN_USER, LoginUser.class, Effect.NONE, logins::login);
    route(
        CommandCode.LOGIN_WITH_PERSONAL_ACCESS_TOKEN,
        LoginWithPersonalAccessToken.class,
        Effect.NONE,
        logins::loginWithToken);
    route(CommandCode.LOGOUT_USER, LogoutUser.class, Effect.NONE, logins::logout);
  }

  private void routeTokens(TokenCommands tokens) {
    route(
        CommandCode.GET_PERSONAL_ACCESS_TOKENS,
        GetPersonalAccessTokens.class,
        Effect.NONE,
        tokens::list);
    route(
        CommandCode.CREATE_PERSONAL_ACCESS_TOKEN,
        CreatePersonalAccessToken.class,
        Effect.DURABLE,
        tokens::create);
    route(
        CommandCode.DELETE_PERSONAL_ACCESS_TOKEN,
        DeletePersonalAccessToken.class,
        Effect.DURABLE,
        tokens::delete);
  }

  private void routeStreams(StreamCommands streams) {
    route(CommandCode.GET_STREAM, GetStream.class, Effect.NONE, streams::get);
    route(CommandCode.GET_STREAMS, GetStreams.class, Effect.NONE, streams::list);
    route(CommandCode.CREATE_STREAM, CreateStream.class, Effect.DURABLE, streams::create);
    route(CommandCode.UPDATE_STREAM, UpdateStream.class, Effect.DURABLE, streams::update);
    route(CommandCode.PURGE_STREAM, PurgeStream.class, Effect.TRANSIENT, streams::purge);
    route(CommandCode.DELETE_STREAM, DeleteStream.class, Effect.DURABLE, streams::delete);
  }

  private void routeTopics(TopicCommands topics) {
    route(CommandCode.GET_TOPIC, GetTopic.class, Effect.NONE, topics::get);
    route(CommandCode.GET_TOPICS, GetTopics.class, Effect.NONE, topics::list);
    route(CommandCode.CREATE_TOPIC, CreateTopic.class, Effect.DURABLE, topics::create);
    route(CommandCode.UPDATE_TOPIC, UpdateTopic.class, Effect.DURABLE, topics::update);
    route(CommandCode.PURGE_TOPIC, PurgeTopic.class, Effect.TRANSIENT, topics::purge);
    route(CommandCode.DELETE_TOPIC, DeleteTopic.class, Effect.DURABLE, topics::delete);
  }

  private void routePartitions(PartitionCommands partitions) {
    route(
        CommandCode.CREATE_PARTITIONS, CreatePartitions.class, Effect.DURABLE, partitions::create);
    route(
        CommandCode.DELETE_PARTITIONS, DeletePartitions.class, Effect.DURABLE, partitions::delete);
    route(
        CommandCode.DELETE_SEGMENTS, DeleteSegments.class, Effect.NONE, partitions::deleteSegments);
    route(
        CommandCode.FLUSH_UNSAVED_BUFFER, FlushUnsavedBuffer.class, Effect.NONE, partitions::flush);
  }

  private void routeGroups(GroupCommands groups) {
    route(CommandCode.GET_CONSUMER_GROUP, GetConsumerGroup.class, Effect.NONE, groups::get);
    route(CommandCode.GET_CONSUMER_GROUPS, GetConsumerGroups.class, Effect.NONE, groups::list);
    route(
        CommandCode.CREATE_CONSUMER_GROUP,
        CreateConsumerGroup.class,
        Effect.DURABLE,
        groups::create);
    route(
        CommandCode.DELETE_CONSUMER_GROUP,
        DeleteConsumerGroup.class,
        Effect.DURABLE,
        groups::delete);
    route(CommandCode.SYNC_CONSUMER_GROUP, SyncConsumerGroup.class, Effect.NONE, groups::sync);
    route(CommandCode.JOIN_CONSUMER_GROUP, JoinConsumerGroup.class, Effect.TRANSIENT, groups::join);
    route(
        CommandCode.LEAVE_CONSUMER_GROUP,
        LeaveConsumerGroup.class,
        Effect.TRANSIENT,
        groups::leave);
  }

  private void routeOffsets(OffsetCommands offsets) {
    route(CommandCode.GET_CONSUMER_OFFSET, GetConsumerOffset.class, Effect.NONE, offsets::get);
    route(
        CommandCode.STORE_CONSUMER_OFFSET, StoreConsumerOffset.class, Effect.NONE, offsets::store);
    route(
        CommandCode.DELETE_CONSUMER_OFFSET,
        DeleteConsumerOffset.class,
        Effect.NONE,
        offsets::delete);
  }

  private <Q extends Request<R>, R> void route(
      CommandCode code, Class<Q> type, Effect effect, Handler<Q, R> handler) {
    routes.put(code, new Route<>(type, effect, handler));
  }

  /**
   * Checks that a command may be sent on this connection at all, before its body is looked at.
   *
   * @throws CommandException when nobody is logged in, or the client was given up
   */
  public static void requireAuthenticated(Session session, CommandCode code) {
    boolean open =
        code == CommandCode.PING
            || code == CommandCode.LOGIN_USER
            || code == CommandCode.LOGIN_WITH_PERSONAL_ACCESS_TOKEN;
    require(open || !session.isStale(), IggyStatus.STALE_CLIENT);
    require(open || session.userId().isPresent(), IggyStatus.UNAUTHENTICATED);
  }

  /**
   * Does what a request asks for and answers it.
   *
   * @throws CommandException when it is answered with an error
   * @throws IOException when the answer cannot be written
   */
  public void execute(Session session, Request<?> request, ResponseSink out) throws IOException {
    if (request instanceof PollMessages poll) {
      out.polled(underReadLock(() -> messages.poll(session, poll)));
    } else {
      run(routes.get(request.code()), session, request, out);
    }
  }

  /**
   * Appends a batch in the VSR layout, for clients who are told where.
   *
   * @return where; empty when the guard did not let it pass
   * @throws CommandException when it is answered with an error
   */
  public Optional<SentBatch> send(Session session, SendMessages request, WriteGuard guard) {
    return underReadLock(() -> messages.send(session, request, guard));
  }

  /**
   * Finds a partition.
   *
   * @throws CommandException when there is none
   */
  public PartitionKey partition(Identifier streamId, Identifier topicId, int partitionId) {
    return underReadLock(() -> state.partition(state.topic(streamId, topicId), partitionId).key());
  }

  private <Q extends Request<R>, R> void run(
      Route<Q, R> route, Session session, Request<?> request, ResponseSink out) throws IOException {
    Q typed = route.type().cast(request);
    out.answered(typed, respond(route, session, typed));
  }

  private <Q extends Request<R>, R> R respond(Route<Q, R> route, Session session, Q request) {
    if (route.effect() == Effect.NONE) {
      return underReadLock(() -> route.handler().handle(session, request));
    }
    Lock lock = state.lock().writeLock();
    lock.lock();
    try {
      R response = route.handler().handle(session, request);
      if (route.effect() == Effect.DURABLE) {
        persist.run();
      }
      return response;
    } finally {
      lock.unlock();
    }
  }

  private <T> T underReadLock(Supplier<T> work) {
    Lock lock = state.lock().readLock();
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
