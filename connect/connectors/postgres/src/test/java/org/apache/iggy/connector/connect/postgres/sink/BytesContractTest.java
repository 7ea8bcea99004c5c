// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.postgres.embedded.PostgresServer;
import org.apache.iggy.connector.connect.testkit.Behaviour;
import org.apache.iggy.connector.connect.testkit.SinkContract;

/** The contract on a table of bytes. */
class BytesContractTest extends SinkContract {
  private final TestTable table = new TestTable();

  @Override
  protected SinkConnector newSink() {
    return new PostgresSink();
  }

  @Override
  protected Map<String, Object> pluginConfig() {
    return Map.of(
        "connection_string", TestTable.server().url(),
        "target_table", table.name(),
        "auto_create_table", true);
  }

  @Override
  protected List<byte[]> readTarget() {
    if (!table.exists()) {
      return List.of();
    }
    return table
        .query("SELECT payload FROM {t} ORDER BY iggy_partition_id, iggy_topic, iggy_offset")
        .stream()
        .map(row -> (byte[]) row.get(0))
        .toList();
  }

  @Override
  protected Map<Behaviour, String> lacks() {
    return Map.of(
        Behaviour.DECODES_PAYLOADS, "bytes are written as they come",
        Behaviour.TARGET_REJECTS_RECORDS, "a column of bytes takes everything");
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
    return List.of(":" + PostgresServer.PASSWORD + "@");
  }
}
