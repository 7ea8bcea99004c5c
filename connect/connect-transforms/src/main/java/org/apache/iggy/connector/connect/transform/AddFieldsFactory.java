// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import java.util.List;
import org.apache.iggy.connector.connect.api.Transform;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;

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

  @Override
  Transform createAlways(Config config) {
    return FieldAssignment.transform(config.get(FIELDS), table -> FieldAssignment.Condition.ALWAYS);
  }
}
