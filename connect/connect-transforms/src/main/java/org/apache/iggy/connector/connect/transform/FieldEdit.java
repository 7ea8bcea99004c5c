// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.Transform;

/**
 * A transform of the fields of a payload. A payload without fields, such as text or a list, goes on
 * as it is.
 */
final class FieldEdit implements Transform {
  private final Consumer<Map<String, Object>> edit;

  /** The edit is given a map that it may change; what lies deeper it has to copy. */
  FieldEdit(Consumer<Map<String, Object>> edit) {
    this.edit = edit;
  }

  @Override
  public ConnectRecord apply(ConnectRecord record) {
    Payload payload = record.payload();
    if (!(payload.value() instanceof Map)) {
      return record;
    }
    Map<String, Object> copy = new LinkedHashMap<>(payload.fields());
    edit.accept(copy);
    return record.withPayload(payload.withValue(copy));
  }
}
