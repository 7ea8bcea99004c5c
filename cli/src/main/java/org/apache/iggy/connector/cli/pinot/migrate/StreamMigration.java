// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.migrate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iggy.connector.cli.pinot.config.DecoderName;
import org.apache.iggy.connector.cli.pinot.config.PluginClasses;
import org.apache.iggy.connector.client.IggyAddress;

/** Turns the keys of one Kafka stream into those of an Iggy topic. Used once. */
final class StreamMigration {
  private static final String KAFKA = "stream.kafka.";
  private static final String IGGY = "stream.iggy.";
  private static final String ROWS_NAMED_SIZE = "realtime.segment.flush.threshold.size";
  private static final String SEGMENT_SIZE = "realtime.segment.flush.threshold.segment.size";
  private static final String PLACEHOLDER = "CHANGE-ME";
  private static final Pattern JAAS_USER = Pattern.compile("username\\s*=\\s*[\"']([^\"']*)[\"']");

  private final Optional<IggyAddress> address;
  private final Optional<String> stream;
  private final MigrationNotes notes;
  private final Map<String, String> keys = new LinkedHashMap<>();

  /**
   * @param address of the Iggy server; empty for one to fill in
   * @param stream on that server; empty for one to fill in
   */
  StreamMigration(Optional<IggyAddress> address, Optional<String> stream, MigrationNotes notes) {
    this.address = address;
    this.stream = stream;
    this.notes = notes;
  }

  Map<String, String> migrate(Map<String, String> kafka) {
    keys.put("streamType", "iggy");
    put("consumer.factory.class.name", PluginClasses.CONSUMER_FACTORY);
    migrateDecoder(kafka.get(KAFKA + "decoder.class.name"));
    server(kafka);
    topic(kafka);
    for (Map.Entry<String, String> entry : kafka.entrySet()) {
      migrate(entry.getKey(), entry.getValue());
    }
    login(kafka);
    return keys;
  }

  private void migrateDecoder(String kafkaDecoder) {
    if (kafkaDecoder == null) {
      put("decoder.class.name", PluginClasses.JSON_DECODER);
      notes.fillIn(IGGY + "decoder.class.name: the Kafka table names no decoder; JSON is assumed");
      return;
    }
    DecoderName decoder = DecoderName.of(kafkaDecoder);
    if (decoder.simpleName().equals("JSONMessageDecoder")
        || decoder.simpleName().equals("KafkaJSONMessageDecoder")) {
      put("decoder.class.name", PluginClasses.JSON_DECODER);
      notes.changed(
          "decoder: "
              + decoder.simpleName()
              + " becomes IggyJsonMessageDecoder, which makes the same rows faster");
      return;
    }
    put("decoder.class.name", kafkaDecoder);
    if (decoder.simpleName().contains("Confluent")) {
      notes.noEquivalent(
          IGGY + "decoder.class.name",
          decoder.simpleName()
              + " reads messages that Kafka's producers wrote with a schema registry; have the"
              + " producers write JSON, or Avro or Protobuf without a registry, and name the decoder"
              + " of that");
    }
  }

  private void server(Map<String, String> kafka) {
    put("host", address.map(IggyAddress::host).orElse(PLACEHOLDER));
    put("port", Integer.toString(address.map(IggyAddress::port).orElse(IggyAddress.DEFAULT_PORT)));
    if (address.isEmpty()) {
      String brokers = kafka.get(KAFKA + "broker.list");
      notes.fillIn(
          IGGY
              + "host and "
              + IGGY
              + "port: the Iggy server"
              + (brokers == null ? "" : ", instead of Kafka's " + brokers)
              + " (--iggy HOST[:PORT])");
    }
  }

  private void topic(Map<String, String> kafka) {
    String topic = kafka.get(KAFKA + "topic.name");
    put("stream.id", stream.orElse(PLACEHOLDER));
    if (stream.isEmpty()) {
      notes.fillIn(IGGY + "stream.id: the stream that the topic is in (--stream NAME)");
    }
    put("topic.id", topic == null ? PLACEHOLDER : topic);
    put("topic.name", topic == null ? PLACEHOLDER : topic);
    if (topic == null) {
      notes.fillIn(IGGY + "topic.id and " + IGGY + "topic.name: the Kafka table names no topic");
    }
  }

  private void migrate(String key, String value) {
    String name = key.startsWith(KAFKA) ? key.substring(KAFKA.length()) : key;
    if (isDone(key, name)) {
      return;
    }
    if (KeyRules.isPinots(key)) {
      pinotKey(key, value);
    } else if (name.startsWith("decoder.prop.")) {
      decoderProperty(key, name, value);
    } else if (name.equals("consumer.prop.auto.offset.reset") || name.equals("auto.offset.reset")) {
      offsetReset(value);
    } else if (name.equals("security.protocol")) {
      securityProtocol(value);
    } else if (name.equals("ssl.endpoint.identification.algorithm")) {
      verifyHostName(value);
    } else if (KeyRules.INLINE_PEM.containsKey(name)) {
      inlinePem(key, KeyRules.INLINE_PEM.get(name), value);
    } else if (KeyRules.SAME.containsKey(name)) {
      put(KeyRules.SAME.get(name), value);
      if (!key.equals(KAFKA + KeyRules.SAME.get(name))) {
        notes.changed(key + " becomes " + IGGY + KeyRules.SAME.get(name));
      }
    } else if (KeyRules.OBSOLETE.contains(name)) {
      notes.leftOut(key);
    } else {
      notes.noEquivalent(
          key, KeyRules.WITHOUT_EQUIVALENT.getOrDefault(name, "not a key that the plugin knows"));
    }
  }

  /** Whether a key is dealt with elsewhere. */
  private static boolean isDone(String key, String name) {
    return key.equals("streamType")
        || name.equals("topic.name")
        || name.equals("broker.list")
        || name.equals("bootstrap.servers")
        || name.equals("decoder.class.name")
        || name.equals("consumer.factory.class.name")
        || name.equals("sasl.jaas.config");
  }

  /** Pinot once read a number of rows by a key whose name says size; some write a size there. */
  private void pinotKey(String key, String value) {
    boolean isSize = key.equals(ROWS_NAMED_SIZE) && !value.matches("\\d+");
    keys.put(isSize ? SEGMENT_SIZE : key, value);
    if (isSize) {
      notes.changed(key + " is a number of rows, not " + value + ": it becomes " + SEGMENT_SIZE);
    }
  }

  private void decoderProperty(String key, String name, String value) {
    if (name.contains("schema.registry")) {
      notes.noEquivalent(key, "the plugin knows no schema registry");
    } else {
      put(name, value);
    }
  }

  private void offsetReset(String value) {
    String ours =
        switch (value) {
          case "earliest" -> "smallest";
          case "latest" -> "largest";
          default -> value;
        };
    put("consumer.prop.auto.offset.reset", ours);
    if (!ours.equals(value)) {
      notes.changed("auto.offset.reset: " + value + " becomes " + ours);
    }
    if (ours.matches("\\d+")) {
      notes.fillIn(
          IGGY + "consumer.prop.auto.offset.reset: offset " + value + " is one of Kafka's");
    }
  }

  private void securityProtocol(String value) {
    if (value.endsWith("SSL")) {
      put("enable.tls", "true");
      notes.changed("security.protocol " + value + " becomes " + IGGY + "enable.tls");
    }
  }

  private void verifyHostName(String value) {
    if (value.isBlank()) {
      put("tls.verify.hostname", "false");
      notes.changed(
          "ssl.endpoint.identification.algorithm becomes " + IGGY + "tls.verify.hostname");
    }
  }

  /** Kafka's keys have the bytes of a certificate or key in base64, ours have PEM. */
  private void inlinePem(String key, String ours, String base64) {
    String kind = ours.equals("tls.key.pem") ? "PRIVATE KEY" : "CERTIFICATE";
    try {
      String text = new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
      String der = base64.replaceAll("\\s", "");
      put(
          ours,
          text.startsWith("-----BEGIN")
              ? text
              : "-----BEGIN " + kind + "-----\n" + der + "\n-----END " + kind + "-----\n");
      notes.changed(key + " becomes " + IGGY + ours);
    } catch (IllegalArgumentException e) {
      notes.noEquivalent(key, "its value is not base64; set " + IGGY + ours + " to the PEM text");
    }
  }

  private void login(Map<String, String> kafka) {
    String jaas = kafka.getOrDefault("sasl.jaas.config", kafka.get(KAFKA + "sasl.jaas.config"));
    String user = "iggy";
    if (jaas != null) {
      Matcher matcher = JAAS_USER.matcher(jaas);
      if (matcher.find()) {
        user = matcher.group(1);
      }
      notes.changed(
          "sasl.jaas.config becomes "
              + IGGY
              + "username; its password is left out, since it is Kafka's");
    }
    put("username", user);
    put("password.env", "IGGY_PASSWORD");
    notes.fillIn(
        IGGY
            + "username and the environment variable IGGY_PASSWORD of every Pinot controller and"
            + " server: the login to Iggy; or "
            + IGGY
            + "password.file, token.env, token.file");
    boolean usesTls = "true".equals(keys.get(IGGY + "enable.tls"));
    if (!usesTls && keys.keySet().removeIf(key -> key.startsWith(IGGY + "tls."))) {
      notes.noEquivalent("ssl.*", "security.protocol is without SSL, so that nothing reads them");
    }
  }

  private void put(String name, String value) {
    keys.put(IGGY + name, value);
  }
}
