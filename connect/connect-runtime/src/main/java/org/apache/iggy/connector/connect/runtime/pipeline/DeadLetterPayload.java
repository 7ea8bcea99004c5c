// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;

/**
 * What a dead letter carries: the payload as it came. A message always has one that Iggy can hold;
 * a source's record may be too large, empty, or a value that no format can hold.
 */
final class DeadLetterPayload {
  private static final int KEPT_BYTES = 1024 * 1024;
  private static final byte[] EMPTY = "(empty)".getBytes(StandardCharsets.UTF_8);

  private final byte[] original;

  private DeadLetterPayload(byte[] original) {
    this.original = original;
  }

  static DeadLetterPayload of(ConnectRecord record) {
    return new DeadLetterPayload(originalOf(record));
  }

  private static byte[] originalOf(ConnectRecord record) {
    Payload payload = record.payload();
    try {
      return payload.bytes();
    } catch (CodecException e) {
      return payload
          .known()
          .orElseGet(() -> String.valueOf(payload.value()).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The bytes, or what can be shown of them: the first MiB, or words for none. */
  byte[] bytes() {
    if (fits()) {
      return original;
    }
    return original.length == 0 ? EMPTY : Arrays.copyOf(original, KEPT_BYTES);
  }

  /** How many bytes the payload had, where Iggy cannot hold them as they came. */
  OptionalInt originalSizeBytes() {
    return fits() ? OptionalInt.empty() : OptionalInt.of(original.length);
  }

  private boolean fits() {
    return original.length > 0 && original.length <= MessageBatchEncoder.MAX_PAYLOAD_BYTES;
  }
}
