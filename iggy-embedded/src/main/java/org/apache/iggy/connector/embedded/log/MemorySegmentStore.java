// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.util.List;

/** Segments in the heap, which start empty. */
final class MemorySegmentStore implements SegmentStore {
  @Override
  public List<LogSegment> recover() {
    return List.of();
  }

  @Override
  public SegmentStorage create(long baseOffset) {
    return new MemorySegmentStorage();
  }

  @Override
  public void sync() {}
}
