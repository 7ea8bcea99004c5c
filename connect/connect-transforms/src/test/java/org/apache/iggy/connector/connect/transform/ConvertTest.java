// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.format.CodecFactory;
import org.apache.iggy.connector.connect.format.FormatKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvertTest {
  private static final String AVRO =
      "{\"type\":\"record\",\"name\":\"U\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"}]}";

  @TempDir private Path folder;
  private String proto;

  @BeforeEach
  void writeSchema() throws IOException {
    proto =
        Files.writeString(
                folder.resolve("user.proto"),
                "syntax = \"proto3\"; package a; message User { int64 user_id = 1;"
                    + " repeated uint64 big = 2; double d = 3; map<string, int64> m = 4; }")
            .toString();
  }

  private Map<String, Object> protoConfig(Object... more) {
    Map<String, Object> config = new HashMap<>(Map.of("schema_path", proto));
    for (int i = 0; i < more.length; i += 2) {
      config.put((String) more[i], more[i + 1]);
    }
    return config;
  }

  private static String text(ConnectRecord record) {
    return new String(record.payload().bytes(), UTF_8);
  }

  private ConnectRecord message(String json) {
    Map<String, Object> config = protoConfig("source_format", "json", "target_format", "proto");
    return TransformRun.transform("proto_convert", config).apply(TransformRun.json(json));
  }

  @Test
  void shouldWriteNumbersOf64BitsAsTextWhereMessagesGoToJson() {
    ConnectRecord message =
        message("{\"user_id\":7,\"big\":[\"18446744073709551615\"],\"d\":\"NaN\",\"m\":{\"a\":1}}");
    assertThat(message.payload().schema()).isEqualTo(Schema.PROTO);

    ConnectRecord json = TransformRun.transform("proto_convert", protoConfig()).apply(message);

    assertThat(json.payload().schema()).isEqualTo(Schema.JSON);
    assertThat(text(json))
        .isEqualTo(
            "{\"user_id\":\"7\",\"big\":[\"18446744073709551615\"],\"d\":\"NaN\","
                + "\"m\":{\"a\":\"1\"}}");
  }

  @Test
  void shouldGiveTheSameJsonOfAMessageThatWasChangedBefore() {
    Map<String, Object> stream = Map.of("proto_schema_path", proto);
    Payload payload =
        Payload.ofBytes(
            CodecFactory.create(
                Schema.PROTO, ConfigSpec.of(FormatKeys.all()).read(stream).orThrow()),
            message("{\"user_id\":7}").payload().bytes());
    ConnectRecord changed =
        TransformRun.transform(
                "add_fields", "{\"fields\":[{\"key\":\"x\",\"value\":{\"static\":1}}]}")
            .apply(ConnectRecord.of(payload));

    assertThat(text(TransformRun.transform("proto_convert", Map.of()).apply(changed)))
        .isEqualTo("{\"user_id\":\"7\",\"x\":1}");
  }

  @Test
  void shouldRenameFieldsAndCallThemAsJsonDoes() {
    ConnectRecord message = message("{\"user_id\":7}");

    assertThat(
            text(
                TransformRun.transform(
                        "proto_convert", protoConfig("field_mappings", Map.of("user_id", "id")))
                    .apply(message)))
        .isEqualTo("{\"id\":\"7\"}");
    byte[] bytes = message.payload().bytes();
    assertThat(
            text(
                TransformRun.transform("proto_convert", protoConfig("json_names", true))
                    .apply(TransformRun.record(Schema.RAW, bytes))))
        .isEqualTo("{\"userId\":\"7\"}");
  }

  @Test
  void shouldAddMetadataAndLinesWhenAsked() {
    Map<String, Object> config =
        protoConfig(
            "conversion_options",
            Map.of("include_metadata", true, "pretty_json", true),
            "message_type",
            "a.User");

    assertThat(
            text(TransformRun.transform("proto_convert", config).apply(message("{\"user_id\":7}"))))
        .matches(
            "(?s)\\{\\s+\"data\" : \\{\\s+\"user_id\" : \"7\"\\s+},\\s+\"metadata\" : \\{\\s+"
                + "\"converted_from\" : \"protobuf\",\\s+\"timestamp\" : \\d+,\\s+"
                + "\"message_type\" : \"a.User\"\\s+}\\s+}");
  }

  @Test
  void shouldRefuseUnknownFieldsInStrictMode() {
    Map<String, Object> config =
        protoConfig(
            "source_format",
            "json",
            "target_format",
            "proto",
            "conversion_options",
            Map.of("strict_mode", true));
    ConnectRecord record =
        TransformRun.transform("proto_convert", config).apply(TransformRun.json("{\"x\":1}"));

    assertThatThrownBy(() -> record.payload().bytes())
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("there is no field x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "json | json | {'a':1} | {'a':1}",
        "json | text | {'a':1} | {'a':1}",
        "json | raw | {'a': 1} | {'a': 1}",
        "text | json | {'a': 1} | {'a':1}",
        "raw | json | {'a': 1} | {'a':1}",
        "raw | text | é | é",
        "text | raw | é | é",
      })
  void shouldConvertWithoutASchema(String source, String target, String input, String output) {
    for (String type : new String[] {"convert", "avro_convert", "proto_convert"}) {
      ConnectRecord result =
          TransformRun.transform(type, Map.of("source_format", source, "target_format", target))
              .apply(
                  TransformRun.record(
                      Schema.named(source).orElseThrow(),
                      input.strip().replace('\'', '"').getBytes(UTF_8)));

      assertThat(result.payload().schema().configName()).isEqualTo(target);
      assertThat(text(result)).isEqualTo(output.strip().replace('\'', '"'));
    }
  }

  @Test
  void shouldConvertAvroByItsOwnSchemaOrTheStreams() {
    byte[] seven = {14};
    Map<String, Object> own = Map.of("schema_json", AVRO);
    assertThat(
            text(
                TransformRun.transform("avro_convert", own)
                    .apply(TransformRun.record(Schema.AVRO, seven))))
        .isEqualTo("{\"id\":7}");
    assertThat(
            text(
                TransformRun.transform("avro_convert", own)
                    .apply(TransformRun.record(Schema.RAW, seven))))
        .isEqualTo("{\"id\":7}");
    Payload streams =
        Payload.ofBytes(
            CodecFactory.create(
                Schema.AVRO,
                ConfigSpec.of(FormatKeys.all()).read(Map.of("avro_schema_json", AVRO)).orThrow()),
            seven);
    assertThat(
            text(
                TransformRun.transform("convert", Map.of("target_format", "json"))
                    .apply(ConnectRecord.of(streams))))
        .isEqualTo("{\"id\":7}");
    assertThat(
            text(
                TransformRun.transform("avro_convert", Map.of("target_format", "text"))
                    .apply(TransformRun.record(Schema.AVRO, seven))))
        .isEqualTo("Dg==");
  }

  @Test
  void shouldNameTheKeyThatIsWrong() {
    assertThatThrownBy(
            () -> TransformRun.transform("avro_convert", Map.of("target_format", "proto")))
        .isInstanceOfSatisfying(
            ConnectException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessageContaining("target_format must be one of");
    assertThatThrownBy(
            () -> TransformRun.transform("avro_convert", Map.of("target_format", "avor")))
        .hasMessageContaining("target_format must be one of");
    assertThatThrownBy(
            () ->
                TransformRun.transform(
                    "avro_convert", Map.of("source_format", "json", "target_format", "avro")))
        .hasMessageContaining("schema_path is required");
    assertThatThrownBy(
            () -> TransformRun.transform("proto_convert", Map.of("schema_path", "none.proto")))
        .hasMessageContaining("schema_path");
    assertThatThrownBy(
            () ->
                TransformRun.transform("avro_convert", Map.of("schema_json", AVRO))
                    .apply(TransformRun.json("{}")))
        .isInstanceOfSatisfying(
            ConnectException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.PERMANENT))
        .hasMessageContaining("the payload is json, but source_format says avro");
  }
}
