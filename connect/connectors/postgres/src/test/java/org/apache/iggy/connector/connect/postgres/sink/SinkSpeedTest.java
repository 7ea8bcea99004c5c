// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.api.Headers;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.SinkBatch;
import org.apache.iggy.connector.connect.format.CodecFactory;
import org.apache.iggy.connector.connect.postgres.TableName;
import org.apache.iggy.connector.connect.postgres.embedded.PostgresServer;
import org.apache.iggy.connector.connect.testkit.TestConnectorContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * How fast the sink is beside a bare {@code COPY}: {@code -Dpostgres.speed=ROWS}. Both write the
 * same rows into tables of the same columns and key, in turn, on a server that waits for the disk;
 * the bare one has its rows made before, in one {@code COPY} for all of them.
 */
@EnabledIfSystemProperty(named = "postgres.speed", matches = "\\d+")
class SinkSpeedTest {
  private static final int ROUNDS = 3;
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final Codec JSON = CodecFactory.create(Schema.JSON);

  private final int rows = Integer.getInteger("postgres.speed", 0);

  @Test
  void shouldBeNearABareCopy() throws Exception {
    try (PostgresServer server = PostgresServer.launch("fsync=on", "max_wal_size=4GB")) {
      for (String format : List.of("bytea", "jsonb")) {
        for (int sizeBytes : new int[] {150, 1_000}) {
          List<ConnectRecord> records = records(sizeBytes);
          for (int round = 0; round < ROUNDS; round++) {
            double bare = bareCopy(server, records, format);
            for (int batch : new int[] {1_000, 10_000}) {
              double sink = sink(server, records, format, batch);
              System.out.printf(
                  Locale.ROOT,
                  "%s, %d B: bare COPY %,.0f rows/s; sink with batches of %,d %,.0f rows/s, ratio"
                      + " %.2f%n",
                  format,
                  sizeBytes,
                  bare,
                  batch,
                  sink,
                  sink / bare);
            }
          }
        }
      }
    }
  }

  private List<ConnectRecord> records(int sizeBytes) {
    List<ConnectRecord> records = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      String head =
          "{\"id\":%d,\"user\":\"user-%d\",\"active\":%b,\"text\":\""
              .formatted(i, i % 977, i % 2 == 0);
      String text = head + "x".repeat(Math.max(0, sizeBytes - head.length() - 2)) + "\"}";
      records.add(
          new ConnectRecord(
              new Coordinates("stream", "topic", 0, i, 1_700_000_000_000_000L + i, mix(i)),
              new MessageId(mix(-i), mix(~i)),
              1_700_000_000_000_000L,
              null,
              Headers.empty(),
              Payload.ofBytes(JSON, text.getBytes(StandardCharsets.UTF_8))));
    }
    return records;
  }

  private static long mix(long number) {
    long mixed = number * 0x9E37_79B9_7F4A_7C15L;
    return (mixed ^ (mixed >>> 29)) * 0xBF58_476D_1CE4_E5B9L;
  }

  private PostgresSink started(PostgresServer server, String format) {
    server.execute("DROP TABLE IF EXISTS speed", "CHECKPOINT");
    PostgresSink sink = new PostgresSink();
    sink.configure(
        sink.spec()
            .read(
                Map.of(
                    "connection_string",
                    server.url(),
                    "target_table",
                    "speed",
                    "payload_format",
                    format,
                    "auto_create_table",
                    true))
            .orThrow());
    sink.start(TestConnectorContext.fresh());
    return sink;
  }

  private double sink(
      PostgresServer server, List<ConnectRecord> records, String format, int batchLength)
      throws Exception {
    PostgresSink sink = started(server, format);
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long start = System.nanoTime();
    for (int from = 0; from < rows; from += batchLength) {
      sink.write(
          new SinkBatch(
              "stream", "topic", 0, records.subList(from, Math.min(rows, from + batchLength))));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
    System.out.printf(Locale.ROOT, "CPU of the sink's thread: %.2f µs a row%n", cpu / 1e3 / rows);
    sink.stop();
    assertThat(server.count("SELECT count(*) FROM speed")).isEqualTo(rows);
    return rows / seconds;
  }

  private double bareCopy(PostgresServer server, List<ConnectRecord> records, String format)
      throws Exception {
    started(server, format).stop();
    try (Connection connection = server.connect()) {
      RowLayout layout =
          new RowLayout(
              TargetTable.find(connection, TableName.parse("speed")).orElseThrow(),
              EnumSet.allOf(MetadataColumn.class),
              List.of(RowLayout.PAYLOAD));
      RowEncoder encoder = BinaryRowEncoder.of(layout, JSON);
      List<byte[]> chunks = chunks(encoder, records);
      long start = System.nanoTime();
      CopyIn copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn(
                  "COPY speed (" + layout.columnList() + ") FROM STDIN WITH " + encoder.options());
      for (byte[] chunk : chunks) {
        copy.writeToCopy(chunk, 0, chunk.length);
      }
      copy.endCopy();
      return rows / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static List<byte[]> chunks(RowEncoder encoder, List<ConnectRecord> records) {
    List<byte[]> chunks = new ArrayList<>();
    CopyBuffer buffer = new CopyBuffer();
    encoder.begin(buffer);
    for (ConnectRecord record : records) {
      encoder.row(buffer, record);
      if (buffer.size() >= CHUNK_BYTES) {
        chunks.add(Arrays.copyOf(buffer.bytes(), buffer.size()));
        buffer.truncate(0);
      }
    }
    encoder.end(buffer);
    chunks.add(Arrays.copyOf(buffer.bytes(), buffer.size()));
    return chunks;
  }
}
