// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.protocol.message.MessageHeader;

/**
 * What a topic may keep: messages up to an age, and bytes up to a size over all its partitions.
 *
 * <p>As on a real server only whole sealed segments go, a segment that ends beyond any stored
 * consumer or group offset of its partition stays, and a topic is brought below nine tenths of its
 * size, the segment that starts with the oldest message first.
 *
 * @param expiryMicros how old a segment's last message may be; {@link #UNLIMITED} for any age
 * @param maxSizeBytes how large the topic may be; {@link #UNLIMITED} for any size
 */
public record TopicRetention(long expiryMicros, long maxSizeBytes) {
  /** No limit: the largest u64, as on the wire. */
  public static final long UNLIMITED = -1;

  /**
   * A partition of the topic.
   *
   * @param log its messages
   * @param offsets what consumers and groups have stored
   */
  public record Partition(PartitionLog log, OffsetStore offsets) {
    private int deleteOldestSegment() {
      return log.deleteSegments(1, offsets.lowest());
    }

    private Optional<Long> oldestTimestampMicros() {
      LogSlice oldest = log.read(0, 1);
      if (oldest.count() == 0) {
        return Optional.empty();
      }
      ByteBuffer message = oldest.buffers().get(0);
      return Optional.of(MessageHeader.timestampMicros(message, message.position()));
    }
  }

  /**
   * Deletes what is too old or too much.
   *
   * @param nowMicros the time, microseconds since the epoch
   * @return how many segments were deleted
   */
  public int enforce(List<Partition> partitions, long nowMicros) {
    return deleteExpired(partitions, nowMicros) + deleteExcess(partitions);
  }

  private int deleteExpired(List<Partition> partitions, long nowMicros) {
    int deleted = 0;
    if (expiryMicros >= 0) {
      // A message expires when its age reaches the limit, not only when it passes it.
      long beforeMicros = nowMicros - expiryMicros + 1;
      for (Partition partition : partitions) {
        deleted +=
            partition.log().deleteExpiredSegments(beforeMicros, partition.offsets().lowest());
      }
    }
    return deleted;
  }

  private int deleteExcess(List<Partition> partitions) {
    int deleted = 0;
    List<Partition> candidates = new ArrayList<>(partitions);
    while (maxSizeBytes >= 0 && sizeBytes(partitions) >= maxSizeBytes / 10.0 * 9) {
      Optional<Partition> oldest =
          candidates.stream()
              .filter(candidate -> candidate.oldestTimestampMicros().isPresent())
              .min(Comparator.comparing(candidate -> candidate.oldestTimestampMicros().get()));
      if (oldest.isEmpty()) {
        break;
      }
      if (oldest.get().deleteOldestSegment() == 0) {
        candidates.remove(oldest.get());
      } else {
        deleted++;
      }
    }
    return deleted;
  }

  private static long sizeBytes(List<Partition> partitions) {
    return partitions.stream().mapToLong(partition -> partition.log().sizeBytes()).sum();
  }
}
