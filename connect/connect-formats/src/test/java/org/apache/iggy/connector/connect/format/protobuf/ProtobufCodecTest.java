// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.format.Fuzz;
import org.apache.iggy.connector.connect.format.json.JsonCodec;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtobufCodecTest {
  /** Each line is a message; the library's mapping is the judge of ours. */
  private static final List<String> MESSAGES =
      List.of(
          "{}",
          "{'a_int32':-5,'a_sint32':-6,'a_uint32':4000000000,'a_fixed32':4000000001,'a_sfixed32':-7}",
          "{'a_int64':'-9223372036854775808','a_sint64':'-1','a_uint64':'18446744073709551615',"
              + "'a_fixed64':'9223372036854775808','a_sfixed64':'9'}",
          "{'a_float':1.1,'a_double':-2.5e-300,'a_bool':true,'a_string':'é','a_bytes':'AQL/'}",
          "{'a_float':'NaN','a_double':'-Infinity'}",
          "{'kind':'ADMIN','kinds':['ADMIN','UNKNOWN',7]}",
          "{'numbers':[1,0,-1],'unpacked':[3,4],'texts':['','x']}",
          "{'counts':{'a':'1','':'-2'},'by_truth':{'true':'t','false':''}}",
          "{'email':''}",
          "{'address':{'street':'Dam','zip':0,'quality':'GOOD','seal':'AQ==','tenant':[{'name':'A'}]}}",
          "{'maybe':0,'otherName':'x'}",
          "{'inner':{'depth':'1','inner':{'by_number':{'-4':{'depth':'2'}}}}}",
          "{'addresses':[{'street':'a'},{'street':''}]}",
          "{'created':'2026-01-02T03:04:05.006Z','took':'-1.500s','mask':'aString,inner.byNumber'}",
          "{'created':'0001-01-01T00:00:00Z','took':'0.000000001s'}",
          "{'details':{'n':null,'d':1.5,'s':'x','b':false,'o':{'l':[1,[2]]}}}",
          "{'anything':null,'several':[null,'a',{}]}",
          "{'wrapped':'0','wrapped_bytes':''}",
          "{'any':{'@type':'type.googleapis.com/com.example.Address','street':'Any'}}",
          "{'any':{'@type':'type.googleapis.com/google.protobuf.Duration','value':'3s'}}",
          "{'any':{'@type':'type.googleapis.com/google.protobuf.Any',"
              + "'value':{'@type':'x/com.example.Everything','a_int32':1}}}",
          "{'any':{},'qualified':{'depth':'3'}}");

  private static final ProtobufSchema SCHEMA = schema("everything.proto");
  private static final Descriptor TYPE = SCHEMA.message("com.example.Everything", "k");
  private static final Codec CODEC = new ProtobufCodec(SCHEMA, TYPE, ProtobufOptions.standard());
  private static final ProtobufCodec STRICT =
      new ProtobufCodec(SCHEMA, TYPE, new ProtobufOptions(false, false, false, true));

  private static String resource(String name) {
    try {
      return Path.of(ProtobufCodecTest.class.getResource(name).toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ProtobufSchema schema(String file) {
    return ProtobufSchema.read(resource(file), List.of(), "proto_schema_path");
  }

  private static Object json(String text) {
    return JsonCodec.compact().decode(text.replace('\'', '"').getBytes(UTF_8));
  }

  private static JsonFormat.TypeRegistry registry(Descriptor type) {
    return JsonFormat.TypeRegistry.newBuilder().add(type).build();
  }

  private static DynamicMessage library(String text) throws InvalidProtocolBufferException {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(TYPE);
    JsonFormat.parser().usingTypeRegistry(registry(TYPE)).merge(text.replace('\'', '"'), message);
    return message.build();
  }

  private static List<String> messages() {
    return MESSAGES;
  }

  @ParameterizedTest
  @MethodSource("messages")
  void shouldWriteTheMessageThatTheLibraryWrites(String message) throws Exception {
    byte[] bytes = STRICT.encode(json(message));

    assertThat(DynamicMessage.parseFrom(TYPE, bytes)).isEqualTo(library(message));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void shouldReadTheJsonThatTheLibraryPrints(String message) throws Exception {
    DynamicMessage expected = library(message);
    String printed =
        JsonFormat.printer()
            .usingTypeRegistry(registry(TYPE))
            .preservingProtoFieldNames()
            .print(expected);

    Object read = STRICT.toJsonTypes(STRICT.decode(expected.toByteArray()));

    assertThat(new String(JsonCodec.compact().encode(read), UTF_8))
        .isEqualTo(new String(JsonCodec.compact().encode(json(printed)), UTF_8));
  }

  @Test
  void shouldTakeAndGiveTheNamesOfJson() throws Exception {
    Codec jsonNames =
        new ProtobufCodec(SCHEMA, TYPE, new ProtobufOptions(true, false, false, true));
    byte[] bytes = jsonNames.encode(json("{'aInt32':5,'otherName':'x','counts':{'a_b':1}}"));

    assertThat(jsonNames.decode(bytes)).isEqualTo(json5());
    assertThat(CODEC.decode(bytes))
        .isEqualTo(Map.of("a_int32", 5, "renamed", "x", "counts", Map.of("a_b", 1L)));
  }

  private static Map<String, Object> json5() {
    return Map.of("aInt32", 5, "otherName", "x", "counts", Map.of("a_b", 1L));
  }

  @Test
  void shouldGiveEachFieldItsType() throws Exception {
    Object value =
        CODEC.decode(
            library(
                    "{'a_int32':1,'a_uint32':2,'a_int64':'3','a_uint64':'18446744073709551615',"
                        + "'a_float':1.5,'a_double':2.5,'a_bytes':'AQ==',"
                        + "'created':'2026-01-02T03:04:05Z'}")
                .toByteArray());

    assertThat(((Map<?, ?>) value).values().toArray())
        .containsExactly(
            1,
            2L,
            3L,
            BigInteger.TWO.pow(64).subtract(BigInteger.ONE),
            1.5f,
            2.5,
            new byte[] {1},
            Instant.parse("2026-01-02T03:04:05Z"));
  }

  @Test
  void shouldGiveFieldsWithoutPresenceTheirDefaultWhenAsked() {
    Codec defaults =
        new ProtobufCodec(SCHEMA, TYPE, new ProtobufOptions(false, true, false, false));

    assertThat(defaults.decode(new byte[0]))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("a_int32", 0)
        .containsEntry("numbers", List.of())
        .containsEntry("kind", "UNKNOWN")
        .doesNotContainKeys("maybe", "email", "inner");
  }

  @Test
  void shouldKeepUnknownFieldsWhenAsked() {
    Codec keeping = new ProtobufCodec(SCHEMA, TYPE, new ProtobufOptions(false, false, true, false));
    byte[] field100 = {(byte) 0xA0, 6, 5};

    assertThat(keeping.decode(field100)).isEqualTo(Map.of("unknown_field_100", 5L));
    assertThat(CODEC.decode(field100)).isEqualTo(Map.of());
  }

  @Test
  void shouldReadADescriptorSetLikeTheText() throws Exception {
    ProtobufSchema set = schema("everything.desc");
    Codec codec =
        new ProtobufCodec(
            set,
            set.message("com.example.Everything", "k"),
            new ProtobufOptions(false, false, false, true));
    for (String message : MESSAGES) {
      assertThat(codec.encode(json(message))).isEqualTo(STRICT.encode(json(message)));
    }
    assertThat(codec.decode(STRICT.encode(json("{'otherName':'x'}"))))
        .isEqualTo(Map.of("renamed", "x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'a_int32':3000000000} | a_int32 has to be int32",
        "{'a_int32':1.5} | a_int32 has to be int32",
        "{'a_uint64':-1} | a_uint64 has to be uint64",
        "{'a_uint64':1e999} | a_uint64 has to be uint64",
        "{'kind':'NOBODY'} | kind has to be a name or number of com.example.Everything.Kind",
        "{'inner':{'depth':'x'}} | inner.depth has to be sint64",
        "{'inner':5} | inner has to be a com.example.Everything.Inner",
        "{'numbers':5} | numbers has to be a list",
        "{'counts':[]} | counts has to be an object",
        "{'address':{'zip':1}} | address has to be a com.example.Address, which needs street",
        "{'created':'today'} | created has to be a google.protobuf.Timestamp",
        "{'took':'1 s'} | took has to be a google.protobuf.Duration",
        "{'any':{'x':1}} | any has to be an object with @type",
        "{'nope':1} | there is no field nope",
        "[1] | it has no fields",
      })
  void shouldNameTheFieldThatDoesNotFit(String message, String error) {
    assertThatThrownBy(() -> STRICT.encode(json(message)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining(error.strip());
  }

  @Test
  void shouldSayWhereAPayloadIsWrong() throws Exception {
    byte[] payload = library("{'a_int32':5,'a_string':'hello'}").toByteArray();

    assertThatThrownBy(() -> CODEC.decode(Arrays.copyOf(payload, payload.length - 2)))
        .isInstanceOf(CodecException.class)
        .hasMessageMatching("(?s)not a com.example.Everything at byte \\d+: .*");
    assertThatThrownBy(() -> CODEC.decode(new byte[] {(byte) 0xC2, 1, 2, 16, 0}))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("address.street");
  }

  @Test
  @Timeout(60)
  void shouldRefuseAnyInAnyWithoutEnd() {
    Object any = json("{'@type':'x/google.protobuf.Any','value':{}}");
    for (int i = 0; i < 50; i++) {
      any = Map.of("@type", "x/google.protobuf.Any", "value", any);
    }
    byte[] shallow = CODEC.encode(Map.of("any", any));
    Object deep = any;

    assertThat(CODEC.decode(shallow)).isNotNull();
    assertThatThrownBy(
            () -> {
              Object deeper = deep;
              for (int i = 0; i < 100; i++) {
                deeper = Map.of("@type", "x/google.protobuf.Any", "value", deeper);
              }
              CODEC.encode(Map.of("any", deeper));
            })
        .isInstanceOf(CodecException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.example.Everything", "com.example.Address"})
  @Timeout(120)
  void shouldSurviveWhatIsNoMessage(String name) throws Exception {
    Codec codec = new ProtobufCodec(SCHEMA, SCHEMA.message(name, "k"), ProtobufOptions.standard());
    DynamicMessage.Builder all = DynamicMessage.newBuilder(TYPE);
    for (String message : MESSAGES) {
      all.mergeFrom(library(message));
    }
    Fuzz.run(codec, all.build().toByteArray());
  }

  @Test
  void shouldTakeMessagesWithoutASchemaForAny() {
    Codec codec = new AnyCodec("proto_schema_path");
    byte[] any = codec.encode(Map.of("type_url", "x/y", "value", "AQI="));

    assertThat(((Map<?, ?>) codec.decode(any)).values().toArray())
        .containsExactly("x/y", new byte[] {1, 2});
    assertThat(codec.encode(codec.decode(any))).isEqualTo(any);
    byte[] noAny = {8, 1};
    assertThat(codec.decode(noAny)).isSameAs(noAny);
    assertThatThrownBy(() -> codec.encode(Map.of("a", 1)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("proto_schema_path");
  }

  @Test
  void shouldNameTheKeyWhenASchemaCannotBeRead() {
    assertThatThrownBy(() -> SCHEMA.message("com.example.Everythin", "proto_message_type"))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "proto_message_type is no message of the schema; did you mean com.example.Everything?");
    assertThatThrownBy(() -> ProtobufSchema.read("no.proto", List.of(), "proto_schema_path"))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("proto_schema_path");
    assertThatThrownBy(() -> ProtobufSchema.ofDescriptorSet(new byte[] {1}, "proto_schema_path"))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("proto_schema_path must name a .proto file");
  }
}
