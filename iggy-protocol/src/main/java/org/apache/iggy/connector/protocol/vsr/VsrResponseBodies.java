// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.vsr;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.stream.StreamDetails;
import org.apache.iggy.connector.protocol.stream.StreamInfo;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.Options;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;
import org.apache.iggy.connector.protocol.topic.TopicDetails;
import org.apache.iggy.connector.protocol.topic.TopicInfo;
import org.apache.iggy.connector.protocol.user.IdentityInfo;
import org.apache.iggy.connector.protocol.user.UserDetails;
import org.apache.iggy.connector.protocol.user.UserInfo;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * The bodies of VSR's responses: those of the legacy generation, but for the table in here.
 *
 * <pre>{@code
 * stream, user  as in legacy, then length u32 and options
 * topic         without the replication factor, then twice length u32 and options: what was set,
 *               and what is the server's default
 * topics        count u32, then so many
 * send          count u32, then so many SendConfirmation; also without a byte
 * poll          as in legacy, but batches instead of messages
 * login         user id u32, then Registration
 * }</pre>
 */
public final class VsrResponseBodies {
  private static final int MIN_TOPIC_BYTES = 59;

  private static final Map<CommandCode, ResponseCodec<?>> CODECS = new EnumMap<>(CommandCode.class);

  static {
    CODECS.put(
        CommandCode.GET_STREAM,
        ResponseCodec.optional(VsrResponseBodies::streamDetails, VsrResponseBodies::write));
    CODECS.put(
        CommandCode.GET_STREAMS,
        ResponseCodec.listOf(VsrResponseBodies::stream, VsrResponseBodies::write));
    CODECS.put(
        CommandCode.CREATE_STREAM,
        ResponseCodec.of(VsrResponseBodies::streamDetails, VsrResponseBodies::write));
    CODECS.put(
        CommandCode.GET_TOPIC,
        ResponseCodec.optional(VsrResponseBodies::topicDetails, VsrResponseBodies::write));
    CODECS.put(
        CommandCode.GET_TOPICS,
        ResponseCodec.of(VsrResponseBodies::topics, VsrResponseBodies::writeTopics));
    CODECS.put(
        CommandCode.CREATE_TOPIC,
        ResponseCodec.of(VsrResponseBodies::topicDetails, VsrResponseBodies::write));
    CODECS.put(
        CommandCode.GET_USER,
        ResponseCodec.optional(VsrResponseBodies::userDetails, VsrResponseBodies::write));
    CODECS.put(
        CommandCode.GET_USERS,
        ResponseCodec.listOf(VsrResponseBodies::user, VsrResponseBodies::write));
    CODECS.put(
        CommandCode.CREATE_USER,
        ResponseCodec.of(VsrResponseBodies::userDetails, VsrResponseBodies::write));
    CODECS.put(CommandCode.POLL_MESSAGES, PolledMessages.VSR_CODEC);
    CODECS.put(CommandCode.SEND_MESSAGES, SendConfirmation.IGNORED);
    ResponseCodec<IdentityInfo> login =
        ResponseCodec.of(IdentityInfo::decodeRegistered, IdentityInfo::encodeRegistered);
    CODECS.put(CommandCode.LOGIN_USER, login);
    CODECS.put(CommandCode.LOGIN_WITH_PERSONAL_ACCESS_TOKEN, login);
  }

  private VsrResponseBodies() {}

  /** How the answer to a request is read and written, without a result section. */
  @SuppressWarnings("unchecked") // The table is keyed by the code of the class that answers so.
  public static <R> ResponseCodec<R> codec(Request<R> request) {
    return (ResponseCodec<R>) CODECS.getOrDefault(request.code(), request.responseCodec());
  }

  private static StreamInfo stream(WireReader in) {
    StreamInfo stream = StreamInfo.decode(in);
    Options.decode(in);
    return stream;
  }

  private static void write(StreamInfo stream, WireWriter out) {
    stream.encode(out);
    Options.none().encode(out);
  }

  private static StreamDetails streamDetails(WireReader in) {
    StreamInfo stream = stream(in);
    List<TopicInfo> topics = new ArrayList<>();
    while (in.hasRemaining()) {
      topics.add(topic(in));
    }
    return new StreamDetails(stream, topics);
  }

  private static void write(StreamDetails details, WireWriter out) {
    write(details.info(), out);
    details.topics().forEach(topic -> write(topic, out));
  }

  private static TopicInfo topic(WireReader in) {
    long id = in.u32();
    long createdAtMicros = in.u64();
    int partitions = in.int32();
    long expiryMicros = in.u64();
    CompressionAlgorithm compression = CompressionAlgorithm.of(in.u8());
    long maxSizeBytes = in.u64();
    long sizeBytes = in.u64();
    long messages = in.u64();
    String name = in.name();
    return new TopicInfo(
        id,
        createdAtMicros,
        partitions,
        expiryMicros,
        compression,
        maxSizeBytes,
        0,
        sizeBytes,
        messages,
        name,
        Options.decode(in),
        Options.decode(in));
  }

  private static void write(TopicInfo topic, WireWriter out) {
    out.u32(topic.id());
    out.u64(topic.createdAtMicros());
    out.u32(topic.partitionsCount());
    out.u64(topic.messageExpiryMicros());
    out.u8(topic.compression().code());
    out.u64(topic.maxTopicSizeBytes());
    out.u64(topic.sizeBytes());
    out.u64(topic.messagesCount());
    out.name(topic.name());
    topic.explicitOptions().encode(out);
    topic.derivedOptions().encode(out);
  }

  private static TopicDetails topicDetails(WireReader in) {
    TopicInfo topic = topic(in);
    List<PartitionInfo> partitions = new ArrayList<>();
    while (in.hasRemaining()) {
      partitions.add(PartitionInfo.decode(in));
    }
    return new TopicDetails(topic, partitions);
  }

  private static void write(TopicDetails details, WireWriter out) {
    write(details.info(), out);
    details.partitions().forEach(partition -> partition.encode(out));
  }

  private static List<TopicInfo> topics(WireReader in) {
    int count = in.count(MIN_TOPIC_BYTES);
    List<TopicInfo> topics = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      topics.add(topic(in));
    }
    return topics;
  }

  private static void writeTopics(List<TopicInfo> topics, WireWriter out) {
    out.u32(topics.size());
    topics.forEach(topic -> write(topic, out));
  }

  private static UserInfo user(WireReader in) {
    UserInfo user = UserInfo.decode(in);
    Options.decode(in);
    return user;
  }

  private static void write(UserInfo user, WireWriter out) {
    user.encode(out);
    Options.none().encode(out);
  }

  private static UserDetails userDetails(WireReader in) {
    return UserDetails.decode(user(in), in);
  }

  private static void write(UserDetails details, WireWriter out) {
    write(details.info(), out);
    details.encodePermissions(out);
  }
}
