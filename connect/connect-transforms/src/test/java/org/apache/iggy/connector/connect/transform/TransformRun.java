// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.ServiceLoader;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.Transform;
import org.apache.iggy.connector.connect.api.TransformFactory;
import org.apache.iggy.connector.connect.format.CodecFactory;

/** Makes transforms as a runtime does, and applies them to JSON. */
final class TransformRun {
  private TransformRun() {}

  static TransformFactory factory(String type) {
    return ServiceLoader.load(TransformFactory.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(factory -> factory.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  static Transform transform(String type, String config) {
    return transform(type, table(config));
  }

  static Transform transform(String type, Map<String, ?> config) {
    TransformFactory factory = factory(type);
    return factory.create(factory.spec().read(config).orThrow());
  }

  /** A configuration table, written as JSON. */
  @SuppressWarnings("unchecked") // An object has text keys.
  static Map<String, Object> table(String json) {
    return (Map<String, Object>) CodecFactory.create(Schema.JSON).decode(json.getBytes(UTF_8));
  }

  static ConnectRecord record(Schema schema, byte[] payload) {
    return ConnectRecord.of(Payload.ofBytes(CodecFactory.create(schema), payload));
  }

  static ConnectRecord json(String payload) {
    return record(Schema.JSON, payload.getBytes(UTF_8));
  }

  /** What comes out, as text; null when the record is dropped. */
  static String apply(String type, String config, String payload) {
    ConnectRecord result = transform(type, config).apply(json(payload));
    return result == null ? null : new String(result.payload().bytes(), UTF_8);
  }
}
