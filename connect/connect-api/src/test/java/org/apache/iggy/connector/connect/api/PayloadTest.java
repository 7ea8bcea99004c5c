// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadTest {
  /** Fields as {@code name=value} between semicolons; counts what it is asked for. */
  private static final class FieldsCodec implements Codec {
    private int decoded;
    private int encoded;

    @Override
    public Schema schema() {
      return Schema.AVRO;
    }

    @Override
    public Object decode(byte[] payload) {
      decoded++;
      Map<String, Object> fields = new LinkedHashMap<>();
      for (String field : new String(payload, StandardCharsets.UTF_8).split(";", -1)) {
        String[] parts = field.split("=", 2);
        fields.put(parts[0], parts[1]);
      }
      return fields;
    }

    @Override
    public byte[] encode(Object value) {
      encoded++;
      StringBuilder text = new StringBuilder();
      ((Map<?, ?>) value)
          .forEach(
              (name, field) ->
                  text.append(text.isEmpty() ? "" : ";").append(name).append('=').append(field));
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }
  }

  private final FieldsCodec codec = new FieldsCodec();

  @Test
  void shouldNotDecodeWhenNobodyAsks() {
    byte[] bytes = bytes("a=1;b=2");

    Payload payload = Payload.ofBytes(codec, bytes);

    assertThat(payload.bytes()).isSameAs(bytes);
    assertThat(payload.isDecoded()).isFalse();
    assertThat(codec.decoded).isZero();
  }

  @Test
  void shouldDecodeOnceHoweverOftenItIsAsked() {
    Payload payload = Payload.ofBytes(codec, bytes("a=1;b=2"));

    assertThat(payload.fields()).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(payload.fields()).isSameAs(payload.value());
    assertThat(codec.decoded).isEqualTo(1);
  }

  @Test
  void shouldEncodeOnceWhatWasChanged() {
    Payload original = Payload.ofBytes(codec, bytes("a=1"));
    Map<String, Object> fields = original.copyOfFields();
    fields.put("b", "2");

    Payload changed = original.withValue(fields);

    assertThat(changed.bytes()).isEqualTo(bytes("a=1;b=2")).isSameAs(changed.bytes());
    assertThat(codec.encoded).isEqualTo(1);
    assertThat(original.fields()).containsOnlyKeys("a");
  }

  @Test
  void shouldTakeNullForAValue() {
    Payload payload = Payload.ofValue(codec, null);

    assertThat(payload.isDecoded()).isTrue();
    assertThat(payload.value()).isNull();
  }

  @Test
  void shouldSayThatAPayloadHasNoFields() {
    assertThatThrownBy(() -> Payload.text("plain").fields())
        .isInstanceOf(CodecException.class)
        .hasMessage("the text payload is not an object with fields");
    assertThatThrownBy(() -> Payload.raw(bytes("x")).withValue("text").bytes())
        .isInstanceOf(CodecException.class)
        .hasMessage("a raw payload holds bytes only");
  }

  @Test
  void shouldSayWhyItIsUnreadable() {
    Payload payload = Payload.unreadable(bytes("half"), "it is torn");

    assertThatThrownBy(payload::bytes).isInstanceOf(CodecException.class).hasMessage("it is torn");
    assertThatThrownBy(payload::value).isInstanceOf(CodecException.class).hasMessage("it is torn");
    assertThat(payload.known()).contains(bytes("half"));
    assertThat(Payload.text("whole").known()).isEmpty();
  }

  @Test
  void shouldNotShowItsContent() {
    ConnectRecord record =
        ConnectRecord.of(Payload.text("secret"))
            .withHeaders(Headers.empty().with(Header.of("token", "secret")));

    assertThat(record.toString() + record.headers()).doesNotContain("secret").contains("token");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
