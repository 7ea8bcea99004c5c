// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigType;
import org.apache.iggy.connector.connect.transform.field.FieldPath;
import org.apache.iggy.connector.connect.transform.field.FieldValue;

/** Keys of configurations that name fields and what they are set to. */
final class FieldKeys {
  static final ConfigKey<String> KEY =
      ConfigKey.of(
              "key",
              ConfigType.STRING,
              "The field: its name, or a path such as $.user.city for one further inside.")
          .required()
          .example("\"service_name\"");

  static final ConfigKey<Config> VALUE =
      ConfigKey.table("value", FieldValue.SPEC, "What it is set to.").required();

  private FieldKeys() {}

  /** A path, or an error of category CONFIGURATION that names its key. */
  static FieldPath path(String text, String key) {
    try {
      return FieldPath.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ConnectException(ErrorCategory.CONFIGURATION, key + " " + e.getMessage(), e);
    }
  }
}
