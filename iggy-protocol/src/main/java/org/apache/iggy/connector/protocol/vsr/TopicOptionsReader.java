// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.vsr;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.HeaderKind;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.Options;
import org.apache.iggy.connector.protocol.topic.TopicOption;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;

/**
 * A topic's options as a server reads them: no name twice, known names only, values within their
 * ranges. Numbers and booleans are also taken as texts, but not with units, which real servers take
 * too.
 */
final class TopicOptionsReader {
  private static final Set<TopicOption> FIELDS =
      EnumSet.of(
          TopicOption.COMPRESSION_ALGORITHM,
          TopicOption.MESSAGE_EXPIRY,
          TopicOption.MAX_TOPIC_SIZE);

  private static final long MIB = 1 << 20;
  private static final long GIB = 1 << 30;
  private static final int SECTOR = 512;

  private final Map<TopicOption, HeaderField> values = new EnumMap<>(TopicOption.class);
  private final UserHeaders.Builder others = UserHeaders.builder();

  TopicOptionsReader(WireReader in, VsrRelease release) {
    if (in.remaining() > Options.MAX_ENCODED_LENGTH) {
      throw new RefusedBodyException(
          IggyStatus.OPTIONS_BLOCK_TOO_LARGE, in.remaining() + " bytes of options are too many");
    }
    for (Map.Entry<HeaderField, HeaderField> entry : Options.decodeRest(in).entries()) {
      add(entry.getKey(), entry.getValue(), release);
    }
  }

  private void add(HeaderField key, HeaderField value, VsrRelease release) {
    if (key.kind() != HeaderKind.STRING) {
      throw new MalformedFrameException("an option's name is no text but " + key);
    }
    TopicOption option =
        TopicOption.of(key)
            .filter(release.topicOptions()::contains)
            .orElseThrow(
                () ->
                    new RefusedBodyException(
                        IggyStatus.UNSUPPORTED_OPTION_KEY, "unknown option " + key.asText()));
    if (!isValid(option, value)) {
      throw new RefusedBodyException(
          IggyStatus.INVALID_OPTION_VALUE, value + " is no value of option " + option.key());
    }
    if (values.put(option, value) != null) {
      throw new MalformedFrameException("option " + option.key() + " is there twice");
    }
    if (!FIELDS.contains(option)) {
      others.put(key, value);
    }
  }

  private static boolean isValid(TopicOption option, HeaderField value) {
    if (value.kind() != option.kind() && value.kind() != HeaderKind.STRING) {
      return false;
    }
    String text = value.asText();
    switch (option.kind()) {
      case BOOL:
        return text.equals("true") || text.equals("false");
      case STRING:
        return option == TopicOption.COMPRESSION_ALGORITHM
            ? text.equals("none") || text.equals("gzip")
            : text.equals("replicated") || text.equals("persisted");
      default:
        return isWithinRange(option, text);
    }
  }

  private static boolean isWithinRange(TopicOption option, String text) {
    long number;
    try {
      number = Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      return false;
    }
    switch (option) {
      case SEGMENT_SIZE:
        return number >= MIB && number <= GIB && number % SECTOR == 0;
      case MESSAGES_REQUIRED_TO_SAVE:
        return number >= 1 && number <= 1 << 24;
      case SIZE_OF_MESSAGES_REQUIRED_TO_SAVE:
        return number >= 0 && number <= GIB;
      default:
        return true;
    }
  }

  /** None when it is not told. */
  CompressionAlgorithm compression() {
    HeaderField value = values.get(TopicOption.COMPRESSION_ALGORITHM);
    return value == null
        ? CompressionAlgorithm.NONE
        : CompressionAlgorithm.valueOf(value.asText().toUpperCase(Locale.ROOT));
  }

  /** A u64 in a long, 0 when it is not told. */
  long number(TopicOption option) {
    HeaderField value = values.get(option);
    return value == null ? 0 : Long.parseUnsignedLong(value.asText());
  }

  /** Options that no field of a request stands for. */
  Options others() {
    return Options.of(others.build());
  }

  /** Of the options that fields of a request stand for, those that are not told. */
  Set<TopicOption> absent() {
    Set<TopicOption> absent = EnumSet.copyOf(FIELDS);
    absent.removeAll(values.keySet());
    return absent;
  }
}
