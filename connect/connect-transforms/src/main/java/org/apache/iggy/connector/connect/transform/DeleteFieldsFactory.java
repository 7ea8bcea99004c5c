// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import java.util.List;
import org.apache.iggy.connector.connect.api.Transform;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigType;
import org.apache.iggy.connector.connect.transform.field.FieldPath;

/** {@code delete_fields}: takes fields out. */
public final class DeleteFieldsFactory extends ConditionalTransformFactory {
  private static final ConfigKey<List<String>> FIELDS =
      ConfigKey.of(
              "fields",
              ConfigType.listOf(ConfigType.STRING),
              "The fields: names, or paths such as $.user.password.")
          .defaultsTo(List.of())
          .example("[\"email\", \"$.user.password\"]");

  /** For {@link java.util.ServiceLoader}. */
  public DeleteFieldsFactory() {
    super("delete_fields", "Takes fields out.", FIELDS);
  }

  @Override
  Transform createAlways(Config config) {
    List<FieldPath> paths =
        config.get(FIELDS).stream().map(field -> FieldKeys.path(field, FIELDS.name())).toList();
    if (paths.isEmpty()) {
      return record -> record;
    }
    return new FieldEdit(map -> paths.forEach(path -> path.remove(map)));
  }
}
