// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.HeaderKind;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageIds;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.topic.Options;
import org.apache.iggy.connector.protocol.topic.TopicOption;
import org.apache.iggy.connector.protocol.user.GlobalPermission;
import org.apache.iggy.connector.protocol.user.Permissions;
import org.apache.iggy.connector.protocol.user.StreamPermission;
import org.apache.iggy.connector.protocol.user.StreamPermissions;
import org.apache.iggy.connector.protocol.user.TopicPermission;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** Random but valid values of what commands are made of; the same seed makes the same values. */
final class SampleValues {
  private static final String[] LETTERS = {"a", "Z", "0", "-", " ", "é", "ß", "漢", "🚀", "\u0000"};
  private static final int[] INTS = {0, 1, 2, 255, 256, 1000, 65536, Integer.MAX_VALUE};
  private static final long[] LONGS = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 0xFFFF_FFFFL};
  private static final int MAX_NAME_BYTES = 255;
  private static final int HEADER_FIXED_LENGTHS = 16;

  private final Random random;

  private final ProtocolGeneration generation;

  SampleValues(long seed) {
    this(seed, ProtocolGeneration.LEGACY);
  }

  SampleValues(long seed, ProtocolGeneration generation) {
    this.random = new Random(seed);
    this.generation = generation;
  }

  boolean isVsr() {
    return generation == ProtocolGeneration.VSR;
  }

  /** Number of replicas, which VSR does not carry. */
  int replicationFactor() {
    return isVsr() ? 0 : u8();
  }

  /** Options of topics that no field of a request stands for; only VSR has them. */
  Options options() {
    UserHeaders.Builder options = UserHeaders.builder();
    if (isVsr() && bool()) {
      long segments = 1L + random.nextInt(1000);
      options.put(
          TopicOption.SEGMENT_SIZE.key(), HeaderField.ofUint64(BigInteger.valueOf(segments << 20)));
    }
    if (isVsr() && bool()) {
      options.put(TopicOption.DURABILITY.key(), "persisted");
    }
    return Options.of(options.build());
  }

  /** Any options, as a server may tell them; only VSR has them. */
  Options toldOptions() {
    return isVsr() ? Options.of(userHeaders()) : Options.none();
  }

  boolean bool() {
    return random.nextBoolean();
  }

  int u8() {
    return random.nextInt(256);
  }

  int u16() {
    return random.nextInt(65536);
  }

  int int32() {
    return random.nextBoolean() ? INTS[random.nextInt(INTS.length)] : random.nextInt() >>> 1;
  }

  long u32() {
    return random.nextBoolean() ? int32() : random.nextInt() & 0xFFFF_FFFFL;
  }

  long u64() {
    return random.nextBoolean() ? LONGS[random.nextInt(LONGS.length)] : random.nextLong();
  }

  float f32() {
    float value = Float.intBitsToFloat(random.nextInt());
    // Other NaNs may change their bits on their way through the processor.
    return Float.isNaN(value) ? Float.NaN : value;
  }

  <E extends Enum<E>> E oneOf(Class<E> type) {
    E[] constants = type.getEnumConstants();
    return constants[random.nextInt(constants.length)];
  }

  <E extends Enum<E>> Set<E> someOf(Class<E> type) {
    Set<E> some = EnumSet.noneOf(type);
    for (E constant : type.getEnumConstants()) {
      if (random.nextBoolean()) {
        some.add(constant);
      }
    }
    return some;
  }

  <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  <T> List<T> listOf(Supplier<T> value) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      list.add(value.get());
    }
    return list;
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Text of at most 255 bytes in UTF-8, often empty. */
  String text() {
    return random.nextInt(4) == 0 ? "" : name();
  }

  /** Text of 1 to 255 bytes in UTF-8, now and then of exactly 255. */
  String name() {
    if (random.nextInt(8) == 0) {
      return "n".repeat(MAX_NAME_BYTES);
    }
    StringBuilder name = new StringBuilder();
    for (int i = 1 + random.nextInt(20); i > 0; i--) {
      name.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return name.toString();
  }

  Identifier identifier() {
    return bool() ? Identifier.numeric(u32()) : Identifier.named(name());
  }

  Consumer consumer() {
    return bool() ? Consumer.single(identifier()) : Consumer.group(identifier());
  }

  OptionalInt partitionId() {
    return bool() ? OptionalInt.of(int32()) : OptionalInt.empty();
  }

  PollingStrategy strategy() {
    switch (oneOf(PollingStrategy.Kind.class)) {
      case OFFSET:
        return PollingStrategy.offset(u64());
      case TIMESTAMP:
        return PollingStrategy.timestamp(u64());
      case FIRST:
        return PollingStrategy.first();
      case LAST:
        return PollingStrategy.last();
      default:
        return PollingStrategy.next();
    }
  }

  Partitioning partitioning() {
    switch (oneOf(Partitioning.Kind.class)) {
      case PARTITION_ID:
        return Partitioning.partition(int32());
      case KEY:
        return Partitioning.key(bytes(1 + random.nextInt(255)));
      default:
        return Partitioning.balanced();
    }
  }

  Optional<Permissions> permissions() {
    Map<Long, StreamPermissions> streams = new TreeMap<>();
    listOf(this::u32).forEach(id -> streams.put(id, streamPermissions()));
    return maybe(() -> new Permissions(someOf(GlobalPermission.class), streams));
  }

  private StreamPermissions streamPermissions() {
    Map<Long, Set<TopicPermission>> topics = new TreeMap<>();
    listOf(this::u32).forEach(id -> topics.put(id, someOf(TopicPermission.class)));
    return new StreamPermissions(someOf(StreamPermission.class), topics);
  }

  HeaderField headerField() {
    HeaderKind kind = oneOf(HeaderKind.class);
    for (int length = HEADER_FIXED_LENGTHS; length > 1; length /= 2) {
      try {
        return HeaderField.of(kind, bytes(length));
      } catch (IllegalArgumentException e) {
        // This kind has another length.
      }
    }
    return HeaderField.of(kind, bytes(1));
  }

  UserHeaders userHeaders() {
    UserHeaders.Builder headers = UserHeaders.builder();
    listOf(this::headerField).forEach(key -> headers.put(key, headerField()));
    listOf(this::name).forEach(key -> headers.put(key, name()));
    return headers.build();
  }

  MessageBatch batch() {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    long origin = u64();
    for (int i = random.nextInt(5) + (isVsr() ? 1 : 0); i > 0; i--) {
      byte[] payload = bytes(random.nextInt(100));
      // Timestamps of one VSR batch lie within 71 minutes, and may not turn over.
      long timestamp = isVsr() ? (origin >>> 1) + u32() : u64();
      encoder.add(u64(), u64(), payload, 0, payload.length, userHeaders(), timestamp);
    }
    if (!isVsr()) {
      return encoder.batch();
    }
    WireWriter out = new WireWriter();
    encoder.batch().encodeVsr(new MessageIds(1, 2), out);
    return MessageBatch.vsr(encoder.count(), out.view());
  }
}
