// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.connect.api.Transform;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.transform.field.FieldPath;
import org.apache.iggy.connector.connect.transform.field.FieldValue;

/** {@code add_fields}: sets fields, whether they are there or not. */
public final class AddFieldsFactory extends ConditionalTransformFactory {
  private static final ConfigKey<List<Config>> FIELDS =
      ConfigKey.tables(
              "fields", ConfigSpec.of(FieldKeys.KEY, FieldKeys.VALUE), "The fields, in order.")
          .defaultsTo(List.of());

  /** For {@link java.util.ServiceLoader}. */
  public AddFieldsFactory() {
    super("add_fields", "Sets fields, whether they are there or not.", FIELDS);
  }

  private record Field(FieldPath path, FieldValue value) {}

  @Override
  Transform createAlways(Config config) {
    List<Field> fields = new ArrayList<>();
    for (Config table : config.get(FIELDS)) {
      String at = "fields[" + fields.size() + "]";
      fields.add(
          new Field(
              FieldKeys.path(table.get(FieldKeys.KEY), at + ".key"),
              FieldValue.of(table.get(FieldKeys.VALUE), at + ".value")));
    }
    if (fields.isEmpty()) {
      return record -> record;
    }
    return new FieldEdit(
        map -> {
          for (Field field : fields) {
            field.path.put(map, field.value.next());
          }
        });
  }
}
