// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iggy.connector.cli.CommandRun;
import org.apache.iggy.connector.cli.pinot.config.TableFile;
import org.apache.iggy.connector.cli.pinot.config.TableStream;
import org.apache.iggy.connector.embedded.TestCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables on Kafka become tables on Iggy, and their owners are told what did not. */
class MigrateTest {
  private static final String TABLE =
      """
      {
        "tableName": "clicks",
        "tableType": "REALTIME",
        "segmentsConfig": {"timeColumnName": "ts", "replication": "2"},
        "tenants": {},
        "tableIndexConfig": {
          "invertedIndexColumns": ["page"],
          "streamConfigs": {
            "streamType": "kafka",
            "stream.kafka.topic.name": "clicks",
            "stream.kafka.broker.list": "kafka-1:9092,kafka-2:9092",
            "stream.kafka.consumer.type": "lowlevel",
            "stream.kafka.consumer.factory.class.name":
              "org.apache.pinot.plugin.stream.kafka30.KafkaConsumerFactory",
            "stream.kafka.decoder.class.name":
              "org.apache.pinot.plugin.inputformat.json.JSONMessageDecoder",
            %s
            "realtime.segment.flush.threshold.rows": "0",
            "realtime.segment.flush.threshold.segment.size": "200M"
          }
        },
        "upsertConfig": {"mode": "FULL"},
        "metadata": {}
      }
      """;

  @TempDir private Path folder;

  private Path table(String... moreKeys) throws IOException {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < moreKeys.length; i += 2) {
      keys.append('"').append(moreKeys[i]).append("\": \"");
      keys.append(moreKeys[i + 1].replace("\"", "\\\"")).append("\",\n");
    }
    return Files.writeString(folder.resolve("kafka.json"), TABLE.formatted(keys));
  }

  private CommandRun migrate(Path table) {
    return CommandRun.of(
        "pinot", "migrate", table.toString(), "--iggy", "iggy.example.com", "--stream", "web");
  }

  private Map<String, String> keys(CommandRun run) throws IOException {
    assertThat(run.exitCode()).as(run.toString()).isZero();
    Path file = Files.writeString(folder.resolve("iggy.json"), run.out());
    TableFile migrated = TableFile.read(file);
    assertThat(TableStream.all(migrated)).isNotEmpty();
    return migrated.streamConfigMaps().get(0);
  }

  @Test
  void shouldKeepAllButTheStream() throws IOException {
    Path kafka = table();
    CommandRun run = migrate(kafka);
    ObjectMapper json = new ObjectMapper();
    JsonNode before = json.readTree(Files.readAllBytes(kafka));
    JsonNode after = json.readTree(run.out());

    assertThat(after.get("upsertConfig")).isEqualTo(before.get("upsertConfig"));
    assertThat(after.get("segmentsConfig")).isEqualTo(before.get("segmentsConfig"));
    assertThat(after.path("tableIndexConfig").get("invertedIndexColumns"))
        .isEqualTo(before.path("tableIndexConfig").get("invertedIndexColumns"));
    assertThat(keys(run))
        .containsEntry("streamType", "iggy")
        .containsEntry("stream.iggy.host", "iggy.example.com")
        .containsEntry("stream.iggy.stream.id", "web")
        .containsEntry("stream.iggy.topic.name", "clicks")
        .containsEntry(
            "stream.iggy.decoder.class.name",
            "org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder")
        .containsEntry("realtime.segment.flush.threshold.segment.size", "200M")
        .noneSatisfy((key, value) -> assertThat(key).contains("kafka"));
  }

  @Test
  void shouldSayWhatIsToBeFilledIn() throws IOException {
    CommandRun run = CommandRun.of("pinot", "migrate", table().toString());

    assertThat(run.err().replaceAll("\\s+", " "))
        .contains(
            "To fill in: - stream.iggy.host and stream.iggy.port: the Iggy server, instead of"
                + " Kafka's kafka-1:9092,kafka-2:9092",
            "stream.iggy.stream.id: the stream that the topic is in",
            "stream.iggy.username and the environment variable IGGY_PASSWORD",
            "Left out, since nothing reads them: - stream.kafka.consumer.type");
    assertThat(keys(run)).containsEntry("stream.iggy.stream.id", "CHANGE-ME");
  }

  @Test
  void shouldTakeOverWhatMeansTheSame() throws IOException {
    CommandRun run =
        migrate(
            table(
                "stream.kafka.consumer.prop.auto.offset.reset", "earliest",
                "stream.kafka.metadata.populate", "true",
                "stream.kafka.partition.ids", "0-3,7",
                "stream.kafka.fetch.timeout.millis", "3000",
                "max.poll.records", "2000",
                "stream.kafka.group.id", "clicks-table",
                "topic.consumption.rate.limit", "1000"));

    assertThat(keys(run))
        .containsEntry("stream.iggy.consumer.prop.auto.offset.reset", "smallest")
        .containsEntry("stream.iggy.metadata.populate", "true")
        .containsEntry("stream.iggy.partition.ids", "0-3,7")
        .containsEntry("stream.iggy.fetch.timeout.millis", "3000")
        .containsEntry("stream.iggy.poll.batch.size", "2000")
        .containsEntry("stream.iggy.consumer.group", "clicks-table")
        .containsEntry("topic.consumption.rate.limit", "1000");
    assertThat(run.err()).doesNotContain("Without an equivalent");
  }

  @Test
  void shouldTurnSaslOverTlsIntoLoginOverTls() throws IOException {
    Path trustStore = Files.createFile(folder.resolve("trust.p12"));
    CommandRun run =
        CommandRun.of(
            "pinot",
            "migrate",
            table(
                    "security.protocol", "SASL_SSL",
                    "sasl.mechanism", "PLAIN",
                    "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required"
                            + " username=\"pinot\" password=\"kafka-secret\";",
                    "ssl.truststore.location", trustStore.toString(),
                    "ssl.endpoint.identification.algorithm", "")
                .toString());

    assertThat(run.out())
        .contains(
            "\"stream.iggy.enable.tls\": \"true\"",
            "\"stream.iggy.tls.truststore.file\": \"" + trustStore,
            "\"stream.iggy.tls.verify.hostname\": \"false\"",
            "\"stream.iggy.username\": \"pinot\"",
            "\"stream.iggy.password.env\": \"IGGY_PASSWORD\"");
    assertThat(run.out() + run.err()).doesNotContain("kafka-secret");
    assertThat(run.err()).contains("sasl.mechanism: Iggy has user names with passwords");
  }

  @Test
  void shouldTurnInlineCertificatesIntoPem() throws Exception {
    String pem = Files.readString(TestCertificate.create(folder).trusted());
    String der =
        pem.lines().filter(line -> !line.startsWith("-----")).collect(Collectors.joining());
    CommandRun run =
        migrate(table("security.protocol", "SSL", "stream.kafka.ssl.server.certificate", der));

    assertThat(run.out()).contains("\"stream.iggy.tls.ca.pem\": \"-----BEGIN CERTIFICATE-----");
    Path migrated =
        Files.writeString(
            folder.resolve("migrated.json"),
            run.out().replace("password.env\": \"IGGY_PASSWORD", "password\": \"x"));
    assertThat(TableStream.all(TableFile.read(migrated)).get(0).connection().tls()).isPresent();
  }

  @Test
  void shouldListWhatHasNoEquivalent() throws IOException {
    CommandRun run =
        migrate(
            table(
                "stream.kafka.isolation.level", "read_committed",
                "stream.kafka.decoder.prop.schema.registry.rest.url", "http://registry:8081",
                "ssl.key.password", "key-secret",
                "stream.kafka.no.such.key", "1"));

    assertThat(run.err().replaceAll("\\s+", " "))
        .contains(
            "Without an equivalent:",
            "stream.kafka.isolation.level: Iggy has no transactions",
            "stream.kafka.decoder.prop.schema.registry.rest.url: the plugin knows no schema registry",
            "ssl.key.password: a keystore and its key have one password",
            "stream.kafka.no.such.key: not a key that the plugin knows");
    assertThat(keys(run).keySet()).noneMatch(key -> key.contains("registry"));
  }

  @Test
  void shouldKeepPinotsOtherDecoders() throws IOException {
    String avro = "org.apache.pinot.plugin.inputformat.avro.SimpleAvroMessageDecoder";
    Path file =
        Files.writeString(
            folder.resolve("avro.json"),
            Files.readString(table("stream.kafka.decoder.prop.schema", "{}"))
                .replace("org.apache.pinot.plugin.inputformat.json.JSONMessageDecoder", avro));

    assertThat(keys(migrate(file)))
        .containsEntry("stream.iggy.decoder.class.name", avro)
        .containsEntry("stream.iggy.decoder.prop.schema", "{}");
  }

  @Test
  void shouldWarnOfConfluentsDecoders() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("confluent.json"),
            Files.readString(table())
                .replace(
                    "json.JSONMessageDecoder",
                    "avro.confluent.KafkaConfluentSchemaRegistryAvroMessageDecoder"));

    assertThat(migrate(file).err().replaceAll("\\s+", " "))
        .contains("reads messages that Kafka's producers wrote with a schema registry");
  }

  @Test
  void shouldMigrateEveryStreamOfATable() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("two.json"),
            """
            {"REALTIME": {"tableName": "clicks", "tableType": "REALTIME", "segmentsConfig": {},
             "tenants": {}, "tableIndexConfig": {}, "metadata": {},
             "ingestionConfig": {"streamIngestionConfig": {"streamConfigMaps": [
               {"streamType": "kafka", "stream.kafka.topic.name": "a",
                "stream.kafka.decoder.class.name": "org.apache.pinot.plugin.stream.kafka.KafkaJSONMessageDecoder"},
               {"streamType": "kafka", "stream.kafka.topic.name": "b",
                "stream.kafka.decoder.class.name": "org.apache.pinot.plugin.stream.kafka.KafkaJSONMessageDecoder"}]}},
             "transformConfigs": [{"columnName": "k", "transformFunction": "__key"}]}}
            """);
    CommandRun run = migrate(file);

    keys(run);
    assertThat(run.out())
        .contains("\"stream.iggy.topic.name\": \"a\"", "\"stream.iggy.topic.name\": \"b\"");
    assertThat(run.err()).contains("stream.iggy.key.header");
  }

  @Test
  void shouldWriteAFile() throws IOException {
    Path out = folder.resolve("out.json");

    CommandRun run = CommandRun.of("pinot", "migrate", table().toString(), "-o", out.toString());

    assertThat(run.out()).contains("Wrote " + out, "To fill in:", "pinot doctor " + out);
    assertThat(run.err()).isEmpty();
    assertThat(Files.readString(out)).contains("\"streamType\": \"iggy\"");
  }

  @Test
  void shouldSayThatThereIsNothingToMigrate() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("none.json"),
            Files.readString(table()).replace("\"kafka\"", "\"pulsar\""));

    assertThat(migrate(file).err())
        .isEqualTo(
            "iggy-connect: "
                + file
                + ": there is no Kafka stream in it (streamType \"kafka\")"
                + System.lineSeparator());
  }
}
