// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.drive;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Types and objects of the release of pinot-spi that is on the class path. */
final class Spi {
  static final String PLUGIN = "iggy-connector-pinot";
  static final String DECODER = "org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder";
  private static final String FACTORY =
      "org.apache.iggy.connector.pinot.consumer.IggyConsumerFactory";
  private static final String PACKAGE = "org.apache.pinot.spi.";

  private final String host;
  private final String port;
  private final String prefix;

  /**
   * Sees the plugin on the class path, or, when a folder is given, has Pinot's plugin manager load
   * it from there into a realm of its own.
   */
  Spi(String host, String port, File pluginFolder) throws Exception {
    this.host = host;
    this.port = port;
    this.prefix = pluginFolder == null ? "" : PLUGIN + ":";
    if (pluginFolder != null) {
      Object manager = pluginManager();
      manager
          .getClass()
          .getMethod("load", String.class, File.class)
          .invoke(manager, PLUGIN, pluginFolder);
    }
  }

  /** A type of the stream SPI. */
  Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(PACKAGE + "stream." + name);
  }

  /** An object of a class of Pinot, by the constructor that takes these arguments. */
  Object create(String name, Object... arguments) throws Exception {
    for (Constructor<?> constructor : Class.forName(PACKAGE + name).getConstructors()) {
      if (constructor.getParameterCount() == arguments.length) {
        try {
          return constructor.newInstance(arguments);
        } catch (IllegalArgumentException e) {
          // Another constructor of as many parameters may take them.
        }
      }
    }
    throw new IllegalStateException(name + " cannot be made of " + Arrays.toString(arguments));
  }

  /** An offset as Pinot makes one. */
  Object offset(long offset) throws Exception {
    return create("stream.LongMsgOffset", offset);
  }

  /** A start criterion as Pinot parses it. */
  Object criteria(String text) throws Exception {
    Object builder = create("stream.OffsetCriteria$OffsetCriteriaBuilder");
    return builder.getClass().getMethod("withOffsetString", String.class).invoke(builder, text);
  }

  /** The status of a partition that has been consumed up to an offset. */
  Object consumptionStatus(int partition, long endOffset) throws Exception {
    return create(
        "stream.PartitionGroupConsumptionStatus",
        partition,
        0,
        offset(0),
        offset(endOffset),
        "DONE");
  }

  /** The stream configuration of the table with some keys changed. */
  Object streamConfig(String... keysAndValues) throws Exception {
    return create("stream.StreamConfig", "events_REALTIME", streamConfigMap(keysAndValues));
  }

  Map<String, String> streamConfigMap(String... keysAndValues) {
    Map<String, String> map = new HashMap<>();
    map.put("streamType", "iggy");
    put(map, "consumer.factory.class.name", prefix + FACTORY);
    put(map, "decoder.class.name", prefix + DECODER);
    put(map, "host", host);
    put(map, "port", port);
    put(map, "topic.name", "analytics/events");
    put(map, "key.header", "user");
    put(map, "metadata.populate", "true");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      put(map, keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  private static void put(Map<String, String> map, String key, String value) {
    map.put("stream.iggy." + key, value);
  }

  /** The factory that a stream configuration names, made and initialised as Pinot does. */
  Subject factory(Object streamConfig) throws Exception {
    Method create = type("StreamConsumerFactoryProvider").getMethod("create", type("StreamConfig"));
    return new Subject(type("StreamConsumerFactory"), create.invoke(null, streamConfig));
  }

  /** The table's decoder, not initialised. */
  Subject decoder() throws Exception {
    Object manager = pluginManager();
    Object decoder =
        manager
            .getClass()
            .getMethod("createInstance", String.class)
            .invoke(manager, prefix + DECODER);
    return new Subject(type("StreamMessageDecoder"), decoder);
  }

  private static Object pluginManager() throws Exception {
    return Class.forName(PACKAGE + "plugin.PluginManager").getMethod("get").invoke(null);
  }

  /** Whether the plugin's classes come from another loader than Pinot's. */
  boolean isInRealm(Object ofPlugin) throws ClassNotFoundException {
    return ofPlugin.getClass().getClassLoader() != type("StreamConfig").getClassLoader();
  }
}
