// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import java.util.function.Predicate;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Transform;
import org.apache.iggy.connector.connect.api.TransformFactory;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/** A factory whose transforms have what all have: {@code enabled} and {@code predicate}. */
public abstract class ConditionalTransformFactory implements TransformFactory {
  /** Whether the transform is applied at all. */
  static final ConfigKey<Boolean> ENABLED =
      ConfigKey.of("enabled", ConfigType.BOOLEAN, "Whether it is applied.").defaultsTo(true);

  /** To which records it is applied. */
  static final ConfigKey<Config> PREDICATE =
      ConfigKey.table(
          "predicate",
          RecordPredicate.SPEC,
          "Which messages it is applied to; all others go on as they are.");

  private final String type;
  private final String description;
  private final ConfigSpec spec;

  /** Creates a factory of this type; the keys are its own. */
  ConditionalTransformFactory(String type, String description, ConfigKey<?>... keys) {
    this.type = type;
    this.description = description;
    this.spec = withCommonKeys(ConfigSpec.of(keys));
  }

  /**
   * Gives the factory of any transform, such as a plugin's, the keys {@code enabled} and {@code
   * predicate} where it has none of them.
   */
  public static TransformFactory of(TransformFactory factory) {
    ConfigSpec own = factory.spec();
    return own.key(ENABLED.name()) != null || own.key(PREDICATE.name()) != null
        ? factory
        : new Decorated(factory);
  }

  private static ConfigSpec withCommonKeys(ConfigSpec own) {
    return own.and(ENABLED, PREDICATE);
  }

  @Override
  public final String type() {
    return type;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final ConfigSpec spec() {
    return spec;
  }

  @Override
  public final Transform create(Config config) {
    return conditional(config, createAlways(config));
  }

  /** Makes the transform that is applied where the predicate holds. */
  abstract Transform createAlways(Config config);

  private static Transform conditional(Config config, Transform transform) {
    if (!config.get(ENABLED)) {
      return record -> record;
    }
    if (!config.isGiven(PREDICATE)) {
      return transform;
    }
    Predicate<ConnectRecord> applies = RecordPredicate.of(config.get(PREDICATE), PREDICATE.name());
    return record -> applies.test(record) ? transform.apply(record) : record;
  }

  private record Decorated(TransformFactory factory) implements TransformFactory {
    @Override
    public String type() {
      return factory.type();
    }

    @Override
    public String description() {
      return factory.description();
    }

    @Override
    public ConfigSpec spec() {
      return withCommonKeys(factory.spec());
    }

    @Override
    public Transform create(Config config) {
      return conditional(config, factory.create(config));
    }
  }
}
