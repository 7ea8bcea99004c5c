// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.testkit.SinkAloneContract;
import org.junit.jupiter.api.BeforeEach;

/** The contract on a table whose columns are the fields. */
class ColumnsContractTest extends SinkAloneContract {
  private final TestTable table = new TestTable();

  @BeforeEach
  void createTable() {
    table.create(
        "n BIGINT CHECK (n <> 1000000000), text TEXT, added JSONB, iggy_stream TEXT,"
            + " iggy_topic TEXT, iggy_partition_id INT, iggy_offset BIGINT, iggy_checksum BIGINT,"
            + " UNIQUE (iggy_stream, iggy_topic, iggy_partition_id, iggy_offset, iggy_checksum)");
  }

  @Override
  protected SinkConnector newSink() {
    return new PostgresSink();
  }

  @Override
  protected Map<String, Object> pluginConfig() {
    return Map.of(
        "connection_string", TestTable.server().url(),
        "target_table", table.name(),
        "mode", "columns");
  }

  @Override
  protected List<byte[]> readTarget() {
    return table
        .query(
            "SELECT json_build_object('n', n, 'text', text)::text FROM {t}"
                + " ORDER BY iggy_partition_id, iggy_topic, iggy_offset")
        .stream()
        .map(row -> ((String) row.get(0)).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  protected byte[] rejectedPayload() {
    return "{\"n\": 1000000000}".getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected void takeTargetAway() {
    TestTable.server().stop();
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
