// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol;

import java.util.Optional;
import org.apache.iggy.connector.protocol.group.ConsumerGroupDetails;
import org.apache.iggy.connector.protocol.group.ConsumerGroupInfo;
import org.apache.iggy.connector.protocol.group.ConsumerGroupMember;
import org.apache.iggy.connector.protocol.group.GroupAssignment;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.offset.ConsumerOffset;
import org.apache.iggy.connector.protocol.primitive.ProtocolVersion;
import org.apache.iggy.connector.protocol.stream.StreamDetails;
import org.apache.iggy.connector.protocol.stream.StreamInfo;
import org.apache.iggy.connector.protocol.system.CacheMetrics;
import org.apache.iggy.connector.protocol.system.ClientDetails;
import org.apache.iggy.connector.protocol.system.ClientInfo;
import org.apache.iggy.connector.protocol.system.ClusterMetadata;
import org.apache.iggy.connector.protocol.system.ClusterNode;
import org.apache.iggy.connector.protocol.system.ConsumerGroupMembership;
import org.apache.iggy.connector.protocol.system.OptionDescriptor;
import org.apache.iggy.connector.protocol.system.Stats;
import org.apache.iggy.connector.protocol.system.TransportProtocol;
import org.apache.iggy.connector.protocol.token.PersonalAccessToken;
import org.apache.iggy.connector.protocol.token.PersonalAccessTokenInfo;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;
import org.apache.iggy.connector.protocol.topic.TopicDetails;
import org.apache.iggy.connector.protocol.topic.TopicInfo;
import org.apache.iggy.connector.protocol.user.IdentityInfo;
import org.apache.iggy.connector.protocol.user.Registration;
import org.apache.iggy.connector.protocol.user.UserDetails;
import org.apache.iggy.connector.protocol.user.UserInfo;
import org.apache.iggy.connector.protocol.user.UserStatus;

/** Random but valid answers of the server. */
final class SampleResponses {
  private final SampleValues v;

  SampleResponses(SampleValues values) {
    this.v = values;
  }

  Stats stats() {
    return new Stats(
        v.u32(),
        v.f32(),
        v.f32(),
        v.u64(),
        v.u64(),
        v.u64(),
        v.u64(),
        v.u64(),
        v.u64(),
        v.u64(),
        v.u64(),
        v.int32(),
        v.int32(),
        v.int32(),
        v.int32(),
        v.u64(),
        v.int32(),
        v.int32(),
        v.text(),
        v.text(),
        v.text(),
        v.text(),
        v.text(),
        v.u32(),
        v.listOf(this::cacheMetrics),
        v.int32(),
        v.u64(),
        v.u64());
  }

  private CacheMetrics cacheMetrics() {
    return new CacheMetrics(v.u32(), v.u32(), v.u32(), v.u64(), v.u64(), v.f32());
  }

  ClusterMetadata clusterMetadata() {
    return new ClusterMetadata(v.text(), v.listOf(this::clusterNode));
  }

  private ClusterNode clusterNode() {
    return new ClusterNode(v.text(), v.text(), v.u16(), v.u16(), v.u16(), v.u16(), v.u8(), v.u8());
  }

  ClientInfo clientInfo() {
    return new ClientInfo(v.u32(), v.u32(), v.oneOf(TransportProtocol.class), v.text(), v.int32());
  }

  ClientDetails clientDetails() {
    return new ClientDetails(
        v.u32(),
        v.u32(),
        v.oneOf(TransportProtocol.class),
        v.text(),
        v.listOf(() -> new ConsumerGroupMembership(v.u32(), v.u32(), v.u32())));
  }

  UserInfo userInfo() {
    return new UserInfo(v.u32(), v.u64(), v.oneOf(UserStatus.class), v.name());
  }

  UserDetails userDetails() {
    return new UserDetails(userInfo(), v.permissions());
  }

  IdentityInfo identityInfo() {
    return new IdentityInfo(
        v.u32(),
        v.isVsr()
            ? Optional.of(new Registration(v.u64(), ProtocolVersion.ofWord(v.u32()), v.name()))
            : Optional.empty());
  }

  PersonalAccessTokenInfo tokenInfo() {
    return new PersonalAccessTokenInfo(v.name(), v.u64());
  }

  PersonalAccessToken token() {
    return new PersonalAccessToken(v.text());
  }

  PolledMessages polledMessages() {
    MessageBatch batch = v.batch();
    return new PolledMessages(v.u32(), v.u64(), batch.count(), batch.messages(), batch.layout());
  }

  ConsumerOffset consumerOffset() {
    return new ConsumerOffset(v.int32(), v.u64(), v.u64());
  }

  StreamInfo streamInfo() {
    return new StreamInfo(v.u32(), v.u64(), v.int32(), v.u64(), v.u64(), v.name());
  }

  StreamDetails streamDetails() {
    return new StreamDetails(streamInfo(), v.listOf(this::topicInfo));
  }

  TopicInfo topicInfo() {
    return new TopicInfo(
        v.u32(),
        v.u64(),
        v.int32(),
        v.u64(),
        v.oneOf(CompressionAlgorithm.class),
        v.u64(),
        v.replicationFactor(),
        v.u64(),
        v.u64(),
        v.name(),
        v.toldOptions(),
        v.toldOptions());
  }

  TopicDetails topicDetails() {
    return new TopicDetails(
        topicInfo(),
        v.listOf(
            () -> new PartitionInfo(v.int32(), v.u64(), v.int32(), v.u64(), v.u64(), v.u64())));
  }

  ConsumerGroupInfo consumerGroupInfo() {
    return new ConsumerGroupInfo(v.u32(), v.int32(), v.int32(), v.name());
  }

  ConsumerGroupDetails consumerGroupDetails() {
    return new ConsumerGroupDetails(
        consumerGroupInfo(), v.listOf(() -> new ConsumerGroupMember(v.u32(), v.listOf(v::int32))));
  }

  GroupAssignment groupAssignment() {
    return new GroupAssignment(v.u64(), v.listOf(v::int32));
  }

  OptionDescriptor optionDescriptor() {
    return new OptionDescriptor(v.name(), v.u8(), v.bytes(v.u8()), v.text());
  }
}
