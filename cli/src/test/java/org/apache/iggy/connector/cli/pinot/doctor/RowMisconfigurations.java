// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

import static org.apache.iggy.connector.cli.pinot.doctor.Misconfiguration.failing;
import static org.apache.iggy.connector.cli.pinot.doctor.Misconfiguration.warning;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.apache.iggy.connector.cli.pinot.TableFiles;

/** What can be wrong with what becomes of the messages. */
final class RowMisconfigurations {
  private RowMisconfigurations() {}

  static Stream<Misconfiguration> all() {
    return Stream.of(
        failing(
            "messages that are no JSON",
            table -> over(table, "texts"),
            "decoding",
            "4 of 4 messages cannot be decoded",
            "stream.iggy.decoder.class.name"),
        failing(
            "texts for a column of numbers",
            table -> over(table, "words"),
            "rows",
            "would be dropped",
            "change the column's type"),
        warning(
            "a field in another case",
            table -> over(table, "camel"),
            "columns",
            "column customer is filled by no message of the sample, but there is a field Customer"),
        warning(
            "numbers too large for a column",
            table -> over(table, "big").column("id").put("dataType", "INT"),
            "types",
            "column id (INT) makes 705032704 of 5000000000",
            "make the column LONG"),
        warning(
            "fractions for a column of whole numbers",
            table -> table.column("amount").put("dataType", "LONG"),
            "types",
            "column amount (LONG) makes 0 of 0.5",
            "make the column DOUBLE"),
        failing(
            "seconds for a column of milliseconds",
            table -> over(table, "seconds"),
            "time column",
            "1970-01-20",
            "1:SECONDS:EPOCH"),
        failing(
            "milliseconds for a column of seconds",
            table -> table.column("ts").put("format", "1:SECONDS:EPOCH"),
            "time column",
            "outside 1971 to 2071",
            "1:MILLISECONDS:EPOCH"),
        warning(
            "times to come", table -> over(table, "future"), "time column", "which is to come in"),
        failing(
            "no times",
            table -> over(table, "timeless"),
            "time column",
            "no message of the sample has the time column ts",
            "__metadata"),
        failing(
            "upsert without a key",
            RowMisconfigurations::upsert,
            "primary key",
            "the schema has no primary key"),
        failing(
            "a key in two partitions",
            table -> upsert(table).putArray("primaryKeyColumns").add("id"),
            "primary key",
            "is in partitions 0 and 1",
            "send by key"));
  }

  private static TableFiles over(TableFiles table, String topic) {
    return table.key("topic.id", topic).key("topic.name", topic);
  }

  private static ObjectNode upsert(TableFiles table) {
    table.table().putObject("upsertConfig").put("mode", "FULL");
    table.table().putObject("routing").put("instanceSelectorType", "strictReplicaGroup");
    return table.schema();
  }
}
