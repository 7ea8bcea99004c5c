// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;

/**
 * What a dead letter carries: the payload as it came. A message always has one that Iggy can hold;
 * a source's record may be too large, empty, or a value that no format can hold.
 */
final class DeadLetterPayload {
  private static final int KEPT_BYTES = 1024 * 1024;
  private static final byte[] EMPTY = "(empty)".getBytes(StandardCharsets.UTF_8);

  private DeadLetterPayload() {}

  /** The bytes, or what can be shown of them: the first MiB, or words for none. */
  static byte[] of(ConnectRecord record) {
    byte[] bytes = bytes(record);
    if (bytes.length == 0) {
      return EMPTY;
    }
    return bytes.length > MessageBatchEncoder.MAX_PAYLOAD_BYTES
        ? Arrays.copyOf(bytes, KEPT_BYTES)
        : bytes;
  }

  private static byte[] bytes(ConnectRecord record) {
    try {
      return record.payload().bytes();
    } catch (CodecException e) {
      return String.valueOf(record.payload().value()).getBytes(StandardCharsets.UTF_8);
    }
  }
}
