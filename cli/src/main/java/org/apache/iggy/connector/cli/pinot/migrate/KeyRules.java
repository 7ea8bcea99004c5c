// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.migrate;

import java.util.Map;
import java.util.Set;

/**
 * What becomes of each key of a Kafka stream. Names are those behind {@code stream.kafka.}; Kafka's
 * own properties, such as {@code security.protocol}, also stand without that prefix.
 */
final class KeyRules {
  /** Keys that mean the same for Iggy under this name. */
  static final Map<String, String> SAME =
      Map.ofEntries(
          Map.entry("fetch.timeout.millis", "fetch.timeout.millis"),
          Map.entry("connection.timeout.millis", "connection.timeout.millis"),
          Map.entry("idle.timeout.millis", "idle.timeout.millis"),
          Map.entry("metadata.populate", "metadata.populate"),
          Map.entry("partition.ids", "partition.ids"),
          Map.entry("max.poll.records", "poll.batch.size"),
          Map.entry("group.id", "consumer.group"),
          Map.entry("hlc.group.id", "consumer.group"),
          Map.entry("ssl.truststore.location", "tls.truststore.file"),
          Map.entry("ssl.truststore.password", "tls.truststore.password"),
          Map.entry("ssl.keystore.location", "tls.keystore.file"),
          Map.entry("ssl.keystore.password", "tls.keystore.password"));

  /** Keys whose value is a certificate or key in base64, and the kind that its PEM names. */
  static final Map<String, String> INLINE_PEM =
      Map.of(
          "ssl.server.certificate", "tls.ca.pem",
          "ssl.client.certificate", "tls.certificate.pem",
          "ssl.client.key", "tls.key.pem");

  /** Keys that nothing has read for years. */
  static final Set<String> OBSOLETE =
      Set.of(
          "consumer.type",
          "zk.broker.url",
          "hlc.zk.connect.string",
          "hlc.bootstrap.server",
          "clusterGroup",
          "zookeeper.session.timeout.ms",
          "zookeeper.connection.timeout.ms",
          "auto.commit.enable",
          "consumer.prop.hlc.zk.connect.string");

  /** Keys without an equivalent, and why. */
  static final Map<String, String> WITHOUT_EQUIVALENT =
      Map.ofEntries(
          Map.entry(
              "isolation.level", "Iggy has no transactions: every message that was taken is read"),
          Map.entry(
              "kafka.isolation.level",
              "Iggy has no transactions: every message that was taken is read"),
          Map.entry("ssl.keystore.type", "PKCS#12 and JKS are told apart by themselves"),
          Map.entry("ssl.key.password", "a keystore and its key have one password"),
          Map.entry("ssl.truststore.type", "PKCS#12 and JKS are told apart by themselves"),
          Map.entry("ssl.protocol", "TLS 1.2 and 1.3 are spoken"),
          Map.entry("ssl.secure.random.implementation", "the JVM's is taken"),
          Map.entry("ssl.certificate.type", "certificates are PEM files"),
          Map.entry("ssl.server.certificate.type", "certificates are PEM files"),
          Map.entry("ssl.client.key.algorithm", "the key's PEM file tells"),
          Map.entry("sasl.mechanism", "Iggy has user names with passwords, and access tokens"),
          Map.entry("sasl.kerberos.service.name", "Iggy has no Kerberos"),
          Map.entry("sasl.login.callback.handler.class", "Iggy has no OAuth"),
          Map.entry("sasl.oauthbearer.token.endpoint.url", "Iggy has no OAuth"),
          Map.entry("consumer.prop.schema.registry.url", "the plugin knows no schema registry"),
          Map.entry("buffer.size", "it tunes Kafka's client"),
          Map.entry(
              "socket.timeout", "it tunes Kafka's client; see stream.iggy.request.timeout.millis"),
          Map.entry("fetcher.size", "it tunes Kafka's client; see stream.iggy.fetch.max.bytes"),
          Map.entry("fetcher.minBytes", "it tunes Kafka's client"),
          Map.entry("fetch.max.bytes", "it tunes Kafka's client; see stream.iggy.fetch.max.bytes"),
          Map.entry(
              "request.timeout.ms",
              "it tunes Kafka's client; see stream.iggy.request.timeout.millis"));

  /** Keys of Pinot that stand without a prefix and stay as they are. */
  static final Set<String> PINOT_PREFIXES =
      Set.of("realtime.", "segment.completion.", "topic.consumption.");

  private KeyRules() {}

  static boolean isPinots(String key) {
    return PINOT_PREFIXES.stream().anyMatch(key::startsWith);
  }
}
