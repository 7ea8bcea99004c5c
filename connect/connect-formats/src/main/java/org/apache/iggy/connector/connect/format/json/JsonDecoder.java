// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.CodecException;

/** Reads JSON into plain maps, lists, texts and numbers. */
final class JsonDecoder {
  /** A document is refused rather than read when its numbers or its depth are out of reason. */
  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(1_000)
          .maxNumberLength(1_000)
          .maxNameLength(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .build();

  private static final int MAX_SCALE = 100_000;

  /** Texts of numbers up to this length with a point are held by a double for certain. */
  private static final int EXACT_CHARS = 16;

  private static final JsonFactory FACTORY =
      ((JsonFactoryBuilder) JsonFactory.builder())
          // Names may be data, such as ids: they are neither kept for good nor an attack.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .streamReadConstraints(LIMITS)
          .build();

  private JsonDecoder() {}

  static Object decode(byte[] payload) {
    try (JsonParser parser = FACTORY.createParser(payload)) {
      try {
        JsonToken first = parser.nextToken();
        if (first == null) {
          throw new CodecException("not JSON: the payload is empty");
        }
        Object value = read(parser, first);
        if (parser.nextToken() != null) {
          throw new CodecException(
              "not JSON at byte "
                  + parser.currentTokenLocation().getByteOffset()
                  + ": there is more behind the value");
        }
        return value;
      } catch (IOException e) {
        throw JsonSyntax.error(e, parser, payload.length);
      }
    } catch (IOException e) {
      throw new CodecException("not JSON: its encoding is not UTF-8", e);
    }
  }

  private static Object read(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> readArray(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          parser.getNumberValue() instanceof Integer small
              ? (Object) small.longValue()
              : parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> readFraction(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static Map<String, Object> readObject(JsonParser parser) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    String name;
    while ((name = parser.nextFieldName()) != null) {
      fields.put(name, read(parser, parser.nextToken()));
    }
    return fields;
  }

  private static List<Object> readArray(JsonParser parser) throws IOException {
    List<Object> elements = new ArrayList<>();
    JsonToken token;
    while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
      elements.add(read(parser, token));
    }
    return elements;
  }

  private static Object readFraction(JsonParser parser) throws IOException {
    double value = parser.getDoubleValue();
    if (parser.getTextLength() <= EXACT_CHARS && Math.abs(value) > 1e-290 && value < 1e290) {
      return value;
    }
    BigDecimal exact = parser.getDecimalValue();
    if (exact.signum() == 0) {
      return value;
    }
    if (Math.abs((long) exact.scale()) > MAX_SCALE) {
      throw new CodecException(
          "not JSON that can be read at byte "
              + parser.currentTokenLocation().getByteOffset()
              + ": a number's exponent is beyond "
              + MAX_SCALE);
    }
    boolean holds =
        !Double.isInfinite(value) && new BigDecimal(Double.toString(value)).compareTo(exact) == 0;
    return holds ? (Object) value : exact;
  }
}
