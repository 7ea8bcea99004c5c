// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.config;

import java.util.List;

/**
 * The decoder that a table names.
 *
 * @param className the class, without the name of a plugin before it
 */
public record DecoderName(String className) {
  private static final String FORMATS = "org.apache.pinot.plugin.inputformat.";
  private static final List<String> JSON_DECODERS =
      List.of(
          FORMATS + "json.JSONMessageDecoder",
          "org.apache.pinot.plugin.stream.kafka.KafkaJSONMessageDecoder");

  private static final List<String> KNOWN =
      List.of(
          PluginClasses.JSON_DECODER,
          JSON_DECODERS.get(0),
          JSON_DECODERS.get(1),
          FORMATS + "arrow.ArrowMessageDecoder",
          FORMATS + "avro.KafkaAvroMessageDecoder",
          FORMATS + "avro.SimpleAvroMessageDecoder",
          FORMATS + "avro.confluent.KafkaConfluentSchemaRegistryAvroMessageDecoder",
          FORMATS + "clplog.CLPLogMessageDecoder",
          FORMATS + "csv.CSVMessageDecoder",
          FORMATS + "json.confluent.KafkaConfluentSchemaRegistryJsonMessageDecoder",
          FORMATS + "protobuf.KafkaConfluentSchemaRegistryProtoBufMessageDecoder",
          FORMATS + "protobuf.ProtoBufCodeGenMessageDecoder",
          FORMATS + "protobuf.ProtoBufMessageDecoder");

  /** The decoder of a key's value, which may start with {@code plugin:}. */
  public static DecoderName of(String value) {
    return new DecoderName(withoutPlugin(value));
  }

  /** The class name in a value that may start with {@code plugin:}. */
  public static String withoutPlugin(String value) {
    return value.substring(value.indexOf(':') + 1).trim();
  }

  /** The decoders of this plugin and of Pinot's. */
  public static List<String> known() {
    return KNOWN;
  }

  /** Whether it is one of {@link #known}. */
  public boolean isKnown() {
    return KNOWN.contains(className);
  }

  /** Whether our decoder reads the same messages into the same rows. */
  public boolean readsJson() {
    return className.equals(PluginClasses.JSON_DECODER) || JSON_DECODERS.contains(className);
  }

  /** Whether this JVM has the class. */
  public boolean isLoadable() {
    try {
      Class.forName(className, false, DecoderName.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** The class name without its package. */
  public String simpleName() {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
