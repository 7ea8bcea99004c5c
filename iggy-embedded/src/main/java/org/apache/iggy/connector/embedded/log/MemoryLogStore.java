// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

/** Keeps everything in the heap and forgets it when closed. */
public final class MemoryLogStore implements LogStore {
  @Override
  public PartitionLog openLog(PartitionKey partition) {
    return new MemoryPartitionLog();
  }

  @Override
  public OffsetStore openOffsets(PartitionKey partition) {
    return new MemoryOffsetStore();
  }

  @Override
  public void delete(PartitionKey partition) {}

  @Override
  public void close() {}
}
