// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.util.Optional;
import java.util.Set;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Payload;

/**
 * Which messages delete the row of their key.
 *
 * @param field where it is said
 * @param values what it says then
 */
record Deletion(Optional<FieldPath> field, Set<String> values) {
  /** Whether a message deletes. */
  boolean isDelete(ConnectRecord record) {
    return isTombstone(record)
        || field
            .map(path -> path.valueOf(record))
            .map(String::valueOf)
            .filter(values::contains)
            .isPresent();
  }

  /** Whether there is nothing in a message but its key: no bytes, or the null of its format. */
  static boolean isTombstone(ConnectRecord record) {
    Payload payload = record.payload();
    if (!payload.isDecoded() && payload.bytes().length == 0) {
      return true;
    }
    return switch (payload.schema()) {
      case RAW, TEXT -> payload.bytes().length == 0;
      default -> payload.value() == null;
    };
  }
}
