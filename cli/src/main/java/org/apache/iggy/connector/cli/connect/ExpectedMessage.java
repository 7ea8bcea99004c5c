// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.config.PipelineTests.TestMessage;
import org.apache.iggy.connector.connect.format.json.JsonCodec;

/** Compares a record with what a test expects. */
final class ExpectedMessage {
  private final TestMessage expected;
  private final List<String> ignored;

  ExpectedMessage(TestMessage expected, List<String> ignored) {
    this.expected = expected;
    this.ignored = ignored;
  }

  /** What differs, as lines; nothing when nothing does. */
  List<String> complaints(ConnectRecord actual) {
    List<String> complaints = new ArrayList<>();
    if (!isPayloadEqual(actual)) {
      complaints.add("expected  " + shown());
      complaints.add("came out  " + PayloadText.of(actual.payload()));
    }
    expected
        .key()
        .filter(key -> !Arrays.equals(key.getBytes(StandardCharsets.UTF_8), actual.key()))
        .ifPresent(key -> complaints.add("expected the key " + key));
    expected
        .headers()
        .forEach(
            (name, value) -> {
              if (actual.headers().get(name).filter(it -> it.asText().equals(value)).isEmpty()) {
                complaints.add("expected the header " + name + " = " + value);
              }
            });
    return complaints;
  }

  private String shown() {
    if (expected.payload() instanceof byte[] bytes) {
      return "base64:" + Base64.getEncoder().encodeToString(bytes);
    }
    return expected.payload() instanceof String text
        ? text
        : new String(JsonCodec.compact().encode(expected.payload()), StandardCharsets.UTF_8);
  }

  private boolean isPayloadEqual(ConnectRecord actual) {
    if (expected.payload() instanceof byte[] bytes) {
      return Arrays.equals(bytes, actual.payload().bytes());
    }
    Object value = value(actual);
    if (value instanceof Map || value instanceof List) {
      Object wanted =
          expected.payload() instanceof String text ? structure(text) : expected.payload();
      return Objects.equals(comparable(wanted, ""), comparable(value, ""));
    }
    return expected.payload() instanceof String text
        && Arrays.equals(text.getBytes(StandardCharsets.UTF_8), actual.payload().bytes());
  }

  private static Object value(ConnectRecord record) {
    try {
      return record.payload().value();
    } catch (CodecException e) {
      return null;
    }
  }

  private static Object structure(String text) {
    try {
      return JsonCodec.compact().decode(text.getBytes(StandardCharsets.UTF_8));
    } catch (CodecException e) {
      return text;
    }
  }

  /** Without what does not matter: the type of numbers, the order of fields, ignored fields. */
  private Object comparable(Object value, String path) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> fields = new LinkedHashMap<>();
      map.forEach(
          (name, inner) -> {
            String field = path.isEmpty() ? String.valueOf(name) : path + "." + name;
            fields.put(
                String.valueOf(name),
                ignored.contains(field) ? "ignored" : comparable(inner, field));
          });
      return fields;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(element -> comparable(element, path)).toList();
    }
    if (value instanceof Number number) {
      return new BigDecimal(number.toString()).stripTrailingZeros();
    }
    return value == null || value instanceof Boolean ? value : String.valueOf(value);
  }
}
