// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.Map;

/**
 * A transform of a connector; transforms are applied in the order in which they are written.
 *
 * @param type its type, such as {@code add_fields}
 * @param enabled whether it is applied
 * @param values its other keys, as in the file
 */
public record TransformSettings(String type, boolean enabled, Map<String, Object> values) {
  /** The type and the names of its keys: values may be secret. */
  @Override
  public String toString() {
    return "TransformSettings[type=" + type + ", enabled=" + enabled + ", " + values.keySet() + "]";
  }
}
