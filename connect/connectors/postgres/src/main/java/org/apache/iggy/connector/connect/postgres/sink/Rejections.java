// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.RecordsRejectedException;

/** Records of a batch that are not written, each for a reason of its own. */
final class Rejections {
  private final List<RecordsRejectedException.Rejection> all = new ArrayList<>();

  void add(int index, Exception reason) {
    all.add(new RecordsRejectedException.Rejection(index, reason));
  }

  void add(int index, String reason) {
    add(index, new ConnectException(ErrorCategory.PERMANENT, reason));
  }

  /** Forgets them: the batch is begun anew. */
  void clear() {
    all.clear();
  }

  int size() {
    return all.size();
  }

  /** Names them to the runtime, if there are any. */
  void throwIfAny() {
    if (!all.isEmpty()) {
      throw new RecordsRejectedException(all);
    }
  }
}
