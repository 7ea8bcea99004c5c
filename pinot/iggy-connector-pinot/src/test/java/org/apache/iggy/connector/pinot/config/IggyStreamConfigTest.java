// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.iggy.connector.client.IggyException;
import org.apache.pinot.spi.stream.StreamConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IggyStreamConfigTest {
  private static final String SECRET = "s3cr3t-value";

  @Test
  void shouldReadTheKeysOfTheReadmeAndKeepDefaults() {
    IggyStreamConfig config = read(Map.of());

    assertThat(config.connection().address()).hasToString("localhost:8090");
    assertThat(config.topic()).hasToString("analytics/user-events");
    assertThat(config.pollBatchSize()).isEqualTo(100);
    assertThat(config.connectionPoolSize()).isEqualTo(4);
    assertThat(config.reconnectBudgetMillis()).isEqualTo(600_000);
    assertThat(config.keyHeader()).isEmpty();
    assertThat(config.metadataFields().isEmpty()).isTrue();
    assertThat(config.partitions()).hasToString("all");
    assertThat(config.connection().tls()).isEmpty();
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void shouldReportAllProblemsAtOnceEachWithKeyValueRuleAndExample() {
    Map<String, String> keys = new HashMap<>();
    keys.put("host", null);
    keys.put("port", "80900");
    keys.put("poll.batch.size", "many");
    keys.put("enable.tls", "yes");

    IggyStreamConfigException e =
        catchThrowableOfType(IggyStreamConfigException.class, () -> read(keys));

    assertThat(e.problems())
        .containsExactlyInAnyOrder(
            "stream.iggy.port is '80900' but must be a whole number from 1 to 65535, such as 8090",
            "stream.iggy.poll.batch.size is 'many' but must be a whole number from 1 to 1000000,"
                + " such as 100",
            "stream.iggy.enable.tls is 'yes' but must be true or false, such as true",
            "stream.iggy.host is missing; it must be any text but blank, such as iggy.example.com");
    assertThat(e).hasMessageContaining("events_REALTIME").hasMessageContaining("4 problems");
  }

  @Test
  void shouldNeverShowASecret() {
    IggyStreamConfig config = read(Map.of("password", SECRET));
    assertThat(config.toString()).doesNotContain(SECRET).contains("user 'iggy'");
    assertThat(config.connection().toString()).doesNotContain(SECRET);

    assertThatThrownBy(() -> read(Map.of("token", SECRET, "port", "x")))
        .hasMessageNotContaining(SECRET);
    assertThatThrownBy(() -> read(Map.of("password", " ")))
        .hasMessageContaining("stream.iggy.password is *** but must be");
  }

  @Test
  void shouldWarnOfAnUnknownKeyAndOfferTheNearest() {
    IggyStreamConfig config =
        read(Map.of("pol.batch.size", "5", "consumer.prop.anything", "1", "decoder.prop.x", "1"));

    assertThat(config.warnings())
        .containsExactly(
            "stream.iggy.pol.batch.size is not a known key; did you mean"
                + " stream.iggy.poll.batch.size?");
  }

  @Test
  void shouldTakeTheTopicFromAnyOfItsNames() {
    assertThat(topicOf("topic.name", "t", "stream.id", "s")).hasToString("s/t");
    assertThat(topicOf("topic.name", "s/t")).hasToString("s/t");
    assertThat(topicOf("topic.name", "s/t", "stream.id", "s")).hasToString("s/t");
    assertThat(topicOf("topic.name", "s/t", "stream.id", "s", "topic.id", "t")).hasToString("s/t");
    assertThat(topicOf("topic.name", "a/b", "stream.id", "s").topic()).isEqualTo("a/b");
    assertThat(topicOf("topic.name", "7", "stream.id", "3")).hasToString("3/7");
  }

  @Test
  void shouldRefuseTopicNamesThatDisagree() {
    assertThatThrownBy(() -> topicOf("topic.name", "t", "topic.id", "u", "stream.id", "s"))
        .hasMessageContaining("stream.iggy.topic.name is 't' but topic.id is 'u'");
    assertThatThrownBy(() -> topicOf("topic.name", "x/t", "topic.id", "t", "stream.id", "s"))
        .hasMessageContaining("stream.iggy.topic.name is 'x/t' but topic.id is 't'");
    assertThatThrownBy(() -> topicOf("topic.name", "t"))
        .hasMessageContaining("stream.id is missing");
  }

  @Test
  void shouldReadPartitionsAsIdsAndRanges() {
    PartitionSubset subset = read(Map.of("partition.ids", " 7, 0-3 ,2")).partitions();

    assertThat(subset).hasToString("0,1,2,3,7");
    assertThat(subset.contains(3)).isTrue();
    assertThat(subset.contains(4)).isFalse();
    assertThat(subset.missingFrom(Set.of(0, 1, 3, 9))).containsExactly(2, 7);
    assertThat(PartitionSubset.all().contains(4711)).isTrue();
    assertThat(PartitionSubset.all().missingFrom(Set.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "1,", "-1", "3-1", "1-", "0-10000", "1;2", "0x1", " ", "9999999999"})
  void shouldRefusePartitionsThatAreNoIds(String text) {
    assertThatThrownBy(() -> read(Map.of("partition.ids", text)))
        .isInstanceOf(IggyStreamConfigException.class)
        .hasMessageContaining(
            "stream.iggy.partition.ids is '"
                + text
                + "' but must be ids and ranges from 0 to 9999 between commas, such as 0-3,7");
  }

  @Test
  void shouldOfferTheMetadataThatIsListedOrAllOfIt() {
    assertThat(read(Map.of("metadata.populate", "true")).metadataFields())
        .hasToString(
            "offset,partition,recordTimestamp,originTimestamp,messageId,stream,topic,headers");
    assertThat(
            read(Map.of("metadata.populate", "true", "metadata.fields", "headers, offset"))
                .metadataFields())
        .hasToString("offset,headers");
    assertThatThrownBy(
            () -> read(Map.of("metadata.populate", "true", "metadata.fields", "offset,Offset")))
        .hasMessageContaining("stream.iggy.metadata.fields is 'offset,Offset' but must be one or")
        .hasMessageContaining("recordTimestamp");
    assertThatThrownBy(() -> read(Map.of("metadata.fields", "offset")))
        .hasMessageContaining("set stream.iggy.metadata.populate to true");
  }

  @Test
  void shouldReadSecretsFromFileAndEnvironment(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("password"), SECRET + "\n");
    Path empty = Files.writeString(folder.resolve("empty"), "\n");

    assertThat(read(Map.of("password.file", file.toString())).connection().credentials())
        .isPresent();
    assertThat(
            read(Map.of("token.env", "IGGY_TOKEN"))
                .connection()
                .credentials()
                .map(Object::toString))
        .isEqualTo(Optional.of("a personal access token"));
    assertThatThrownBy(() -> read(Map.of("password.env", "NOT_SET")))
        .hasMessageContaining("stream.iggy.password.env names 'NOT_SET', which is not set");
    assertThatThrownBy(() -> read(Map.of("password.file", empty.toString())))
        .hasMessageContaining("which is empty");
    assertThatThrownBy(() -> read(Map.of("token.file", folder.resolve("none").toString())))
        .hasMessageContaining("which cannot be read");
  }

  @Test
  void shouldSayWhatIsWrongWithTls(@TempDir Path folder) {
    String missing = folder.resolve("none.pem").toString();

    assertThat(read(Map.of("enable.tls", "true")).connection().tls()).isPresent();
    assertThatThrownBy(() -> read(Map.of("enable.tls", "true", "tls.ca.file", missing)))
        .hasMessageContaining("stream.iggy.enable.tls is true, but")
        .hasMessageContaining(missing);
    assertThatThrownBy(() -> read(Map.of("tls.ca.file", missing)))
        .hasMessageContaining("stream.iggy.tls.ca.file is set, but TLS is off");
    assertThatThrownBy(() -> read(Map.of("enable.tls", "true", "tls.key.file", missing)))
        .hasMessageContaining("stream.iggy.tls.certificate.file is missing");
  }

  @Test
  void shouldTellTheTlsKeysThatExcludeOrNeedEachOther(@TempDir Path folder) {
    String missing = folder.resolve("none").toString();

    assertThatThrownBy(
            () -> read(Map.of("enable.tls", "true", "tls.ca.file", missing, "tls.ca.pem", "x")))
        .hasMessageContaining("tls.ca.file and stream.iggy.tls.ca.pem are both set; keep one");
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "enable.tls", "true", "tls.certificate.pem", "x", "tls.key.file", missing)))
        .hasMessageContaining("tls.key.pem is missing; tls.certificate.pem needs it")
        .hasMessageContaining("tls.certificate.file is missing; tls.key.file needs it");
    assertThatThrownBy(
            () -> read(Map.of("enable.tls", "true", "tls.keystore.password.env", "NOT_SET")))
        .hasMessageContaining("tls.keystore.password.env names 'NOT_SET', which is not set");
    assertThatThrownBy(() -> read(Map.of("enable.tls", "true", "tls.ca.pem", "no certificate")))
        .hasMessageContaining("is true, but the CA's PEM text has no certificate");
  }

  @Test
  void shouldShowNoSecretOfTls() {
    Map<String, String> keys =
        Map.of(
            "enable.tls",
            "true",
            "tls.certificate.pem",
            "no certificate",
            "tls.key.pem",
            "-----BEGIN PRIVATE KEY-----\n" + SECRET + "\n-----END PRIVATE KEY-----",
            "tls.key.password",
            SECRET,
            "tls.truststore.password",
            SECRET);
    assertThatThrownBy(() -> read(keys))
        .hasMessageContaining("the client certificate's PEM text has no certificate")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void shouldReadAFileWithASecretAgainAtEachLogin(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), SECRET);
    StreamProperties properties =
        new StreamProperties("iggy", Map.of("stream.iggy.token.file", file.toString()));
    Supplier<String> token =
        new SecretSource(properties, name -> null)
            .renewed(
                IggyStreamConfigKeys.TOKEN,
                IggyStreamConfigKeys.TOKEN_FILE,
                IggyStreamConfigKeys.TOKEN_ENV)
            .orElseThrow();
    assertThat(token.get()).isEqualTo(SECRET);
    Files.writeString(file, "renewed\n");
    assertThat(token.get()).isEqualTo("renewed");
    Files.delete(file);
    assertThatThrownBy(token::get)
        .isInstanceOfSatisfying(IggyException.class, e -> assertThat(e.isTransient()).isTrue())
        .hasMessageContaining("stream.iggy.token.file names '" + file);
  }

  @Test
  void shouldDocumentEveryKey() {
    assertThat(IggyStreamConfigKeys.all())
        .allSatisfy(
            key -> {
              assertThat(key.description()).endsWith(".");
              assertThat(key.example()).isNotBlank();
              assertThat(key.parse(key.example())).as(key.name()).isNotNull();
            })
        .extracting(ConfigKey::name)
        .doesNotHaveDuplicates();
  }

  private static TopicReference topicOf(String... keysAndValues) {
    Map<String, String> keys = new HashMap<>();
    keys.put("stream.id", null);
    keys.put("topic.id", null);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      keys.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return read(keys).topic();
  }

  /** A configuration that is right, with these keys changed; null removes one. */
  private static IggyStreamConfig read(Map<String, String> changed) {
    Map<String, String> properties = new HashMap<>();
    properties.put("streamType", "iggy");
    properties.put("stream.iggy.decoder.class.name", "some.Decoder");
    properties.put("stream.iggy.host", "localhost");
    properties.put("stream.iggy.stream.id", "analytics");
    properties.put("stream.iggy.topic.id", "user-events");
    properties.put("stream.iggy.topic.name", "user-events");
    changed.forEach(
        (key, value) -> {
          if (value == null) {
            properties.remove("stream.iggy." + key);
          } else {
            properties.put("stream.iggy." + key, value);
          }
        });
    StreamConfig streamConfig = new StreamConfig("events_REALTIME", properties);
    return IggyStreamConfig.from(streamConfig, name -> name.equals("IGGY_TOKEN") ? SECRET : null);
  }
}
