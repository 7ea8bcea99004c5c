// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.topic;

import java.util.Optional;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.HeaderKind;

/**
 * The options of topics that Iggy 0.9 knows. Source: answers of 0.9.0-edge.5, and the crates of
 * 0.9.0 for the last two.
 */
public enum TopicOption {
  /** {@code none} or {@code gzip}; may be changed. */
  COMPRESSION_ALGORITHM("compression_algorithm", HeaderKind.STRING, true),
  /** Microseconds; 0 the server's default, u64 max never; may be changed. */
  MESSAGE_EXPIRY("message_expiry", HeaderKind.UINT64, true),
  /**
   * Bytes, no less than the segment size; 0 the server's default, u64 max unlimited; may be
   * changed.
   */
  MAX_TOPIC_SIZE("max_topic_size", HeaderKind.UINT64, true),
  /** Bytes, 1 MiB to 1 GiB, a multiple of 512. */
  SEGMENT_SIZE("segment_size", HeaderKind.UINT64, false),
  /** Messages after which they are written to disk, 1 to 16777216. */
  MESSAGES_REQUIRED_TO_SAVE("messages_required_to_save", HeaderKind.UINT32, false),
  /** Bytes of messages after which they are written to disk, at most 1 GiB. */
  SIZE_OF_MESSAGES_REQUIRED_TO_SAVE("size_of_messages_required_to_save", HeaderKind.UINT64, false),
  /** Whether segments take their whole size on disk at once. */
  PREALLOCATE_SEGMENTS("preallocate_segments", HeaderKind.BOOL, false),
  /** Whether writes are synced to disk; 0.9.0-edge.5 only. */
  ENFORCE_FSYNC("enforce_fsync", HeaderKind.BOOL, false),
  /** When messages are acknowledged, {@code replicated} or {@code persisted}; not in edge.5. */
  DURABILITY("durability", HeaderKind.STRING, false),
  /** When offsets are acknowledged, {@code replicated} or {@code persisted}; not in edge.5. */
  CONSUMER_OFFSET_DURABILITY("consumer_offset_durability", HeaderKind.STRING, false);

  private final String key;
  private final HeaderKind kind;
  private final boolean changeable;

  TopicOption(String key, HeaderKind kind, boolean changeable) {
    this.key = key;
    this.kind = kind;
    this.changeable = changeable;
  }

  /** The option with this name, if there is one. */
  public static Optional<TopicOption> of(HeaderField key) {
    for (TopicOption option : values()) {
      if (key.kind() == HeaderKind.STRING && key.asText().equals(option.key)) {
        return Optional.of(option);
      }
    }
    return Optional.empty();
  }

  /** Its name on the wire. */
  public String key() {
    return key;
  }

  /** The kind that the server gives its values. */
  public HeaderKind kind() {
    return kind;
  }

  /** Whether a topic that exists can be given another value. */
  public boolean isChangeable() {
    return changeable;
  }
}
