// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import static org.apache.iggy.connector.connect.postgres.sink.SinkTrial.json;
import static org.apache.iggy.connector.connect.postgres.sink.SinkTrial.jsons;
import static org.apache.iggy.connector.connect.postgres.sink.SinkTrial.record;
import static org.apache.iggy.connector.connect.postgres.sink.SinkTrial.records;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.Schema;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as rows with their payload in one column. */
class PayloadTableTest {
  private static final String UPSTREAM =
      "id DECIMAL(39, 0) PRIMARY KEY, iggy_offset BIGINT, iggy_timestamp TIMESTAMP WITH TIME ZONE,"
          + " iggy_stream TEXT, iggy_topic TEXT, iggy_partition_id INTEGER, iggy_checksum BIGINT,"
          + " iggy_origin_timestamp TIMESTAMP WITH TIME ZONE, payload BYTEA,"
          + " created_at TIMESTAMP WITH TIME ZONE DEFAULT NOW()";

  private final TestTable table = new TestTable();

  private List<List<Object>> columns() {
    return table.query(
        "SELECT attname::text, format_type(atttypid, atttypmod) FROM pg_attribute"
            + " WHERE attrelid = '{t}'::regclass AND attnum > 0 ORDER BY attnum");
  }

  @Test
  void shouldCreateUpstreamsTableWithWhereMessagesLieAsItsKey() {
    try (SinkTrial sink = SinkTrial.started(table, "auto_create_table", true)) {
      assertThat(columns())
          .containsExactly(
              List.of("id", "numeric(39,0)"),
              List.of("iggy_offset", "bigint"),
              List.of("iggy_timestamp", "timestamp with time zone"),
              List.of("iggy_stream", "text"),
              List.of("iggy_topic", "text"),
              List.of("iggy_partition_id", "integer"),
              List.of("iggy_checksum", "bigint"),
              List.of("iggy_origin_timestamp", "timestamp with time zone"),
              List.of("payload", "bytea"),
              List.of("created_at", "timestamp with time zone"));
      assertThat(
              table.query(
                  "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
                      + " WHERE conrelid = '{t}'::regclass AND contype = 'p'"))
          .containsExactly(
              List.of(
                  "PRIMARY KEY (iggy_partition_id, iggy_offset, iggy_topic, iggy_stream,"
                      + " iggy_checksum)"));
      assertThat(sink.warnings()).isEmpty();
    }
  }

  @Test
  void shouldWriteEachColumn() {
    MessageId id = new MessageId(0x0123_4567_89AB_CDEFL, 0xFEDC_BA98_7654_3210L);
    try (SinkTrial sink = SinkTrial.started(table, "auto_create_table", true)) {
      sink.write(record(41, -5, id, Payload.raw(new byte[] {0, 1, -1})));
    }
    assertThat(
            table.query(
                "SELECT id, iggy_offset, extract(epoch FROM iggy_timestamp) * 1000000, iggy_stream,"
                    + " iggy_topic, iggy_partition_id, iggy_checksum,"
                    + " extract(epoch FROM iggy_origin_timestamp), encode(payload, 'hex'),"
                    + " created_at > now() - interval '1 hour' FROM {t}"))
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .usingElementComparator(PayloadTableTest::compareNumbers)
        .containsExactly(
            new BigDecimal(id.toBigInteger()),
            41L,
            new BigDecimal("1700000000000041"),
            "shop",
            "orders",
            2,
            -5L,
            new BigDecimal("1600000000"),
            "0001ff",
            true);
  }

  private static int compareNumbers(Object left, Object right) {
    return left instanceof BigDecimal a && right instanceof BigDecimal b
        ? a.compareTo(b)
        : left.equals(right) ? 0 : 1;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "1",
        "9999",
        "10000",
        "99999999",
        "100000000",
        "10000000000000000",
        "18446744073709551615",
        "18446744073709551616",
        "340282366920938463463374607431768211455",
        "100000000000000000000000000000000000000"
      })
  void shouldWriteIdsToTheLastDigit(String digits) {
    BigInteger number = new BigInteger(digits);
    MessageId id = new MessageId(number.shiftRight(64).longValue(), number.longValue());
    try (SinkTrial sink = SinkTrial.started(table, "auto_create_table", true)) {
      sink.write(record(1, 1, id, Payload.text("x")));
    }
    assertThat(table.query("SELECT id::text FROM {t}")).containsExactly(List.of(digits));
  }

  @Test
  void shouldLeaveOutWhatIsNotWanted() {
    try (SinkTrial sink =
        SinkTrial.started(
            table,
            "auto_create_table",
            true,
            "include_metadata",
            false,
            "include_checksum",
            false,
            "include_origin_timestamp",
            false)) {
      sink.write(jsons(0, "1", "2"));
      sink.write(jsons(0, "1", "2"));
    }
    assertThat(columns().stream().map(column -> column.get(0)))
        .containsExactly(
            "id",
            "iggy_offset",
            "iggy_stream",
            "iggy_topic",
            "iggy_partition_id",
            "payload",
            "created_at");
    assertThat(table.count()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "bytea, bytea",
    "raw, bytea",
    "json, jsonb",
    "JSONB, jsonb",
    "text, text",
  })
  void shouldStoreJsonInEachFormat(String format, String type) {
    try (SinkTrial sink =
        SinkTrial.started(table, "auto_create_table", true, "payload_format", format)) {
      sink.write(jsons(0, "{\"a\":[1,{\"b\":\"ü\\\"\"}]}"));
    }
    String text = type.equals("bytea") ? "convert_from(payload, 'UTF8')" : "payload::text";
    assertThat(table.query("SELECT " + text + "::jsonb->'a'->1->>'b' FROM {t}"))
        .containsExactly(List.of("ü\""));
    assertThat(table.query("SELECT pg_typeof(payload)::text FROM {t}"))
        .containsExactly(List.of(type));
  }

  @Test
  void shouldStoreBinaryPayloadsAsTheyAre() {
    byte[] payload = new byte[256];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) i;
    }
    try (SinkTrial sink = SinkTrial.started(table, "auto_create_table", true)) {
      sink.write(record(0, Payload.raw(payload)), record(1, Payload.raw(new byte[0])));
    }
    assertThat(table.query("SELECT payload FROM {t} ORDER BY iggy_offset"))
        .usingRecursiveComparison()
        .isEqualTo(List.of(List.of(payload), List.of(new byte[0])));
  }

  @Test
  void shouldStoreValuesOfOtherFormatsAsJson() {
    Payload avro = Payload.ofValue(new AvroStandIn(), Map.of("city", "Köln"));
    try (SinkTrial sink =
        SinkTrial.started(table, "auto_create_table", true, "payload_format", "jsonb")) {
      sink.write(record(0, avro));
    }
    assertThat(table.query("SELECT payload->>'city' FROM {t}")).containsExactly(List.of("Köln"));
  }

  /** Has the name of Avro; what its bytes are does not matter here. */
  private static final class AvroStandIn implements Codec {
    @Override
    public Schema schema() {
      return Schema.AVRO;
    }

    @Override
    public Object decode(byte[] payload) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] encode(Object value) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void shouldWriteToTheTypesThatAnExistingTableHas() {
    table.create(
        "id TEXT, iggy_offset NUMERIC, iggy_timestamp TIMESTAMP, iggy_stream VARCHAR(20),"
            + " iggy_topic TEXT, iggy_partition_id BIGINT, iggy_checksum NUMERIC,"
            + " iggy_origin_timestamp BIGINT, payload JSON,"
            + " UNIQUE (iggy_stream, iggy_topic, iggy_partition_id, iggy_offset)");
    try (SinkTrial sink = SinkTrial.started(table)) {
      sink.write(record(7, -1, new MessageId(1, 0), json("[ 1 ]")));
      sink.write(record(7, -1, new MessageId(1, 0), json("[ 1 ]")));
      assertThat(sink.warnings()).isEmpty();
    }
    assertThat(
            table.query(
                "SELECT id, iggy_offset::text, iggy_timestamp::text, iggy_partition_id,"
                    + " iggy_checksum::text, iggy_origin_timestamp, payload::text FROM {t}"))
        .containsExactly(
            List.of(
                "18446744073709551616",
                "7",
                "2023-11-14 22:13:20.000007",
                2L,
                "18446744073709551615",
                1_600_000_000_000_000L,
                "[ 1 ]"));
  }

  @Test
  void shouldNameAColumnOfATypeThatItCannotWrite() {
    table.create(UPSTREAM.replace("payload BYTEA", "payload INET"));
    try (SinkTrial sink = new SinkTrial(table)) {
      assertThat(sink.failureOfStart())
          .hasMessageContaining("column payload")
          .hasMessageContaining("inet")
          .extracting("category")
          .isEqualTo(ErrorCategory.CONFIGURATION);
    }
  }

  @Test
  void shouldUseAnExistingTableOfUpstreamAndWarnOfItsKey() {
    table.create(UPSTREAM);
    try (SinkTrial sink = SinkTrial.started(table, "auto_create_table", true)) {
      assertThat(sink.warnings())
          .singleElement()
          .asString()
          .contains("message id", "CREATE UNIQUE INDEX");
      sink.write(jsons(1, "1", "2", "3"));
      // What comes twice is left out; another message with the id is no duplicate.
      ConnectRecord other = record(9, 9, new MessageId(0, 2), json("9"));
      List<ConnectRecord> again = List.of(jsons(2, "2").get(0), other, jsons(4, "4").get(0));
      assertThat(sink.rejectedOf(again)).containsOnlyKeys(1);
      assertThat(sink.rejectedOf(again).get(1)).contains("another message has its id");
    }
    assertThat(table.query("SELECT iggy_offset FROM {t} ORDER BY 1"))
        .containsExactly(List.of(1L), List.of(2L), List.of(3L), List.of(4L));
  }

  @Test
  void shouldRejectTheSecondOfTwoMessagesOfOneIdInABatch() {
    table.create(UPSTREAM);
    try (SinkTrial sink = SinkTrial.started(table)) {
      assertThat(
              sink.rejectedOf(
                  List.of(
                      record(0, 1, MessageId.NONE, json("1")),
                      record(1, 2, MessageId.NONE, json("2")))))
          .containsOnlyKeys(1);
    }
    assertThat(table.count()).isEqualTo(1);
  }

  @Test
  void shouldWarnWhenATableHasNoKey() {
    table.create(UPSTREAM.replace(" PRIMARY KEY", ""));
    try (SinkTrial sink = SinkTrial.started(table)) {
      assertThat(sink.warnings()).singleElement().asString().contains("written twice");
      sink.write(jsons(0, "1")).write(jsons(0, "1"));
    }
    assertThat(table.count()).isEqualTo(2);
  }

  @Test
  void shouldKeepBothMessagesOfAnOffsetAndTellOfIt() {
    try (SinkTrial sink = SinkTrial.started(table, "auto_create_table", true)) {
      sink.write(jsons(0, "0", "1", "2"));
    }
    try (SinkTrial sink = SinkTrial.started(table)) {
      List<ConnectRecord> others =
          List.of(
              jsons(1, "1").get(0),
              record(2, 99, new MessageId(0, 2), json("\"other\"")),
              jsons(3, "3").get(0));
      sink.write(others);
      assertThat(sink.warnings())
          .singleElement()
          .asString()
          .contains("offsets twice", "1 messages from shop/orders/2@2", "both are kept");
      sink.write(others);
    }
    assertThat(
            table.query("SELECT iggy_offset, convert_from(payload, 'UTF8') FROM {t} ORDER BY 1, 2"))
        .containsExactly(
            List.of(0L, "0"),
            List.of(1L, "1"),
            List.of(2L, "\"other\""),
            List.of(2L, "2"),
            List.of(3L, "3"));
  }

  @Test
  void shouldRejectTheSecondMessageOfAnOffsetWhereTheKeyHasNoRoom() {
    try (SinkTrial sink =
        SinkTrial.started(table, "auto_create_table", true, "include_checksum", false)) {
      sink.write(jsons(0, "0", "1"));
      assertThat(
              sink.rejectedOf(
                  List.of(
                      jsons(0, "0").get(0),
                      record(1, 99, new MessageId(0, 77), json("1")),
                      jsons(2, "2").get(0))))
          .containsOnlyKeys(1);
      assertThat(sink.warnings()).singleElement().asString().contains("the later is rejected");
    }
    assertThat(table.count()).isEqualTo(3);
  }

  @Test
  void shouldWriteABatchAgainThatAnotherTaskWroteMeanwhile() {
    try (SinkTrial first = SinkTrial.started(table, "auto_create_table", true);
        SinkTrial second = SinkTrial.started(table)) {
      first.write(jsons(0, "0"));
      second.write(jsons(1, "1", "2"));
      first.write(jsons(1, "1", "2", "3"));
    }
    assertThat(table.count()).isEqualTo(4);
  }

  @Test
  void shouldRejectWhatIsNoJsonAndWriteItsNeighbours() {
    try (SinkTrial sink =
        SinkTrial.started(table, "auto_create_table", true, "payload_format", "json")) {
      List<ConnectRecord> records =
          records(0, 1_000, i -> json(i % 333 == 5 ? "{broken secret" : "{\"n\":" + i + "}"));
      Map<Integer, String> rejected = sink.rejectedOf(records);

      assertThat(rejected).containsOnlyKeys(5, 338, 671);
      assertThat(rejected.get(5)).contains("22P02").doesNotContain("secret");
    }
    assertThat(table.count()).isEqualTo(997);
  }

  @Test
  void shouldRejectWhatChecksAndOtherKeysForbid() {
    table.create(
        UPSTREAM.replace("DECIMAL(39, 0) PRIMARY KEY", "DECIMAL(39, 0) CHECK (id <> 3)")
            + ", PRIMARY KEY (iggy_partition_id, iggy_offset, iggy_topic, iggy_stream, iggy_checksum),"
            + " UNIQUE (payload) DEFERRABLE INITIALLY DEFERRED");
    try (SinkTrial sink = SinkTrial.started(table)) {
      Map<Integer, String> rejected = sink.rejectedOf(jsons(1, "10", "11", "12", "10", "13"));

      assertThat(rejected).containsOnlyKeys(2, 3);
      assertThat(rejected.get(2)).contains("23514");
      assertThat(rejected.get(3)).contains("23505");
    }
    assertThat(table.count()).isEqualTo(3);
  }

  @Test
  void shouldWriteATimeThatNoCalendarHasAsNull() {
    try (SinkTrial sink = SinkTrial.started(table, "auto_create_table", true)) {
      sink.write(record(0, json("1")).withOriginTimestampMicros(-1));
      sink.write(record(1, json("1")).withOriginTimestampMicros(Long.MAX_VALUE));
    }
    assertThat(table.query("SELECT iggy_origin_timestamp IS NULL FROM {t} ORDER BY iggy_offset"))
        .containsExactly(List.of(true), List.of(false));
  }

  @Test
  void shouldTellSchemaFromTable() {
    table.execute("CREATE SCHEMA \"{t} s\"");
    try (SinkTrial sink =
        new SinkTrial(
                table,
                "auto_create_table",
                true,
                "target_table",
                "{t} s.Order \"5\"".replace("{t}", table.name()))
            .start()) {
      sink.write(jsons(0, "1"));
    }
    assertThat(table.query("SELECT count(*) FROM \"{t} s\".\"Order \"\"5\"\"\""))
        .containsExactly(List.of(1L));
  }

  @Test
  void shouldCreateTheTableOnceForTasksThatStartTogether() throws InterruptedException {
    List<Thread> tasks =
        IntStream.range(0, 6)
            .mapToObj(
                task ->
                    new Thread(
                        () -> {
                          try (SinkTrial sink =
                              SinkTrial.started(table, "auto_create_table", true)) {
                            sink.write(jsons(task, "1"));
                          }
                        }))
            .toList();
    tasks.forEach(Thread::start);
    for (Thread task : tasks) {
      task.join();
    }
    assertThat(table.count()).isEqualTo(6);
  }
}
