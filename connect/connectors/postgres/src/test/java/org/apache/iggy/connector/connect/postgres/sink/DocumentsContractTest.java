// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.testkit.Behaviour;
import org.apache.iggy.connector.connect.testkit.SinkAloneContract;

/** The contract on a table of JSON documents. */
class DocumentsContractTest extends SinkAloneContract {
  private final TestTable table = new TestTable();

  @Override
  protected SinkConnector newSink() {
    return new PostgresSink();
  }

  @Override
  protected Map<String, Object> pluginConfig() {
    return Map.of(
        "connection_string",
        TestTable.server().url(),
        "target_table",
        "public." + table.name(),
        "payload_format",
        "json",
        "auto_create_table",
        true);
  }

  @Override
  protected List<byte[]> readTarget() {
    if (!table.exists()) {
      return List.of();
    }
    return table
        .query("SELECT payload::text FROM {t} ORDER BY iggy_partition_id, iggy_topic, iggy_offset")
        .stream()
        .map(row -> ((String) row.get(0)).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  /** The document has its numbers and texts, but not its white space. */
  @Override
  protected byte[] rejectedPayload() {
    return "{\"n\": 1, \"text\": \"no \\u0000 in PostgreSQL\"}".getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected Map<Behaviour, String> lacks() {
    return Map.of();
  }

  @Override
  protected void takeTargetAway() {
    TestTable.server().kill();
  }

  @Override
  protected void bringTargetBack() {
    TestTable.server().start();
  }

  @Override
  protected List<String> secrets() {
    return List.of(TestTable.server().url());
  }
}
