// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import org.apache.iggy.connector.connect.api.Transform;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;

/**
 * {@code convert}: turns any payload into JSON, text or bytes; one with a schema by that of its
 * stream.
 */
public final class ConvertFactory extends ConditionalTransformFactory {
  private static final ConfigKey<String> TARGET_FORMAT =
      ConvertKeys.format("target_format", "What payloads become: json, text or raw.", null)
          .required()
          .example("\"json\"");
  private static final ConfigKey<String> SOURCE_FORMAT =
      ConvertKeys.format(
          "source_format",
          "What payloads are in: json, text or raw; what they say if absent.",
          null);

  /** For {@link java.util.ServiceLoader}. */
  public ConvertFactory() {
    super(
        "convert",
        "Turns payloads into JSON, text or bytes.",
        TARGET_FORMAT,
        SOURCE_FORMAT,
        ConvertKeys.FIELD_MAPPINGS,
        ConvertKeys.CONVERSION_OPTIONS);
  }

  @Override
  Transform createAlways(Config config) {
    return ConvertKeys.conversion(config, SOURCE_FORMAT, TARGET_FORMAT, null, null, "unknown");
  }
}
