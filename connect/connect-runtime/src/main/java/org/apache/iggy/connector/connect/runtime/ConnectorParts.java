// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.TransformFactory;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.StreamSettings;
import org.apache.iggy.connector.connect.config.TransformSettings;
import org.apache.iggy.connector.connect.format.CodecFactory;
import org.apache.iggy.connector.connect.format.FormatKeys;
import org.apache.iggy.connector.connect.runtime.pipeline.DeadLetterTopic;
import org.apache.iggy.connector.connect.runtime.pipeline.NamedTransform;
import org.apache.iggy.connector.connect.runtime.pipeline.TransformChain;
import org.apache.iggy.connector.connect.runtime.plugin.PluginCatalog;

/** Makes of a connector's settings what sinks and sources have alike. */
public final class ConnectorParts {
  private ConnectorParts() {}

  /**
   * The transforms that are enabled, in their order.
   *
   * @throws ConnectException of category CONFIGURATION when one cannot be made of its settings
   */
  public static TransformChain transforms(ConnectorSettings settings, PluginCatalog plugins) {
    List<NamedTransform> steps = new ArrayList<>();
    for (TransformSettings transform : settings.activeTransforms()) {
      TransformFactory factory = plugins.transform(transform.type()).factory();
      steps.add(
          new NamedTransform(
              transform.type(), factory.create(factory.spec().read(transform.values()).orThrow())));
    }
    return new TransformChain(steps);
  }

  /**
   * The codec of a stream's format.
   *
   * @throws ConnectException of category CONFIGURATION when its schema cannot be read
   */
  public static Codec codec(StreamSettings stream) {
    return CodecFactory.create(
        stream.schema(), ConfigSpec.of(FormatKeys.all()).read(stream.formatOptions()).orThrow());
  }

  /** What connectors ask for codecs: those of their streams, and those that need no schema. */
  public static Function<Schema, Codec> codecs(ConnectorSettings settings) {
    return schema ->
        settings.streams().stream()
            .filter(stream -> stream.schema() == schema)
            .findFirst()
            .map(ConnectorParts::codec)
            .orElseGet(() -> CodecFactory.create(schema));
  }

  /** Where a connector's dead letters go. */
  public static DeadLetterTopic deadLetters(ConnectorSettings settings) {
    return new DeadLetterTopic(
        settings.errors().deadLetterStream().orElse(settings.streams().get(0).stream()),
        settings.errors().deadLetterTopic());
  }
}
