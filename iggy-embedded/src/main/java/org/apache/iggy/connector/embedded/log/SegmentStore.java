// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.IOException;
import java.util.List;

/** Where the segments of one partition are. Used by one thread at a time. */
interface SegmentStore {
  /**
   * Finds the segments there are, oldest first, the last one ready to be appended to.
   *
   * @throws CorruptLogException when one is damaged other than by a torn end, or missing
   */
  List<LogSegment> recover() throws IOException;

  /** Makes a new, empty segment. */
  SegmentStorage create(long baseOffset) throws IOException;

  /** Makes what {@link #create} and deletions did survive the machine. */
  void sync() throws IOException;
}
