// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import java.util.List;
import org.apache.iggy.connector.connect.api.Transform;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/** {@code update_fields}: sets fields on the condition that they are there, or are not. */
public final class UpdateFieldsFactory extends ConditionalTransformFactory {
  private static final ConfigKey<FieldAssignment.Condition> CONDITION =
      ConfigKey.of(
              "condition",
              ConfigType.oneOf(FieldAssignment.Condition.class),
              "When it is set; a field that is null exists.")
          .defaultsTo(FieldAssignment.Condition.ALWAYS);

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

  @Override
  Transform createAlways(Config config) {
    return FieldAssignment.transform(config.get(FIELDS), table -> table.get(CONDITION));
  }
}
