// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.metadata;

import org.apache.iggy.connector.embedded.catalog.Catalog;
import org.apache.iggy.connector.embedded.catalog.ConsumerGroup;
import org.apache.iggy.connector.embedded.catalog.Partition;
import org.apache.iggy.connector.embedded.catalog.Stream;
import org.apache.iggy.connector.embedded.catalog.Topic;
import org.apache.iggy.connector.embedded.catalog.TopicSettings;
import org.apache.iggy.connector.embedded.identity.AccessToken;
import org.apache.iggy.connector.embedded.identity.PasswordHash;
import org.apache.iggy.connector.embedded.identity.User;
import org.apache.iggy.connector.embedded.identity.UserDirectory;
import org.apache.iggy.connector.embedded.log.LogStore;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.Options;
import org.apache.iggy.connector.protocol.user.Permissions;
import org.apache.iggy.connector.protocol.user.UserStatus;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * The layout of the catalog and the users on disk, in the primitives of the wire protocol.
 *
 * <pre>{@code
 * streams u32 x { id u32, created u64, name, topics u32 x {
 *     id u32, created u64, name, compression u8, expiry u64, max size u64, replicas u8,
 *     options length u32, options as in the protocol (absent in the first version),
 *     partitions u32 x { created u64 }, groups u32 x { id u32, name } } }
 * users u32 x { id u32, created u64, name, password hash text32, status u8,
 *     permissions as in the protocol, tokens u32 x { name, hash text32, expiry at u64 } }
 * }</pre>
 */
final class MetadataCodec {
  private MetadataCodec() {}

  static void encode(Catalog catalog, UserDirectory users, WireWriter out) {
    out.u32(catalog.streams().size());
    catalog.streams().all().forEach(stream -> encode(stream, out));
    out.u32(users.users().size());
    users.users().all().forEach(user -> encode(user, out));
  }

  static void decode(
      WireReader in, boolean hasOptions, LogStore store, Catalog catalog, UserDirectory users) {
    for (int streams = in.int32(); streams > 0; streams--) {
      catalog.streams().put(decodeStream(in, hasOptions, store));
    }
    for (int left = in.int32(); left > 0; left--) {
      users.users().put(decodeUser(in));
    }
    in.expectEnd();
  }

  private static void encode(Stream stream, WireWriter out) {
    out.u32(stream.id());
    out.u64(stream.createdAtMicros());
    out.name(stream.name());
    out.u32(stream.topics().size());
    stream.topics().all().forEach(topic -> encode(topic, out));
  }

  private static Stream decodeStream(WireReader in, boolean hasOptions, LogStore store) {
    Stream stream = new Stream(in.u32(), in.u64(), in.name());
    for (int topics = in.int32(); topics > 0; topics--) {
      stream.topics().put(decodeTopic(in, hasOptions, stream.id(), store));
    }
    return stream;
  }

  private static void encode(Topic topic, WireWriter out) {
    out.u32(topic.id());
    out.u64(topic.createdAtMicros());
    out.name(topic.name());
    out.u8(topic.settings().compression().code());
    out.u64(topic.settings().messageExpiryMicros());
    out.u64(topic.settings().maxSizeBytes());
    out.u8(topic.settings().replicationFactor());
    topic.settings().options().encode(out);
    out.u32(topic.partitions().size());
    for (Partition partition : topic.partitions()) {
      out.u64(partition.createdAtMicros());
    }
    out.u32(topic.groups().size());
    for (ConsumerGroup group : topic.groups().all()) {
      out.u32(group.id());
      out.name(group.name());
    }
  }

  private static Topic decodeTopic(
      WireReader in, boolean hasOptions, long streamId, LogStore store) {
    long id = in.u32();
    long createdAt = in.u64();
    String name = in.name();
    TopicSettings settings =
        new TopicSettings(
            CompressionAlgorithm.of(in.u8()),
            in.u64(),
            in.u64(),
            in.u8(),
            hasOptions ? Options.decode(in) : Options.none());
    Topic topic = new Topic(streamId, id, createdAt, name, settings);
    int partitions = in.int32();
    for (int i = 0; i < partitions; i++) {
      topic.restorePartition(in.u64(), store);
    }
    for (int groups = in.int32(); groups > 0; groups--) {
      topic.groups().put(new ConsumerGroup(in.u32(), in.name(), partitions));
    }
    return topic;
  }

  private static void encode(User user, WireWriter out) {
    out.u32(user.id());
    out.u64(user.createdAtMicros());
    out.name(user.name());
    out.text32(user.password().encoded());
    out.u8(user.status().code());
    Permissions.encodeOptional(user.permissions(), out);
    out.u32(user.tokens().size());
    for (AccessToken token : user.tokens()) {
      out.name(token.name());
      out.text32(token.hash());
      out.u64(token.expiryAtMicros());
    }
  }

  private static User decodeUser(WireReader in) {
    User user =
        new User(
            in.u32(),
            in.u64(),
            in.name(),
            new PasswordHash(in.text32()),
            UserStatus.of(in.u8()),
            Permissions.decodeOptional(in));
    for (int tokens = in.int32(); tokens > 0; tokens--) {
      user.tokens().add(new AccessToken(in.name(), in.text32(), in.u64()));
    }
    return user;
  }
}
