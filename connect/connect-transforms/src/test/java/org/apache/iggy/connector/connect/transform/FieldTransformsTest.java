// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTransformsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // add_fields
        "add_fields | {} | {`a`:1} | {`a`:1}",
        "add_fields | {`fields`:[{`key`:`b`,`value`:{`static`:`x`}}]} | {`a`:1} | {`a`:1,`b`:`x`}",
        "add_fields | {`fields`:[{`key`:`a`,`value`:{`static`:[1,{`b`:true}]}}]} | {`a`:1} |"
            + " {`a`:[1,{`b`:true}]}",
        "add_fields | {`fields`:[{`key`:`db.table`,`value`:{`static`:`t`}}]} | {} | {`db.table`:`t`}",
        "add_fields | {`fields`:[{`key`:`$.a.b.c`,`value`:{`static`:1}}]} | {`a`:{`x`:0}} |"
            + " {`a`:{`x`:0,`b`:{`c`:1}}}",
        "add_fields | {`fields`:[{`key`:`$.a[*].b`,`value`:{`static`:1}}]} | {`a`:[{},{`b`:2}]} |"
            + " {`a`:[{`b`:1},{`b`:1}]}",
        "add_fields | {`fields`:[{`key`:`$.a[*].b`,`value`:{`static`:1}}]} | {`x`:1} | {`x`:1}",
        "add_fields | {`enabled`:false,`fields`:[{`key`:`b`,`value`:{`static`:1}}]} | {`a`:1} |"
            + " {`a`:1}",
        // update_fields
        "update_fields | {`fields`:[{`key`:`a`,`value`:{`static`:2}}]} | {`a`:1} | {`a`:2}",
        "update_fields | {`fields`:[{`key`:`b`,`value`:{`static`:2}}]} | {`a`:1} | {`a`:1,`b`:2}",
        "update_fields | {`fields`:[{`key`:`a`,`value`:{`static`:2},`condition`:`key_exists`},"
            + "{`key`:`b`,`value`:{`static`:2},`condition`:`key_exists`}]} | {`a`:null} | {`a`:2}",
        "update_fields | {`fields`:[{`key`:`a`,`value`:{`static`:2},`condition`:`key_not_exists`},"
            + "{`key`:`b`,`value`:{`static`:2},`condition`:`key_not_exists`}]} | {`a`:null} |"
            + " {`a`:null,`b`:2}",
        "update_fields | {`fields`:[{`key`:`$.a.b`,`value`:{`static`:2},`condition`:`key_exists`}]}"
            + " | {`a`:{`b`:1,`c`:1}} | {`a`:{`b`:2,`c`:1}}",
        "update_fields | {`fields`:[{`key`:`$.a.b`,`value`:{`static`:2},`condition`:`key_exists`}]}"
            + " | {`a`:5} | {`a`:5}",
        // delete_fields
        "delete_fields | {`fields`:[`a`,`z`]} | {`a`:1,`b`:2} | {`b`:2}",
        "delete_fields | {`fields`:[`$.a.b`,`$.l[0]`,`$.m[*].x`]} |"
            + " {`a`:{`b`:1,`c`:2},`l`:[1,2],`m`:[{`x`:1,`y`:2},3]} |"
            + " {`a`:{`c`:2},`l`:[2],`m`:[{`y`:2},3]}",
        "delete_fields | {`fields`:[`$['a.b'].c`]} | {`a.b`:{`c`:1},`d`:1} | {`a.b`:{},`d`:1}",
        // unwrap_envelope
        "unwrap_envelope | {`field`:`data`} | {`op`:`c`,`data`:{`id`:1}} | {`id`:1}",
        "unwrap_envelope | {`field`:`data`} | {`op`:`c`} | {`op`:`c`}",
        "unwrap_envelope | {`field`:`data`} | {`data`:null} | null",
        "unwrap_envelope | {`field`:`data`} | {`data`:`x`} | `x`",
        "unwrap_envelope | {`field`:`$.payload.after`} | {`payload`:{`after`:[1]}} | [1]",
        "unwrap_envelope | {`field`:`data`} | [1] | [1]",
      })
  void shouldDoAsWritten(String type, String config, String input, String output) {
    assertThat(TransformRun.apply(type, json(config), json(input))).isEqualTo(json(output));
  }

  private static String json(String text) {
    return text.strip().replace('`', '"');
  }

  @ParameterizedTest
  @CsvSource({
    "date_time, '20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?\\+00:00'",
    "timestamp_nanos, '\\d{19}'",
    "timestamp_micros, '\\d{16}'",
    "timestamp_millis, '\\d{13}'",
    "timestamp_seconds, '\\d{10}'",
    "uuid_v4, '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'",
    "uuid_v7, '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'"
  })
  void shouldComputeAValueForEachMessage(String computed, String form) {
    String config = "{\"fields\":[{\"key\":\"v\",\"value\":{\"computed\":\"" + computed + "\"}}]}";
    ConnectRecord result =
        TransformRun.transform("add_fields", config).apply(TransformRun.json("{}"));

    assertThat(result.payload().fields().get("v").toString()).matches(form);
  }

  @Test
  void shouldNotChangeTheValueItWasGiven() {
    ConnectRecord record = TransformRun.json("{\"a\":{\"b\":1,\"l\":[{\"x\":1}]}}");
    String before = record.payload().value().toString();
    for (String path : List.of("$.a.b", "$.a.n.m", "$.a.l[0].x", "$.a.l[*].y", "a")) {
      String field = "{\"fields\":[{\"key\":\"" + path + "\",\"value\":{\"static\":9}}]}";
      TransformRun.transform("add_fields", field).apply(record);
      TransformRun.transform("update_fields", field).apply(record);
      TransformRun.transform("delete_fields", "{\"fields\":[\"" + path + "\"]}").apply(record);
    }
    TransformRun.transform("filter_fields", "{\"keep_fields\":[\"$.a.b\"]}").apply(record);
    TransformRun.transform("filter_fields", "{\"object\":\"$.a\",\"keep_fields\":[\"b\"]}")
        .apply(record);

    assertThat(record.payload().value()).hasToString(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"add_fields", "update_fields", "delete_fields", "filter_fields"})
  void shouldLetPayloadsWithoutFieldsGoOnAsTheyAre(String type) {
    String config =
        switch (type) {
          case "delete_fields" -> "{\"fields\":[\"a\"]}";
          case "filter_fields" -> "{\"keep_fields\":[\"a\"]}";
          default -> "{\"fields\":[{\"key\":\"a\",\"value\":{\"static\":1}}]}";
        };
    for (ConnectRecord record :
        List.of(
            TransformRun.json("[1]"),
            TransformRun.record(Schema.RAW, new byte[] {1}),
            TransformRun.record(Schema.TEXT, "x".getBytes(UTF_8)))) {
      assertThat(TransformRun.transform(type, config).apply(record)).isSameAs(record);
    }
    assertThatThrownBy(
            () -> TransformRun.transform(type, config).apply(TransformRun.json("{\"a\":")))
        .isInstanceOf(CodecException.class);
  }

  @Test
  void shouldSayWhichFieldHasNoPlace() {
    assertThatThrownBy(
            () ->
                TransformRun.apply(
                    "add_fields",
                    "{\"fields\":[{\"key\":\"$.a.b\",\"value\":{\"static\":1}}]}",
                    "{\"a\":5}"))
        .isInstanceOfSatisfying(
            ConnectException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.PERMANENT))
        .hasMessageContaining("$.a.b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "add_fields | {`fields`:[{`key`:`a`}]} | fields[0].value is required",
        "add_fields | {`fields`:[{`key`:`a`,`value`:{}}]} | fields[0].value must have either",
        "add_fields | {`fields`:[{`key`:`a`,`value`:{`static`:1,`computed`:`uuid_v4`}}]} | either",
        "add_fields | {`fields`:[{`key`:`a`,`value`:{`computed`:`uuid_v5`}}]} | must be one of",
        "add_fields | {`fields`:[{`key`:`$.`,`value`:{`static`:1}}]} | fields[0].key must be a name",
        "delete_fields | {`fields`:[`$.a[x]`]} | fields must be a name",
        "filter_fields | {`patterns`:[{}]} | patterns[0] must have key_pattern",
        "filter_fields | {`patterns`:[{`key_pattern`:{`regex`:`(`}}]} | patterns[0].key_pattern.regex",
        "filter_fields | {`patterns`:[{`value_pattern`:`is_nul`}]} | patterns[0].value_pattern must",
        "filter_fields | {`patterns`:[{`value_pattern`:{`between`:[1]}}]} | between must be a list",
        "filter_fields | {`keep_fields`:[`$.a[0]`]} | keep_fields must have paths of names",
        "unwrap_envelope | {} | field is required",
        "unwrap_envelope | {`field`:``} | field must not be empty",
        "drop | {} | predicate is required",
        "drop | {`predicate`:{}} | predicate must have at least one of",
        "drop | {`predicate`:{`value`:`is_null`}} | predicate.value needs either field or header",
        "drop | {`predicate`:{`fields`:`a`}} | predicate.fields is unknown; did you mean field?",
      })
  void shouldNameTheKeyThatIsWrong(String type, String config, String message) {
    assertThatThrownBy(() -> TransformRun.transform(type, json(config)))
        .isInstanceOfSatisfying(
            ConnectException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessageContaining(message.strip());
  }

  @Test
  void shouldGiveTimeOrderedUuidsInOrder() {
    String config = "{\"fields\":[{\"key\":\"v\",\"value\":{\"computed\":\"uuid_v7\"}}]}";
    var transform = TransformRun.transform("add_fields", config);
    String last = "";
    for (int i = 0; i < 10_000; i++) {
      Map<String, Object> fields = transform.apply(TransformRun.json("{}")).payload().fields();
      String next = (String) fields.get("v");
      assertThat(next).isGreaterThan(last);
      last = next;
    }
  }
}
