// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.config;

import java.util.List;
import java.util.Locale;
import org.apache.iggy.connector.client.ProtocolChoice;
import org.apache.iggy.connector.client.reader.OffsetRegressPolicy;

/** Every key that the plugin reads, behind the prefix {@code stream.iggy.}. */
public final class IggyStreamConfigKeys {
  static final ConfigKey<String> HOST =
      ConfigKey.text("host", "iggy.example.com", "Host name or IP address of the Iggy server.");
  static final ConfigKey<Integer> PORT =
      ConfigKey.integer("port", 1, 65535, 8090, "TCP port of the Iggy server.");
  static final ConfigKey<ProtocolChoice> PROTOCOL =
      ConfigKey.of(
              "protocol",
              "one of auto, legacy, legacy-0.6, vsr",
              "vsr",
              "Generation of the protocol that the server speaks: legacy (Iggy 0.6 to 0.8), vsr"
                  + " (Iggy 0.9), or auto, which asks the server. With one of the two, a server of"
                  + " the other is refused.",
              text -> ProtocolChoice.of(text).orElseThrow(IllegalArgumentException::new))
          .withDefault("auto");
  static final ConfigKey<String> USERNAME =
      ConfigKey.text("username", "pinot", "User to log in as.").withDefault("iggy");
  static final ConfigKey<String> PASSWORD =
      ConfigKey.text(
              "password",
              "a password",
              "Password of the user. Pinot logs stream configurations: prefer password.file or"
                  + " password.env.")
          .secret()
          .withDefault("iggy");
  static final ConfigKey<String> PASSWORD_FILE =
      ConfigKey.text(
          "password.file", "/run/secrets/iggy-password", "File that holds the password.");
  static final ConfigKey<String> PASSWORD_ENV =
      ConfigKey.text(
          "password.env", "IGGY_PASSWORD", "Environment variable that holds the password.");
  static final ConfigKey<String> TOKEN =
      ConfigKey.text(
              "token",
              "a token",
              "Personal access token to log in with instead of a password. Prefer token.file or"
                  + " token.env.")
          .secret();
  static final ConfigKey<String> TOKEN_FILE =
      ConfigKey.text("token.file", "/run/secrets/iggy-token", "File that holds the token.");
  static final ConfigKey<String> TOKEN_ENV =
      ConfigKey.text("token.env", "IGGY_TOKEN", "Environment variable that holds the token.");
  static final ConfigKey<Boolean> ENABLE_TLS =
      ConfigKey.flag("enable.tls", false, "Whether to connect over TLS.");
  static final ConfigKey<String> TLS_CA_FILE =
      ConfigKey.text(
          "tls.ca.file",
          "/etc/iggy/ca.pem",
          "PEM file of the authorities that may have signed the server's certificate; the JVM's"
              + " own when absent.");
  static final ConfigKey<String> TLS_CA_PEM =
      ConfigKey.text(
          "tls.ca.pem",
          "-----BEGIN CERTIFICATE----- ...",
          "The text of such a file, instead of tls.ca.file.");
  static final ConfigKey<String> TLS_TRUSTSTORE_FILE =
      ConfigKey.text(
          "tls.truststore.file",
          "/etc/iggy/truststore.p12",
          "Truststore of those authorities, PKCS#12 or JKS, instead of tls.ca.file.");
  static final ConfigKey<String> TLS_TRUSTSTORE_PASSWORD =
      ConfigKey.text("tls.truststore.password", "a password", "Password of the truststore.")
          .secret();
  static final ConfigKey<String> TLS_TRUSTSTORE_PASSWORD_FILE =
      ConfigKey.text(
          "tls.truststore.password.file", "/run/secrets/truststore", "File that holds it.");
  static final ConfigKey<String> TLS_TRUSTSTORE_PASSWORD_ENV =
      ConfigKey.text(
          "tls.truststore.password.env",
          "TRUSTSTORE_PASSWORD",
          "Environment variable that holds it.");
  static final ConfigKey<String> TLS_CERTIFICATE_FILE =
      ConfigKey.text(
          "tls.certificate.file",
          "/etc/iggy/client.pem",
          "PEM file of the client's certificate chain, for servers that demand one.");
  static final ConfigKey<String> TLS_KEY_FILE =
      ConfigKey.text(
          "tls.key.file",
          "/etc/iggy/client.key",
          "PEM file of the client's private key: PKCS#8, which may be encrypted.");
  static final ConfigKey<String> TLS_CERTIFICATE_PEM =
      ConfigKey.text(
          "tls.certificate.pem",
          "-----BEGIN CERTIFICATE----- ...",
          "The text of such a file, instead of tls.certificate.file.");
  static final ConfigKey<String> TLS_KEY_PEM =
      ConfigKey.text(
              "tls.key.pem",
              "-----BEGIN PRIVATE KEY----- ...",
              "The text of such a file, instead of tls.key.file. Pinot logs stream configurations:"
                  + " prefer a file.")
          .secret();
  static final ConfigKey<String> TLS_KEY_PASSWORD =
      ConfigKey.text("tls.key.password", "a password", "Password of an encrypted private key.")
          .secret();
  static final ConfigKey<String> TLS_KEY_PASSWORD_FILE =
      ConfigKey.text("tls.key.password.file", "/run/secrets/key", "File that holds it.");
  static final ConfigKey<String> TLS_KEY_PASSWORD_ENV =
      ConfigKey.text("tls.key.password.env", "KEY_PASSWORD", "Environment variable that holds it.");
  static final ConfigKey<String> TLS_KEYSTORE_FILE =
      ConfigKey.text(
          "tls.keystore.file",
          "/etc/iggy/client.p12",
          "Keystore of the client's certificate and key, PKCS#12 or JKS, instead of PEM.");
  static final ConfigKey<String> TLS_KEYSTORE_PASSWORD =
      ConfigKey.text("tls.keystore.password", "a password", "Password of the keystore and its key.")
          .secret();
  static final ConfigKey<String> TLS_KEYSTORE_PASSWORD_FILE =
      ConfigKey.text("tls.keystore.password.file", "/run/secrets/keystore", "File that holds it.");
  static final ConfigKey<String> TLS_KEYSTORE_PASSWORD_ENV =
      ConfigKey.text(
          "tls.keystore.password.env", "KEYSTORE_PASSWORD", "Environment variable that holds it.");
  static final ConfigKey<Boolean> TLS_VERIFY_HOSTNAME =
      ConfigKey.flag(
          "tls.verify.hostname", true, "Whether the server's certificate must name the host.");
  static final ConfigKey<Integer> CONNECTION_POOL_SIZE =
      ConfigKey.integer(
          "connection.pool.size",
          0,
          1000,
          4,
          "Idle connections kept for metadata requests; consumers have one each besides.");
  static final ConfigKey<String> STREAM_ID =
      ConfigKey.text(
          "stream.id",
          "analytics",
          "Name of the stream; a number is taken for an id when no stream has it for a name.");
  static final ConfigKey<String> TOPIC_ID =
      ConfigKey.text(
          "topic.id",
          "user-events",
          "Name of the topic; a number is taken for an id when no topic has it for a name.");
  static final ConfigKey<String> TOPIC_NAME =
      ConfigKey.text(
          "topic.name",
          "analytics/user-events",
          "The topic as Pinot itself demands it: its name, or stream/topic.");
  static final ConfigKey<PartitionSubset> PARTITION_IDS =
      ConfigKey.of(
          "partition.ids",
          "ids and ranges from 0 to " + PartitionSubset.HIGHEST_ID + " between commas",
          "0-3,7",
          "Partitions that this table consumes; all when absent.",
          PartitionSubset::parse);
  static final ConfigKey<String> CONSUMER_GROUP =
      ConfigKey.text(
          "consumer.group",
          "pinot-events",
          "Name under which this table polls, and under which the server is told what it has"
              + " committed (offset.store). Pinot keeps the offsets; the server's are for tools and"
              + " for retention.");
  static final ConfigKey<OffsetStoreMode> OFFSET_STORE =
      ConfigKey.of(
              "offset.store",
              "one of consumer, group, none",
              "none",
              "Whether the offset of the last committed message is stored on the server at each new"
                  + " segment, as a consumer or for the group named by consumer.group; without that"
                  + " name nothing is stored. A stored offset keeps the server from deleting later"
                  + " messages: delete it when the table goes.",
              OffsetStoreMode::parse)
          .withDefault("consumer");
  static final ConfigKey<Boolean> OFFSET_STORE_PAUSELESS =
      ConfigKey.flag(
          "offset.store.pauseless",
          false,
          "Whether the table is pauseless, so that a new segment starts before the one before it is"
              + " committed, and the start of that one is stored. Known without this key when the"
              + " table's decoder is IggyJsonMessageDecoder.");
  static final ConfigKey<Integer> POLL_BATCH_SIZE =
      ConfigKey.integer("poll.batch.size", 1, 1_000_000, 100, "Most messages of one poll.");
  static final ConfigKey<Integer> FETCH_MAX_BYTES =
      ConfigKey.integer(
          "fetch.max.bytes",
          64 * 1024,
          1024 * 1024 * 1024,
          64 * 1024 * 1024,
          "Largest answer to a poll that is taken, in bytes, and thus the largest message; polls"
              + " aim at a quarter of it. The default takes every message that Iggy does.");
  static final ConfigKey<Integer> DECODE_THREADS =
      ConfigKey.integer(
          "decode.threads",
          0,
          1024,
          8,
          "Most threads, shared by all tables of the JVM, that decode messages ahead while Pinot"
              + " indexes; used only while processors are idle, and only with"
              + " IggyJsonMessageDecoder. 0 for none.");
  static final ConfigKey<Integer> RECONNECT_BUDGET_MILLIS =
      ConfigKey.integer(
          "reconnect.budget.millis",
          0,
          Integer.MAX_VALUE,
          600_000,
          "How long a fetch keeps trying to reconnect before it reports the outage to Pinot, which"
              + " stops a partition after a few reports.");
  static final ConfigKey<OffsetRegressPolicy> OFFSET_REGRESS_POLICY =
      ConfigKey.of(
              "offset.regress.policy",
              "rewind, continue or stop",
              "continue",
              "What a partition does when messages it has consumed are no longer on the server,"
                  + " after a crash that lost them or a purge of the topic; it is reported in any"
                  + " case. rewind goes back to the first offset that was not consumed, and stops"
                  + " when that is before the segment's start; continue goes on at the segment's"
                  + " start then; stop always stops.",
              text -> OffsetRegressPolicy.valueOf(text.toUpperCase(Locale.ROOT)))
          .withDefault("rewind");
  static final ConfigKey<Integer> REQUEST_TIMEOUT_MILLIS =
      ConfigKey.integer(
          "request.timeout.millis", 1, 3_600_000, 10_000, "Limit on the answer to one request.");
  static final ConfigKey<String> KEY_HEADER =
      ConfigKey.text(
          "key.header",
          "user-id",
          "User header whose value becomes the row's key (__key); Iggy stores no key of its own.");
  static final ConfigKey<Boolean> METADATA_POPULATE =
      ConfigKey.flag(
          "metadata.populate",
          false,
          "Whether user headers, offset, partition and timestamps are offered as columns.");
  static final ConfigKey<MetadataFields> METADATA_FIELDS =
      ConfigKey.of(
          "metadata.fields",
          "one or more of " + MetadataFields.all() + " between commas",
          "offset,partition,headers",
          "Which of them are offered; all when absent. Needs metadata.populate.",
          MetadataFields::parse);

  private static final List<ConfigKey<?>> ALL =
      List.of(
          HOST,
          PORT,
          PROTOCOL,
          USERNAME,
          PASSWORD,
          PASSWORD_FILE,
          PASSWORD_ENV,
          TOKEN,
          TOKEN_FILE,
          TOKEN_ENV,
          ENABLE_TLS,
          TLS_CA_FILE,
          TLS_CA_PEM,
          TLS_TRUSTSTORE_FILE,
          TLS_TRUSTSTORE_PASSWORD,
          TLS_TRUSTSTORE_PASSWORD_FILE,
          TLS_TRUSTSTORE_PASSWORD_ENV,
          TLS_CERTIFICATE_FILE,
          TLS_KEY_FILE,
          TLS_CERTIFICATE_PEM,
          TLS_KEY_PEM,
          TLS_KEY_PASSWORD,
          TLS_KEY_PASSWORD_FILE,
          TLS_KEY_PASSWORD_ENV,
          TLS_KEYSTORE_FILE,
          TLS_KEYSTORE_PASSWORD,
          TLS_KEYSTORE_PASSWORD_FILE,
          TLS_KEYSTORE_PASSWORD_ENV,
          TLS_VERIFY_HOSTNAME,
          CONNECTION_POOL_SIZE,
          STREAM_ID,
          TOPIC_ID,
          TOPIC_NAME,
          PARTITION_IDS,
          CONSUMER_GROUP,
          OFFSET_STORE,
          OFFSET_STORE_PAUSELESS,
          POLL_BATCH_SIZE,
          FETCH_MAX_BYTES,
          DECODE_THREADS,
          RECONNECT_BUDGET_MILLIS,
          OFFSET_REGRESS_POLICY,
          REQUEST_TIMEOUT_MILLIS,
          KEY_HEADER,
          METADATA_POPULATE,
          METADATA_FIELDS);

  private IggyStreamConfigKeys() {}

  /** The keys that say how to connect and log in: the first ones of all, up to the pool's size. */
  static List<ConfigKey<?>> connectionKeys() {
    return ALL.subList(0, ALL.indexOf(CONNECTION_POOL_SIZE) + 1);
  }

  /** The keys that mean nothing unless TLS is on. */
  static List<ConfigKey<?>> tlsKeys() {
    return ALL.subList(ALL.indexOf(ENABLE_TLS) + 1, ALL.indexOf(TLS_VERIFY_HOSTNAME) + 1);
  }

  /** All keys, in the order in which the reference lists them. */
  public static List<ConfigKey<?>> all() {
    return ALL;
  }
}
