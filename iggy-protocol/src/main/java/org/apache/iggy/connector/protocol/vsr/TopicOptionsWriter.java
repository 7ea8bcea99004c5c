// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.vsr;

import java.math.BigInteger;
import java.util.Locale;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.Options;
import org.apache.iggy.connector.protocol.topic.TopicOption;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** Writes a topic's settings as options, one behind the other. */
final class TopicOptionsWriter {
  private final WireWriter out;

  TopicOptionsWriter(WireWriter out) {
    this.out = out;
  }

  void compression(CompressionAlgorithm compression) {
    String name = compression.name().toLowerCase(Locale.ROOT);
    write(TopicOption.COMPRESSION_ALGORITHM, HeaderField.ofString(name));
  }

  /** A u64 in a long: -1 is the largest. */
  void number(TopicOption option, long value) {
    write(option, HeaderField.ofUint64(new BigInteger(Long.toUnsignedString(value))));
  }

  private void write(TopicOption option, HeaderField value) {
    Options.of(UserHeaders.builder().put(option.key(), value).build()).encodeRest(out);
  }
}
