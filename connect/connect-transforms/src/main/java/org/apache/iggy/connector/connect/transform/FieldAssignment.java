// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.iggy.connector.connect.api.Transform;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.transform.field.FieldPath;
import org.apache.iggy.connector.connect.transform.field.FieldValue;

/** A field, what it is set to, and when. */
record FieldAssignment(FieldPath path, FieldValue value, Condition condition) {
  /** When a field is set. */
  enum Condition {
    ALWAYS,
    KEY_EXISTS,
    KEY_NOT_EXISTS
  }

  /**
   * Sets fields, one after the other.
   *
   * @param tables each with the keys of {@link FieldKeys}
   * @param condition that of a table
   */
  static Transform transform(List<Config> tables, Function<Config, Condition> condition) {
    List<FieldAssignment> fields = new ArrayList<>();
    for (Config table : tables) {
      String at = "fields[" + fields.size() + "]";
      fields.add(
          new FieldAssignment(
              FieldKeys.path(table.get(FieldKeys.KEY), at + ".key"),
              FieldValue.of(table.get(FieldKeys.VALUE), at + ".value"),
              condition.apply(table)));
    }
    if (fields.isEmpty()) {
      return record -> record;
    }
    return new FieldEdit(
        map -> {
          for (FieldAssignment field : fields) {
            if (field.isWanted(map)) {
              field.path.put(map, field.value.next());
            }
          }
        });
  }

  private boolean isWanted(Object root) {
    return switch (condition) {
      case ALWAYS -> true;
      case KEY_EXISTS -> path.exists(root);
      case KEY_NOT_EXISTS -> !path.exists(root);
    };
  }
}
