// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Bounds how many files are open at once, whatever the number of partitions and segments.
 *
 * <p>When there are too many, the one opened first is closed, unless it was used since it was last
 * looked at. Thread-safe.
 */
final class OpenFiles {
  private final int limit;
  private final Set<DiskFile> files = new LinkedHashSet<>();

  /** Creates it; {@code limit} is 1 or more. */
  OpenFiles(int limit) {
    this.limit = limit;
  }

  /** Counts a file that has just been opened, and closes another when they are too many. */
  void opened(DiskFile file) throws IOException {
    DiskFile evicted = null;
    synchronized (files) {
      files.add(file);
      if (files.size() > limit) {
        evicted = leastNeeded(file);
        files.remove(evicted);
      }
    }
    if (evicted != null) {
      evicted.release();
    }
  }

  private DiskFile leastNeeded(DiskFile opened) {
    DiskFile oldest = null;
    for (DiskFile file : files) {
      if (file == opened) {
        continue;
      }
      if (!file.wasUsedRecently()) {
        return file;
      }
      oldest = oldest == null ? file : oldest;
    }
    return oldest;
  }

  /** Forgets a file. */
  void closed(DiskFile file) {
    synchronized (files) {
      files.remove(file);
    }
  }

  int count() {
    synchronized (files) {
      return files.size();
    }
  }
}
