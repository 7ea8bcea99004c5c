// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import static org.apache.iggy.connector.pinot.decoder.TestDecoders.decode;
import static org.apache.iggy.connector.pinot.decoder.TestDecoders.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.iggy.connector.pinot.decoder.json.JsonLimits;
import org.apache.pinot.spi.data.readers.GenericRow;
import org.apache.pinot.spi.stream.StreamConfig;
import org.apache.pinot.spi.stream.StreamMessageDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IggyJsonMessageDecoderTest {
  private final IggyJsonMessageDecoder all = TestDecoders.of();
  private final IggyJsonMessageDecoder onlyA = TestDecoders.of("a");

  @Test
  void shouldReadTheFieldsAskedForWhenInitialisedFromAStreamConfig() throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("streamType", "iggy");
    settings.put("stream.iggy.topic.name", "orders");
    settings.put("stream.iggy.decoder.class.name", IggyJsonMessageDecoder.class.getName());
    settings.put("stream.iggy.consumer.factory.class.name", "unused");
    StreamMessageDecoder<Object> decoder = new IggyJsonMessageDecoder();

    decoder.init(Set.of("a"), new StreamConfig("t_REALTIME", settings), null, null);

    GenericRow row = decoder.decode(utf8("{\"a\":1,\"b\":2}"), new GenericRow());
    assertThat(row.getFieldToValueMap()).containsExactly(Map.entry("a", 1));
    assertThatThrownBy(() -> decoder.decode(utf8("{"), new GenericRow()))
        .hasMessageStartingWith("Topic orders: ");
  }

  @Test
  void shouldReadAllFieldsWhenNoneAreAskedFor() {
    IggyJsonMessageDecoder decoder = new IggyJsonMessageDecoder();
    decoder.init(null, null, "events");

    assertThat(decode(decoder, "{\"a\":1,\"b\":null}"))
        .containsOnlyKeys("a", "b")
        .containsEntry("a", 1)
        .containsEntry("b", null);
  }

  @Test
  void shouldSetFieldsThatAreAbsentToNull() {
    assertThat(decode(TestDecoders.of("a", "__key", "__header$x"), "{\"a\":1}"))
        .containsOnlyKeys("a", "__key", "__header$x")
        .containsEntry("__key", null);
  }

  @Test
  void shouldRefuseToDecodeBeforeInit() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new IggyJsonMessageDecoder().decode(utf8("{}"), new GenericRow()))
        .withMessageContaining("init");
  }

  @Test
  void shouldRefuseAForeignRecordExtractor() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new IggyJsonMessageDecoder()
                    .init(Map.of("recordExtractorClass", "com.acme.Mine"), Set.of(), "events"))
        .withMessageContaining("stream.iggy.decoder.prop.recordExtractorClass")
        .withMessageContaining("com.acme.Mine");
  }

  @Test
  void shouldAcceptPinotsOwnRecordExtractorBecauseItsValuesAreTheSame() {
    IggyJsonMessageDecoder decoder = new IggyJsonMessageDecoder();
    String extractor = "org.apache.pinot.plugin.inputformat.json.JSONRecordExtractor";
    decoder.init(Map.of("recordExtractorClass", extractor), Set.of(), "events");

    assertThat(decode(decoder, "{\"a\":1}")).containsEntry("a", 1);
  }

  @Test
  void shouldKeepTheLastOfEqualKeysAlsoWhenItIsNull() {
    assertThat(decode(onlyA, "{\"a\":[1,{\"x\":2}],\"a\":null}")).containsEntry("a", null);
    assertThat(decode(all, "{\"a\":1,\"b\":3,\"a\":2}")).containsEntry("a", 2);
    assertThat(decode(all, "{\"m\":{\"x\":1,\"x\":2,\"x\":null}}").get("m"))
        .isEqualTo(mapOf("x", null));
  }

  @Test
  void shouldChooseTheSmallestNumberClassThatHoldsTheValue() {
    Map<String, Object> row =
        decode(
            all,
            "{\"i\":-2147483648,\"l\":2147483648,\"b\":-9223372036854775809,\"d\":1e2,\"inf\":-1e999}");

    assertThat(row)
        .containsEntry("i", Integer.MIN_VALUE)
        .containsEntry("l", 2147483648L)
        .containsEntry("b", new BigInteger("-9223372036854775809"))
        .containsEntry("d", 100.0)
        .containsEntry("inf", Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "z"})
  void shouldBoundTheLengthOfANumberReadOrSkipped(String field) {
    String longest = "9".repeat(JsonLimits.MAX_NUMBER_CHARS);

    assertThat(decode(onlyA, "{\"" + field + "\":" + longest + "}")).containsKey("a");
    assertThatThrownBy(() -> decode(onlyA, "{\"" + field + "\":" + longest + "9}"))
        .isInstanceOf(JsonDecodeException.class)
        .hasMessageContaining("exceeds the maximum allowed (1000");
  }

  @ParameterizedTest
  @CsvSource({"a,[,]", "z,[,]", "a,'{\"k\":',}", "z,'{\"k\":',}"})
  void shouldBoundNestingReadOrSkipped(String field, String open, String close) {
    int levels = JsonLimits.MAX_NESTED_LEVELS - 1;

    assertThat(decode(onlyA, nested(field, open, close, levels))).containsKey("a");
    for (int tooMany : new int[] {levels + 1, 1_000_000}) {
      assertThatThrownBy(() -> decode(onlyA, nested(field, open, close, tooMany)))
          .isInstanceOf(JsonDecodeException.class)
          .hasMessageContaining("nesting depth (1001) exceeds the maximum allowed (1000");
    }
  }

  @Test
  void shouldSkipALargerStringThanItReads() {
    String large = "x".repeat(JsonLimits.MAX_STRING_BYTES + 1);

    assertThat(decode(onlyA, "{\"z\":\"" + large + "\",\"a\":1}")).containsEntry("a", 1);
    JsonDecodeException e = failure(onlyA, "{\"a\":\"" + large + "\"}");
    assertThat(e.getMessage()).hasSizeLessThan(1_000).contains("exceeds the maximum allowed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 0 | : unexpected end of input, a JSON object was expected",
        "'  ' | 2 | : unexpected end of input, a JSON object was expected",
        "[1] | 0 | : unexpected '[', a JSON object was expected",
        "null | 0 | : unexpected 'n', a JSON object was expected",
        "{\"a\":1,\"z\":{\"y\":[1,tru]}} | 19 | , in /z/y/1: 'tru' is no value",
        "{\"a\":1,\"z\":\"\\q\"} | 13 | , in /z: unexpected 'q', an escaped character was expected",
        "{\"a\":1,\"z\":\"\\u12g4\"} | 16 | , in /z: unexpected 'g', four hexadecimal digits",
        "{\"a\":NaN} | 5 | , in /a: 'NaN' is no value",
        "{\"a\":1 | 6 | , in /a: unexpected end of input, a comma or '}' was expected",
        "{\"a\":\"x | 7 | , in /a: unexpected end of input, the closing quote of a string was",
        "{\"a\":[1}} | 7 | , in /a/0: unexpected '}', a comma or ']' was expected",
        "{\"a\":[{},{\"b\":?}]} | 14 | , in /a/1/b: unexpected '?', a value was expected",
        "{\"a\":1,} | 7 | , in /a: unexpected '}', a double quote before a field name was expected",
        "{\"a\" 1} | 5 | , in /a: unexpected '1', a colon after a field name was expected",
        "{'a':1} | 1 | : unexpected ''', a double quote before a field name was expected",
        "{\"a\":-} | 6 | , in /a: unexpected '}', a digit was expected",
        "{\"a\":012} | 5 | , in /a: a number has a leading zero",
      })
  void shouldNameOffsetPathAndCauseOfAFault(String json, int offset, String cause) {
    JsonDecodeException e = failure(onlyA, json);

    assertThat(e).hasMessageContaining(cause).hasMessageNotContaining("Source");
    assertThat(e.byteOffset()).isEqualTo(offset);
  }

  @Test
  void shouldCountTheOffsetFromTheStartOfEachPayload() {
    String bad = "{\"a\":1,\"b\":?}";
    int first = failure(all, bad).byteOffset();
    for (int i = 0; i < 3; i++) {
      decode(all, "{\"b\":[\"" + "x".repeat(20_000) + "\"]} trailing text");
      assertThat(failure(all, bad).byteOffset()).isEqualTo(first);
      decode(all, "{}");
    }
    assertThat(failure(all, "\uFEFF" + bad).byteOffset()).isEqualTo(first + 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {7_990, 7_999, 8_000, 8_001, 40_000})
  void shouldNotMindHowMuchWhiteSpaceThereIs(int spaces) {
    String padding = " ".repeat(spaces);
    String document =
        "{\"na\u00efve\":\"caf\u00e9 \\u00e9 \ud83d\ude00\",\"n\":-12.5e3,\"t\":true}";

    for (int i = 0; i < document.length(); i++) {
      assertThat(decode(all, padding.substring(i) + document + padding))
          .isEqualTo(decode(all, document));
    }
  }

  @Test
  void shouldLeaveTheRowAsItWasWhenTheLastByteIsMissing() {
    GenericRow row = new GenericRow();
    row.putValue("a", "before");

    for (IggyJsonMessageDecoder decoder : new IggyJsonMessageDecoder[] {all, onlyA}) {
      assertThatThrownBy(() -> decoder.decode(utf8("{\"a\":1,\"b\":[[1,2],3]"), row))
          .isInstanceOf(JsonDecodeException.class);
      assertThat(row.getFieldToValueMap()).isEqualTo(mapOf("a", "before"));
    }
    assertThat(decode(all, "{}")).isEmpty();
    assertThat(decode(onlyA, "{}")).isEqualTo(mapOf("a", null));
  }

  @Test
  void shouldIgnoreOneByteOrderMarkButNotTwo() {
    for (int i = 0; i < 2; i++) {
      assertThat(decode(all, "\uFEFF{\"a\":1}")).containsEntry("a", 1);
      assertThat(failure(all, "\uFEFF\uFEFF{\"a\":1}").byteOffset()).isBetween(3, 6);
    }
    assertThat(failure(all, "\uFEFF")).hasMessageContaining("a JSON object was expected");
  }

  @Test
  void shouldRejectUtf8ThatIsNotStrictAlsoInNamesAndSkippedValues() {
    byte[] name = {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'};
    byte[] surrogate = {
      '{', '"', 'z', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'
    };

    assertInvalidUtf8(all, name, 2);
    assertInvalidUtf8(onlyA, name, 2);
    assertInvalidUtf8(TestDecoders.of("z"), surrogate, 6);
    assertInvalidUtf8(onlyA, surrogate, 6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
  void shouldNameTheEncodingWhenItIsAWideOne(String charset) {
    byte[] payload = "{\"a\":1}".getBytes(Charset.forName(charset));

    assertThatThrownBy(() -> all.decode(payload, new GenericRow()))
        .isInstanceOf(JsonDecodeException.class)
        .hasMessageContaining("at byte 0 of " + payload.length)
        .hasMessageContaining("looks like UTF-16 or UTF-32, only UTF-8 is read");
  }

  @Test
  void shouldReadAnEscapedSurrogatePairInANameButNoHalfOfOne() {
    assertThat(decode(all, "{\"\\ud83d\\ude00\":1}")).containsEntry("\ud83d\ude00", 1);
    assertThat(decode(onlyA, "{\"\\ud83d\\ude00\":1,\"a\":2}")).containsEntry("a", 2);
    assertThat(decode(all, "{\"a\":\"\\ud83d\"}")).containsEntry("a", "\ud83d");
    assertThat(failure(all, "{\"\\ud83d\":1}")).hasMessageContaining("urrogate");
  }

  @Test
  void shouldNotMindInvalidUtf8AfterTheDocument() {
    byte[] payload = {'{', '}', (byte) 0xFF, 0, (byte) 0xC0, (byte) 0xAF};

    assertThat(all.decode(payload, new GenericRow()).getFieldToValueMap()).isEmpty();
  }

  @Test
  void shouldKeepMessagesShortAndOnOneLineWhateverThePayload() {
    String name = "n\\u000aFAKE LOG LINE ".repeat(1_000);
    JsonDecodeException e =
        failure(all, "{\"" + name + "\":{\"" + name + "\":" + "t\u0000u".repeat(100_000) + "}}");

    assertThat(e.getMessage()).hasSizeLessThan(1_000).doesNotContainPattern("\\p{Cntrl}");
  }

  @Test
  void shouldRefuseARangeOutsideTheArray() {
    assertThatThrownBy(() -> all.decode(utf8("{}"), 1, 2, new GenericRow()))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void shouldAllocateForTheValuesOfTheRowOnly() {
    StringBuilder json = new StringBuilder("{\"a\":1");
    for (int i = 0; i < 100; i++) {
      json.append(",\"name").append(i).append("\":[\"some text ").append(i).append("\",1.5]");
    }
    byte[] payload = utf8(json.append('}').toString());
    GenericRow row = new GenericRow();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytesBefore = 0;
    int messages = 10_000;
    for (int i = -messages; i < messages; i++) {
      if (i == 0) {
        bytesBefore = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      }
      row.clear();
      onlyA.decode(payload, 0, payload.length, row);
    }
    long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytesBefore;

    // A map entry for "a", and the 1/400 of a parser that is renewed after a megabyte.
    assertThat(bytes / messages).isLessThan(250);
  }

  private static void assertInvalidUtf8(
      IggyJsonMessageDecoder decoder, byte[] payload, int offset) {
    JsonDecodeException e =
        catchThrowableOfType(
            JsonDecodeException.class, () -> decoder.decode(payload, new GenericRow()));
    assertThat(e).hasMessageContaining("nvalid UTF-8");
    assertThat(e.byteOffset()).isEqualTo(offset);
  }

  private static JsonDecodeException failure(IggyJsonMessageDecoder decoder, String json) {
    return catchThrowableOfType(JsonDecodeException.class, () -> decode(decoder, json));
  }

  private static String nested(String field, String open, String close, int levels) {
    return "{\"" + field + "\":" + open.repeat(levels) + "1" + close.repeat(levels) + "}";
  }

  private static Map<String, Object> mapOf(String name, Object value) {
    Map<String, Object> map = new HashMap<>();
    map.put(name, value);
    return map;
  }
}
