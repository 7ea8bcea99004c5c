// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Stored offsets that live as long as the process. */
final class MemoryOffsetStore implements OffsetStore {
  private final Map<ConsumerKey, Long> offsets = new ConcurrentHashMap<>();

  @Override
  public OptionalLong get(ConsumerKey consumer) {
    Long offset = offsets.get(consumer);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  @Override
  public void put(ConsumerKey consumer, long offset) {
    offsets.put(consumer, offset);
  }

  @Override
  public boolean remove(ConsumerKey consumer) {
    return offsets.remove(consumer) != null;
  }

  @Override
  public void clear() {
    offsets.clear();
  }

  @Override
  public long lowest() {
    return offsets.values().stream().min(Long::compare).orElse(PartitionLog.NOT_HELD_BACK);
  }

  @Override
  public void close() {}
}
