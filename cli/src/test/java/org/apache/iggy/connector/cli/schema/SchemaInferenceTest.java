// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.cli.schema.InferredColumn.Role;
import org.apache.pinot.segment.local.utils.SchemaUtils;
import org.apache.pinot.spi.data.FieldSpec.DataType;
import org.apache.pinot.sql.parsers.CalciteSqlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaInferenceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String USER_EVENT =
      "{'userId':'u1','eventType':'page_view','deviceId':'d1','duration':1500,'count':1,"
          + "'timestamp':1701234567890}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1                           | INT         | false",
        "3000000000                  | LONG        | false",
        "12345678901234567890        | DOUBLE      | false",
        "1.5                         | DOUBLE      | false",
        "true                        | BOOLEAN     | false",
        "'''x'''                     | STRING      | false",
        "null                        | STRING      | false",
        "{'a':1}                     | JSON        | false",
        "[{'a':1}]                   | JSON        | false",
        "[[1]]                       | JSON        | false",
        "'''{\\''a\\'':1}'''         | JSON        | false",
        "'''{not json'''             | STRING      | false",
        "[1,2]                       | INT         | true",
        "['a']                       | STRING      | true",
        "[]                          | STRING      | true"
      })
  void shouldFindTheTypeOfAValue(String value, DataType type, boolean multiValue) {
    InferredColumn column = column("v", true, "{'v':" + value + "}");

    assertThat(column.dataType()).isEqualTo(type);
    assertThat(column.multiValue()).isEqualTo(multiValue);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1     | 3000000000 | LONG",
        "1     | 1.5        | DOUBLE",
        "1     | 'x'        | STRING",
        "1     | true       | STRING",
        "true  | false      | BOOLEAN",
        "'x'   | {'a':1}    | JSON",
        "1     | [2.5]      | DOUBLE"
      },
      quoteCharacter = '"')
  void shouldFindATypeThatHoldsBothValues(String first, String second, DataType type) {
    assertThat(column("v", true, "{'v':" + first + "}", "{'v':" + second + "}").dataType())
        .isEqualTo(type);
  }

  @Test
  void shouldLeaveRoomForLargerIntegersWhenMoreEventsMayFollow() {
    assertThat(column("v", false, "{'v':1}").dataType()).isEqualTo(DataType.LONG);
  }

  @Test
  void shouldTellMeasuresFromWhatClassifies() {
    String event = "{'duration':12,'price':1.5,'flightNum':7,'userId':9,'cancelled':0,'Year':2014}";

    assertThat(column("duration", true, event).role()).isEqualTo(Role.METRIC);
    assertThat(column("price", true, event).role()).isEqualTo(Role.METRIC);
    assertThat(column("flightNum", true, event).role()).isEqualTo(Role.DIMENSION);
    assertThat(column("userId", true, event).role()).isEqualTo(Role.DIMENSION);
    assertThat(column("cancelled", true, event).role()).isEqualTo(Role.DIMENSION);
    assertThat(column("Year", true, event).role()).isEqualTo(Role.DIMENSION);
  }

  @Test
  void shouldMarkWhatSomeEventsLackAsNullable() {
    String[] events = {"{'a':1,'b':1,'c':1}", "{'a':2,'b':null}"};

    assertThat(column("a", true, events).nullable()).isFalse();
    assertThat(column("b", true, events).nullable()).isTrue();
    assertThat(column("c", true, events).nullable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'n':7,'timestamp':1701234567890}                        | timestamp      | EPOCH_MILLIS",
        "{'ts':1701234567,'n':1}                                  | ts             | EPOCH_SECONDS",
        "{'t_micros':1701234567890123,'n':1}                      | t_micros       | EPOCH_MICROS",
        "{'event_time':1701234567890123456}                       | event_time     | EPOCH_NANOS",
        "{'DaysSinceEpoch':16071,'n':1}                           | DaysSinceEpoch | EPOCH_DAYS",
        "{'created_at':'2018-01-01T11:00:00Z','n':1}              | created_at     | ISO",
        "{'updatedAt':'2018-01-01','createdAt':'2018-01-01 10:00:00.5'} | createdAt | ISO",
        "{'when':'2018-01-01T11:00:00.123456+02:00','n':1}        | when           | ISO"
      })
  void shouldGuessTheTimeColumn(String event, String name, TimeFormat format) {
    InferredColumn time = table(false, event).timeColumn();

    assertThat(time.name()).isEqualTo(name);
    assertThat(time.timeFormat()).contains(format);
    assertThat(time.dataType()).isEqualTo(format.dataType());
  }

  @Test
  void shouldTakeTheTimeColumnThatIsAskedFor() {
    SchemaInference inference =
        observe("{'timestamp':1701234567890,'seenAt':'2018-01-01T11:00:00Z'}");
    List<InferredColumn> columns = inference.columns(Optional.of("seenAt"), false);

    assertThat(new PinotTable("t", columns).timeColumn().name()).isEqualTo("seenAt");
  }

  @Test
  void shouldRefuseATimeColumnThatIsNone() {
    SchemaInference inference = observe("{'name':'x','size':12}");

    assertThatThrownBy(() -> inference.columns(Optional.of("size"), false))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("--time-column size: its values are not times");
    assertThatThrownBy(() -> inference.columns(Optional.of("siez"), false))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("--time-column siez: no such field; the events have [name, size]");
  }

  @Test
  void shouldTakeTheTimeOfArrivalWhenEventsHaveNone() {
    PinotTable table = table(false, "{'size':1400000000,'name':'2018'}");

    assertThat(table.timeColumn().name()).isEqualTo(SchemaInference.ARRIVAL_TIME_COLUMN);
    assertThat(
            table
                .tableConfigJson(Map.of())
                .at("/ingestionConfig/transformConfigs/0/transformFunction")
                .textValue())
        .isEqualTo("\"__metadata$recordTimestamp\"");
  }

  @Test
  void shouldRenameFieldsThatPinotCannotHaveAsColumns() {
    PinotTable table =
        table(false, "{'user name':'x','$id':1,'Id':2,'id':3,'':4,'__key':5,'größe':6,'a.b':7}");

    assertThat(table.columns().stream().map(InferredColumn::name))
        .containsExactly(
            "user_name", "_id", "Id", "id_2", "field", "_key", "größe", "a_b", "arrivalTime");
    assertThat(table.tableConfigJson(Map.of()).at("/ingestionConfig/transformConfigs/0").toString())
        .isEqualTo("{\"columnName\":\"user_name\",\"transformFunction\":\"\\\"user name\\\"\"}");
  }

  @Test
  void shouldLetPinotKeepLongTextsWhole() {
    PinotTable table = table(false, "{'text':'" + "x".repeat(600) + "','short':'x'}");

    assertThat(table.schema().getFieldSpecFor("text").getEffectiveMaxLength())
        .isGreaterThan(1 << 20);
    assertThat(table.schema().getFieldSpecFor("short").getEffectiveMaxLength()).isEqualTo(512);
  }

  @Test
  void shouldRefuseEventsWithoutAField() {
    assertThatThrownBy(() -> new SchemaInference().columns(Optional.empty(), true))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("no event has a field");
  }

  @Test
  void shouldWriteASchemaAndAConfigThatPinotsControllerAccepts() {
    PinotTable table =
        table(true, USER_EVENT, "{'tags':['a'],'nested':{'a':[1]},'user name':'x','price':1.5}");
    Map<String, String> streamConfigs =
        new IggyStreamConfigs("localhost", 8090, "s", "t", "events", false, 1, Map.of()).toMap();

    SchemaUtils.validate(table.schema(), List.of(table.tableConfig(streamConfigs)), true);
  }

  @Test
  void shouldLeaveNoOffsetOnTheServerWhenTheTableGoesWithItsProcess() {
    IggyStreamConfigs configs =
        new IggyStreamConfigs("localhost", 8090, "s", "t", "events", false, 1, Map.of());

    assertThat(configs.toTransientMap()).containsEntry("stream.iggy.offset.store", "none");
    assertThat(configs.toMap()).doesNotContainKey("stream.iggy.offset.store");
  }

  @Test
  void shouldWriteExampleQueriesThatPinotParses() {
    List<ExampleQuery> examples = ExampleQueries.of(table(true, USER_EVENT));

    assertThat(examples).hasSizeGreaterThanOrEqualTo(6);
    assertThat(examples.get(1).sql()).contains("ORDER BY \"timestamp\" DESC");
    assertThat(examples.get(2).sql()).contains("GROUP BY eventType");
    examples.forEach(example -> CalciteSqlParser.compileToPinotQuery(example.sql()));
  }

  private static InferredColumn column(String name, boolean complete, String... events) {
    return table(complete, events).columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static PinotTable table(boolean complete, String... events) {
    return new PinotTable("events", observe(events).columns(Optional.empty(), complete));
  }

  /** Takes JSON with single quotes, which read better in Java. */
  private static SchemaInference observe(String... events) {
    SchemaInference inference = new SchemaInference();
    for (String event : events) {
      inference.observe(parse(event));
    }
    return inference;
  }

  private static ObjectNode parse(String event) {
    String json = event.replace("\\'", "\\\"").replace('\'', '"');
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
