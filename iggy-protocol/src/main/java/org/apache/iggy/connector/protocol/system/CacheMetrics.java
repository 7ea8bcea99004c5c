// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.system;

import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Cache hits of one partition.
 *
 * <pre>{@code
 * stream_id u32  topic_id u32  partition_id u32  hits u64  misses u64  hit_ratio f32
 * }</pre>
 */
public final class CacheMetrics {
  private final long streamId;
  private final long topicId;
  private final long partitionId;
  private final long hits;
  private final long misses;
  private final float hitRatio;

  /** Creates it from its parts, in the order of the wire. */
  public CacheMetrics(
      long streamId, long topicId, long partitionId, long hits, long misses, float hitRatio) {
    this.streamId = streamId;
    this.topicId = topicId;
    this.partitionId = partitionId;
    this.hits = hits;
    this.misses = misses;
    this.hitRatio = hitRatio;
  }

  /** Reads what {@link #encode} wrote. */
  public static CacheMetrics decode(WireReader in) {
    return new CacheMetrics(in.u32(), in.u32(), in.u32(), in.u64(), in.u64(), in.f32());
  }

  /** The stream. */
  public long streamId() {
    return streamId;
  }

  /** The topic. */
  public long topicId() {
    return topicId;
  }

  /** The partition. */
  public long partitionId() {
    return partitionId;
  }

  /** Reads that the cache served. */
  public long hits() {
    return hits;
  }

  /** Reads that it did not. */
  public long misses() {
    return misses;
  }

  /** Hits per read, 0 to 1. */
  public float hitRatio() {
    return hitRatio;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.u32(streamId);
    out.u32(topicId);
    out.u32(partitionId);
    out.u64(hits);
    out.u64(misses);
    out.f32(hitRatio);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof CacheMetrics)) {
      return false;
    }
    CacheMetrics that = (CacheMetrics) other;
    return streamId == that.streamId
        && topicId == that.topicId
        && partitionId == that.partitionId
        && hits == that.hits
        && misses == that.misses
        && Float.compare(hitRatio, that.hitRatio) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(streamId, topicId, partitionId, hits, misses, hitRatio);
  }

  @Override
  public String toString() {
    return "CacheMetrics{streamId="
        + streamId
        + ", topicId="
        + topicId
        + ", partitionId="
        + partitionId
        + ", hits="
        + hits
        + ", misses="
        + misses
        + ", hitRatio="
        + hitRatio
        + "}";
  }
}
