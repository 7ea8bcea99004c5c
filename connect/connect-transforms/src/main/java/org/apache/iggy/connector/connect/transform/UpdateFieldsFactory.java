// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.connect.api.Transform;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;
import org.apache.iggy.connector.connect.transform.field.FieldPath;
import org.apache.iggy.connector.connect.transform.field.FieldValue;

/** {@code update_fields}: sets fields on the condition that they are there, or are not. */
public final class UpdateFieldsFactory extends ConditionalTransformFactory {
  /** When a field is set. */
  enum Condition {
    ALWAYS,
    KEY_EXISTS,
    KEY_NOT_EXISTS
  }

  private static final ConfigKey<Condition> CONDITION =
      ConfigKey.of(
              "condition",
              ConfigType.oneOf(Condition.class),
              "When it is set; a field that is null exists.")
          .defaultsTo(Condition.ALWAYS);

  private static final ConfigKey<List<Config>> FIELDS =
      ConfigKey.tables(
              "fields",
              ConfigSpec.of(FieldKeys.KEY, FieldKeys.VALUE, CONDITION),
              "The fields, in order.")
          .defaultsTo(List.of());

  /** For {@link java.util.ServiceLoader}. */
  public UpdateFieldsFactory() {
    super("update_fields", "Sets fields that are there, or those that are not.", FIELDS);
  }

  private record Field(FieldPath path, FieldValue value, Condition condition) {
    boolean isWanted(Object root) {
      return switch (condition) {
        case ALWAYS -> true;
        case KEY_EXISTS -> path.exists(root);
        case KEY_NOT_EXISTS -> !path.exists(root);
      };
    }
  }

  @Override
  Transform createAlways(Config config) {
    List<Field> fields = new ArrayList<>();
    for (Config table : config.get(FIELDS)) {
      String at = "fields[" + fields.size() + "]";
      fields.add(
          new Field(
              FieldKeys.path(table.get(FieldKeys.KEY), at + ".key"),
              FieldValue.of(table.get(FieldKeys.VALUE), at + ".value"),
              table.get(CONDITION)));
    }
    if (fields.isEmpty()) {
      return record -> record;
    }
    return new FieldEdit(
        map -> {
          for (Field field : fields) {
            if (field.isWanted(map)) {
              field.path.put(map, field.value.next());
            }
          }
        });
  }
}
