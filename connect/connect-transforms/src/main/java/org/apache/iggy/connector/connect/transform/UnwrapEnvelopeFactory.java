// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.Transform;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigType;
import org.apache.iggy.connector.connect.format.CodecFactory;
import org.apache.iggy.connector.connect.transform.field.FieldPath;

/**
 * {@code unwrap_envelope}: a field takes the place of the whole payload. A payload without it goes
 * on as it is. What comes out of a format with a schema is JSON, since the schema is the
 * envelope's.
 */
public final class UnwrapEnvelopeFactory extends ConditionalTransformFactory {
  private static final Object MISSING = new Object();

  private static final ConfigKey<String> FIELD =
      ConfigKey.of(
              "field",
              ConfigType.STRING,
              "The field with what matters: its name, or a path such as $.payload.after.")
          .required()
          .checked("must not be empty", field -> !field.isEmpty())
          .example("\"data\"");

  /** For {@link java.util.ServiceLoader}. */
  public UnwrapEnvelopeFactory() {
    super("unwrap_envelope", "Puts a field in the place of the whole payload.", FIELD);
  }

  @Override
  Transform createAlways(Config config) {
    FieldPath path = FieldKeys.path(config.get(FIELD), FIELD.name());
    if (!path.isSingle()) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION, FIELD.name() + " must name one field, without [*]");
    }
    return record -> unwrap(record, path);
  }

  private static ConnectRecord unwrap(ConnectRecord record, FieldPath path) {
    Payload payload = record.payload();
    Object inner = path.getOrDefault(payload.value(), MISSING);
    if (inner == MISSING) {
      return record;
    }
    Codec codec =
        payload.schema() == Schema.JSON ? payload.codec() : CodecFactory.create(Schema.JSON);
    return record.withPayload(Payload.ofValue(codec, inner));
  }
}
