// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

import static org.apache.iggy.connector.cli.pinot.doctor.Misconfiguration.failing;
import static org.apache.iggy.connector.cli.pinot.doctor.Misconfiguration.warning;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.apache.iggy.connector.cli.pinot.TableFiles;

/** What can be wrong in the files, before anything is connected to. */
final class FileMisconfigurations {
  private FileMisconfigurations() {}

  static Stream<Misconfiguration> all() {
    return Stream.of(
        failing(
            "a key without a value",
            table -> table.key("host", " "),
            "keys",
            "stream.iggy.host is ' ' but must be"),
        failing("no host", table -> table.key("host", null), "keys", "stream.iggy.host is missing"),
        failing(
            "a port of letters",
            table -> table.key("port", "http"),
            "keys",
            "stream.iggy.port is 'http'"),
        failing(
            "no decoder",
            table -> table.key("decoder.class.name", null),
            "keys",
            "stream.iggy.decoder.class.name is missing"),
        failing(
            "no topic name for Pinot",
            table -> table.key("topic.name", null),
            "keys",
            "stream.iggy.topic.name is missing"),
        failing(
            "two topics",
            table -> table.key("topic.name", "ordres"),
            "keys",
            "they must name the same topic"),
        failing(
            "a Kafka table",
            table -> table.rawKey("streamType", "kafka"),
            "keys",
            "streamType is 'kafka'",
            "pinot migrate"),
        warning(
            "a typing error",
            table -> table.key("pol.batch.size", "10"),
            "keys",
            "did you mean stream.iggy.poll.batch.size?"),
        warning(
            "a typing error in Pinot's keys",
            table -> table.rawKey("realtime.segment.flush.treshold.rows", "10"),
            "keys",
            "did you mean realtime.segment.flush.threshold.rows?"),
        warning(
            "a key of Kafka's",
            table -> table.rawKey("stream.kafka.broker.list", "x:9092"),
            "keys",
            "is for another stream type"),
        warning(
            "a timeout that Pinot ignores",
            table -> table.key("fetch.timeout.millis", "5s"),
            "keys",
            "stream.iggy.fetch.timeout.millis is '5s'"),
        failing(
            "a password file that is not there",
            table -> table.key("password.file", "/none/password"),
            "keys",
            "names '/none/password', which cannot be read"),
        failing(
            "a variable that is not set",
            table -> table.key("password.file", null).key("password.env", "NO_SUCH_VARIABLE"),
            "keys",
            "names 'NO_SUCH_VARIABLE', which is not set"),
        failing(
            "a CA file without TLS",
            table -> table.key("tls.ca.file", "/x.pem"),
            "keys",
            "is set, but TLS is off"),
        failing(
            "no consumer factory",
            table -> table.key("consumer.factory.class.name", null),
            "classes",
            "for which Pinot takes Kafka's"),
        failing(
            "another consumer factory",
            table ->
                table.key(
                    "consumer.factory.class.name",
                    "org.apache.pinot.plugin.stream.kafka30.KafkaConsumerFactory"),
            "classes",
            "which is not this plugin's",
            "IggyConsumerFactory"),
        failing(
            "a decoder misspelt",
            table ->
                table.key(
                    "decoder.class.name",
                    "org.apache.iggy.connector.pinot.decoder.IggyJSONMessageDecoder"),
            "classes",
            "did you mean \"org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder\"?"),
        warning(
            "a decoder that nobody knows",
            table -> table.key("decoder.class.name", "com.example.MyDecoder"),
            "classes",
            "none of ours or Pinot's"),
        warning(
            "no flush threshold",
            table ->
                table
                    .rawKey("realtime.segment.flush.threshold.rows", null)
                    .rawKey("realtime.segment.flush.threshold.time", null),
            "segments",
            "no flush threshold is set"),
        warning(
            "tiny segments",
            table -> table.rawKey("realtime.segment.flush.threshold.rows", "100"),
            "segments",
            "a segment ends after 100 rows"),
        warning(
            "segments of a second",
            table -> table.rawKey("realtime.segment.flush.threshold.time", "1000"),
            "segments",
            "a segment ends after 1 s"),
        failing(
            "a time column that is none",
            table -> segments(table).put("timeColumnName", "id"),
            "pinot's rules",
            "Cannot find valid fieldSpec for timeColumn: id"),
        failing(
            "an offline table",
            table -> table.table().put("tableType", "OFFLINE"),
            "table config",
            "is no realtime table"),
        failing("no stream", table -> table.keys().clear(), "table config", "has no stream"));
  }

  private static ObjectNode segments(TableFiles table) {
    return (ObjectNode) table.table().get("segmentsConfig");
  }
}
