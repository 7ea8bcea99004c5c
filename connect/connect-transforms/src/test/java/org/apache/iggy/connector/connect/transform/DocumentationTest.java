// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.TransformFactory;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.format.CodecFactory;
import org.apache.iggy.connector.connect.format.FormatKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentationTest {
  private static final String HEX = "hex ";

  static List<Map<String, String>> transforms() {
    return DocExamples.of("transforms.md", "output");
  }

  static List<Map<String, String>> formats() {
    return DocExamples.of("formats.md", "value");
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void shouldTransformAsThePageSays(Map<String, String> example) {
    Map.Entry<String, Object> transform =
        DocExamples.toml(example.get("transform")).entrySet().iterator().next();

    ConnectRecord result =
        TransformRun.transform(transform.getKey(), table(transform.getValue()))
            .apply(TransformRun.json(example.get("input")));

    assertThat(shown(result)).matches(pattern(example.get("output")));
  }

  @SuppressWarnings("unchecked") // Tables have text keys.
  private static Map<String, Object> table(Object value) {
    return (Map<String, Object>) value;
  }

  private static String shown(ConnectRecord record) {
    if (record == null) {
      return "dropped";
    }
    byte[] bytes = record.payload().bytes();
    return switch (record.payload().schema()) {
      case JSON -> new String(json().encode(record.payload().value()), UTF_8);
      case TEXT -> new String(bytes, UTF_8);
      default -> HEX + HexFormat.of().formatHex(bytes);
    };
  }

  /** Compact JSON in which text such as {@code <time>} stands for any text. */
  private static String pattern(String output) {
    String expected =
        output.startsWith("{") || output.startsWith("[")
            ? new String(json().encode(json().decode(output.getBytes(UTF_8))), UTF_8)
            : output;
    return Pattern.quote(expected).replaceAll("<\\w+>", "\\\\E[^\"]+\\\\Q");
  }

  private static Codec json() {
    return CodecFactory.create(Schema.JSON);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void shouldReadAndWriteAsThePageSays(Map<String, String> example, @TempDir Path folder)
      throws IOException {
    Map<String, Object> stream = DocExamples.toml(example.get("stream"));
    for (Map.Entry<String, String> block : example.entrySet()) {
      if (block.getKey().contains(".")) {
        Path file = Files.writeString(folder.resolve(block.getKey()), block.getValue());
        stream.replaceAll((key, value) -> block.getKey().equals(value) ? file.toString() : value);
      }
    }
    Codec codec =
        CodecFactory.create(
            Schema.named((String) stream.remove("schema")).orElseThrow(),
            ConfigSpec.of(FormatKeys.all()).closed().read(stream).orThrow());
    byte[] payload = bytes(example.get("payload"));
    Object value = json().decode(example.get("value").getBytes(UTF_8));

    assertThat(json().encode(codec.decode(payload)))
        .asString(UTF_8)
        .isEqualTo(new String(json().encode(value), UTF_8));
    assertThat(codec.encode(value))
        .asHexString()
        .isEqualTo(HexFormat.of().withUpperCase().formatHex(payload));
  }

  private static byte[] bytes(String payload) {
    return payload.startsWith(HEX)
        ? HexFormat.of().parseHex(payload.substring(HEX.length()))
        : payload.getBytes(UTF_8);
  }

  @Test
  void shouldNameEachTransformAndKey() {
    String page = DocExamples.page("transforms.md");
    for (TransformFactory factory : ServiceLoader.load(TransformFactory.class)) {
      assertThat(page).contains("`" + factory.type() + "`");
      assertThat(factory.description()).isNotBlank();
      for (ConfigKey<?> key : factory.spec().keys()) {
        assertThat(page).contains("`" + key.name() + "`");
        assertThat(key.documentation()).isNotBlank();
      }
    }
    for (ConfigKey<?> key : FormatKeys.all()) {
      assertThat(DocExamples.page("formats.md")).contains("`" + key.name() + "`");
    }
  }

  @Test
  void shouldHaveExamples() {
    assertThat(transforms()).hasSizeGreaterThan(9);
    assertThat(formats()).hasSizeGreaterThan(3);
  }
}
