// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iggy.connector.embedded.catalog.TopicSettings;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.system.OptionDescriptor;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.Options;
import org.apache.iggy.connector.protocol.topic.TopicOption;
import org.apache.iggy.connector.protocol.vsr.VsrRelease;

/** The options that topics have in a release of Iggy 0.9, and their defaults. */
final class TopicOptionCatalog {
  private static final HeaderField UNLIMITED =
      HeaderField.ofUint64(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));

  private final Map<TopicOption, HeaderField> defaults = new EnumMap<>(TopicOption.class);

  TopicOptionCatalog(VsrRelease release) {
    release.topicOptions().forEach(option -> defaults.put(option, defaultOf(option)));
  }

  private static HeaderField defaultOf(TopicOption option) {
    return switch (option) {
      case COMPRESSION_ALGORITHM -> HeaderField.ofString("none");
      case MESSAGE_EXPIRY, MAX_TOPIC_SIZE -> UNLIMITED;
      case SEGMENT_SIZE -> HeaderField.ofUint64(BigInteger.ONE.shiftLeft(30));
      case MESSAGES_REQUIRED_TO_SAVE -> HeaderField.ofUint32(1024);
      case SIZE_OF_MESSAGES_REQUIRED_TO_SAVE -> HeaderField.ofUint64(BigInteger.ONE.shiftLeft(20));
      case PREALLOCATE_SEGMENTS, ENFORCE_FSYNC -> HeaderField.ofBool(false);
      case DURABILITY, CONSUMER_OFFSET_DURABILITY -> HeaderField.ofString("replicated");
    };
  }

  /** What a topic's creator set, as a client is told. */
  Options explicit(TopicSettings settings) {
    return encode(explicitFields(settings));
  }

  /** What a topic has of the defaults, as a client is told. */
  Options derived(TopicSettings settings) {
    Map<TopicOption, HeaderField> derived = new EnumMap<>(defaults);
    explicitFields(settings).keySet().forEach(derived::remove);
    return encode(derived);
  }

  /** What the server knows to say of each option. */
  List<OptionDescriptor> describe() {
    return byName(defaults).entrySet().stream()
        .map(
            entry ->
                new OptionDescriptor(
                    entry.getKey(),
                    entry.getValue().kind().code(),
                    entry.getValue().bytes(),
                    entry.getKey().replace('_', ' ')))
        .toList();
  }

  /** What was set and is not the default any more counts as set, whoever did it. */
  private Map<TopicOption, HeaderField> explicitFields(TopicSettings settings) {
    Map<TopicOption, HeaderField> explicit = new EnumMap<>(TopicOption.class);
    for (Map.Entry<HeaderField, HeaderField> entry : settings.options().entries()) {
      TopicOption.of(entry.getKey())
          .filter(defaults::containsKey)
          .ifPresent(option -> explicit.put(option, entry.getValue()));
    }
    if (settings.compression() != CompressionAlgorithm.NONE) {
      String name = settings.compression().name().toLowerCase(Locale.ROOT);
      explicit.put(TopicOption.COMPRESSION_ALGORITHM, HeaderField.ofString(name));
    }
    if (settings.messageExpiryMicros() != TopicSettings.NEVER) {
      explicit.put(TopicOption.MESSAGE_EXPIRY, u64(settings.messageExpiryMicros()));
    }
    if (settings.maxSizeBytes() != TopicSettings.UNLIMITED) {
      explicit.put(TopicOption.MAX_TOPIC_SIZE, u64(settings.maxSizeBytes()));
    }
    return explicit;
  }

  /** The size of a topic's segments if it was set, otherwise what is handed in. */
  static long segmentSizeBytes(Options options, long otherwise) {
    return options
        .get(TopicOption.SEGMENT_SIZE.key())
        .map(TopicOptionCatalog::u64)
        .filter(bytes -> bytes != 0)
        .orElse(otherwise);
  }

  private static HeaderField u64(long value) {
    return HeaderField.ofUint64(new BigInteger(Long.toUnsignedString(value)));
  }

  private static long u64(HeaderField value) {
    return value.kind() == TopicOption.SEGMENT_SIZE.kind()
        ? ByteBuffer.wrap(value.bytes()).order(ByteOrder.LITTLE_ENDIAN).getLong()
        : Long.parseUnsignedLong(value.asText());
  }

  private static Options encode(Map<TopicOption, HeaderField> fields) {
    UserHeaders.Builder entries = UserHeaders.builder();
    byName(fields).forEach(entries::put);
    return Options.of(entries.build());
  }

  private static Map<String, HeaderField> byName(Map<TopicOption, HeaderField> fields) {
    Map<String, HeaderField> byName = new TreeMap<>();
    fields.forEach((option, value) -> byName.put(option.key(), value));
    return byName;
  }
}
