// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.stdout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.api.Header;
import org.apache.iggy.connector.connect.api.Headers;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.RecordsRejectedException;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.SinkBatch;
import org.apache.iggy.connector.connect.format.CodecFactory;
import org.apache.iggy.connector.connect.testkit.KeyReference;
import org.apache.iggy.connector.connect.testkit.TestConnectorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StdoutSinkTest {
  private static final Codec JSON = CodecFactory.create(Schema.JSON);

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final TestConnectorContext context = TestConnectorContext.fresh();

  @AfterEach
  void shouldHaveWarnedOfNothing() {
    assertThat(context.warnings()).isEmpty();
  }

  @Test
  void shouldLookAtNothingWhenPayloadsAreNotPrinted() throws Exception {
    StdoutSink sink = sink(Map.of(), false);

    sink.write(batch(record(0, Payload.ofBytes(new UntouchableCodec(Schema.JSON), new byte[0]))));

    assertThat(printed.size()).isZero();
  }

  @Test
  void shouldPrintCoordinatesKeyAndPayloadWithoutDecodingWhenTheFormatIsText() throws Exception {
    StdoutSink sink = sink(Map.of("print_payload", true), false);

    sink.write(
        batch(
            record(41, json("{\"a\":1}")), record(42, json("{\"a\":2}")).withKey(bytes("user-7"))));

    assertThat(lines())
        .containsExactly("logs/nginx/3@41 {\"a\":1}", "logs/nginx/3@42 [user-7] {\"a\":2}");
  }

  @Test
  void shouldPrintNothingButThePayloadWhenTheFormatIsPayload() throws Exception {
    StdoutSink sink = sink(Map.of("print_payload", true, "format", "payload"), false);

    sink.write(
        batch(
            record(0, json("{}")),
            record(1, Payload.text("grüße")),
            record(2, Payload.raw(new byte[] {(byte) 0xFF, 0}))));

    assertThat(lines()).containsExactly("{}", "grüße", "base64:/wA=");
  }

  @Test
  void shouldColourWhenStandardOutputIsATerminal() throws Exception {
    StdoutSink sink = sink(Map.of("print_payload", true, "colors", "always"), true);

    sink.write(batch(record(0, json("{}"))));

    assertThat(lines()).containsExactly("\u001B[2mlogs/nginx/3@0\u001B[0m {}");
  }

  @Test
  void shouldKeepMessagesFromActingOnATerminal() throws Exception {
    Payload title = Payload.text("\u001B]0;owned\u0007");
    sink(Map.of("print_payload", true, "colors", "never"), true).write(batch(record(0, title)));
    assertThat(lines()).containsExactly("logs/nginx/3@0 \\u001b]0;owned\\u0007");
  }

  @Test
  void shouldFillInWhatTheTemplateNames() throws Exception {
    StdoutSink sink =
        sink(
            Map.of(
                "print_payload",
                true,
                "template",
                "{stream}.{topic} {partition}:{offset} {timestamp} <{key}> {header.trace} [{headers}]"
                    + " {schema} {id} {payload}"),
            false);

    sink.write(
        batch(
            record(9, Payload.text("hi"))
                .withKey(bytes("k"))
                .withHeaders(Headers.of(List.of(Header.of("trace", "abc"))))));

    assertThat(lines())
        .containsExactly("logs.nginx 3:9 2023-11-14T22:13:20Z <k> abc [trace=abc] text 7 hi");
  }

  @Test
  void shouldPrintAllThatIsKnownAsAnObjectWhenTheFormatIsJson() throws Exception {
    StdoutSink sink = sink(Map.of("print_payload", true, "format", "json"), false);

    sink.write(
        batch(
            record(9, Payload.ofBytes(JSON, bytes("{\"a\":[1,2.5]}")))
                .withKey(bytes("k"))
                .withOriginTimestampMicros(1_700_000_001_000_000L)
                .withHeaders(Headers.of(List.of(Header.of("n", 5L)))),
            record(10, Payload.text("hi")),
            record(11, Payload.raw(new byte[] {1, 2}))));

    assertThat(lines())
        .containsExactly(
            "{\"stream\":\"logs\",\"topic\":\"nginx\",\"partition\":3,\"offset\":9,"
                + "\"timestamp\":\"2023-11-14T22:13:20Z\","
                + "\"origin_timestamp\":\"2023-11-14T22:13:21Z\",\"id\":\"7\",\"key\":\"k\","
                + "\"headers\":{\"n\":5},\"schema\":\"json\",\"payload\":{\"a\":[1,2.5]}}",
            "{\"stream\":\"logs\",\"topic\":\"nginx\",\"partition\":3,\"offset\":10,"
                + "\"timestamp\":\"2023-11-14T22:13:20Z\",\"id\":\"7\",\"schema\":\"text\","
                + "\"payload\":\"hi\"}",
            "{\"stream\":\"logs\",\"topic\":\"nginx\",\"partition\":3,\"offset\":11,"
                + "\"timestamp\":\"2023-11-14T22:13:20Z\",\"id\":\"7\",\"schema\":\"raw\","
                + "\"payload\":\"AQI=\"}");
  }

  @Test
  void shouldFillInFieldsOfThePayloadWhenTheTemplateNamesThem() throws Exception {
    StdoutSink sink =
        sink(
            Map.of(
                "print_payload", true, "template", "{payload.user.name}|{payload.n}|{payload.x}"),
            false);

    sink.write(
        batch(
            record(1, Payload.ofBytes(JSON, bytes("{\"user\":{\"name\":\"Eve\"},\"n\":[7]}"))),
            record(2, Payload.ofBytes(JSON, bytes("[]")))));

    assertThat(lines()).containsExactly("Eve|[7]|", "||");
  }

  @Test
  void shouldNameTheNearestWhenTheTemplateNamesSomethingUnknown() {
    assertThatThrownBy(() -> sink(Map.of("template", "{ofset}"), false))
        .isInstanceOf(ConnectException.class)
        .hasMessage("template has an unknown name {ofset}; did you mean {offset}?");
  }

  @Test
  void shouldCutLongLinesWhenThereIsALimit() throws Exception {
    StdoutSink sink =
        sink(Map.of("print_payload", true, "template", "{payload}", "max_length", 4), false);

    sink.write(batch(record(0, Payload.text("abcd")), record(1, Payload.text("abcde"))));

    assertThat(lines()).containsExactly("abcd", "abcd...");
  }

  @Test
  void shouldPrintTheOthersAndNameTheOneWhenAPayloadCannotBeDecoded() throws Exception {
    StdoutSink sink = sink(Map.of("print_payload", true), false);
    Payload damaged = Payload.ofBytes(new DamagedCodec(), new byte[] {1});

    assertThatThrownBy(
            () -> sink.write(batch(record(0, json("1")), record(1, damaged), record(2, json("3")))))
        .isInstanceOfSatisfying(
            RecordsRejectedException.class,
            e -> {
              assertThat(e.rejections()).hasSize(1);
              assertThat(e.rejections().get(0).index()).isEqualTo(1);
            });
    assertThat(lines()).containsExactly("logs/nginx/3@0 1", "logs/nginx/3@2 3");
  }

  @Test
  void shouldStopAndSayWhyWhenNobodyReadsAnyMore() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    StdoutSink sink = new StdoutSink(new PrintStream(closed), false);
    start(sink, Map.of("print_payload", true));

    assertThatThrownBy(() -> sink.write(batch(record(0, json("1")))))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("standard output cannot be written to");
  }

  @Test
  void shouldBeDocumentedAsItIs() {
    KeyReference.check(
        Path.of("../../../docs/connectors/stdout.md"), "stdout sink", new StdoutSink().spec());
  }

  private StdoutSink sink(Map<String, Object> config, boolean onTerminal) {
    StdoutSink sink =
        new StdoutSink(new PrintStream(printed, true, StandardCharsets.UTF_8), onTerminal);
    start(sink, config);
    return sink;
  }

  private void start(StdoutSink sink, Map<String, Object> config) {
    sink.configure(sink.spec().read(config).orThrow());
    sink.start(context);
  }

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static SinkBatch batch(ConnectRecord... records) {
    return new SinkBatch("logs", "nginx", 3, List.of(records));
  }

  private static ConnectRecord record(long offset, Payload payload) {
    return new ConnectRecord(
        new Coordinates("logs", "nginx", 3, offset, 1_700_000_000_000_000L, 5),
        new MessageId(0, 7),
        0,
        null,
        Headers.empty(),
        payload);
  }

  private static Payload json(String json) {
    return Payload.ofBytes(new UntouchableCodec(Schema.JSON), bytes(json));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Fails the test when a payload is decoded. */
  private record UntouchableCodec(Schema schema) implements Codec {
    @Override
    public Object decode(byte[] payload) {
      throw new AssertionError("decoded");
    }

    @Override
    public byte[] encode(Object value) {
      throw new AssertionError("encoded");
    }
  }

  /** A format whose payloads are all damaged. */
  private record DamagedCodec() implements Codec {
    @Override
    public Schema schema() {
      return Schema.AVRO;
    }

    @Override
    public Object decode(byte[] payload) {
      throw new CodecException("byte 0 is damaged");
    }

    @Override
    public byte[] encode(Object value) {
      throw new CodecException("no");
    }
  }
}
