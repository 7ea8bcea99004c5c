// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iggy.connector.connect.api.CodecException;

/** Writes values as JSON. */
final class JsonEncoder {
  private static final int FIRST_BYTES = 512;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(1_000).build())
          .build();

  private JsonEncoder() {}

  static byte[] encode(Object value, boolean indented) {
    try {
      return encode(value, indented, false);
    } catch (JsonGenerationException e) {
      return encodeEscaped(value, indented);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Halves of surrogate pairs are legal in JSON when they are escaped, and only then. */
  private static byte[] encodeEscaped(Object value, boolean indented) {
    try {
      return encode(value, indented, true);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static CodecException failed(IOException cause) {
    return new CodecException("the value cannot be written as JSON: it nests too deeply", cause);
  }

  private static byte[] encode(Object value, boolean indented, boolean asciiOnly)
      throws IOException {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(FIRST_BYTES)) {
      try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
        if (indented) {
          generator.useDefaultPrettyPrinter();
        }
        if (asciiOnly) {
          generator.setHighestNonEscapedChar(127);
        }
        write(generator, value);
      }
      return bytes.toByteArray();
    }
  }

  private static void write(JsonGenerator to, Object value) throws IOException {
    if (value instanceof String text) {
      to.writeString(text);
    } else if (value == null) {
      to.writeNull();
    } else if (value instanceof Number number) {
      writeNumber(to, number);
    } else if (value instanceof Map<?, ?> fields) {
      writeObject(to, fields);
    } else if (value instanceof List<?> elements) {
      writeArray(to, elements);
    } else if (value instanceof Boolean truth) {
      to.writeBoolean(truth);
    } else if (value instanceof byte[] bytes) {
      to.writeBinary(bytes);
    } else if (value instanceof Temporal || value instanceof UUID || value instanceof Duration) {
      to.writeString(value.toString());
    } else {
      throw new CodecException(
          "the value cannot be written as JSON: it has no form for " + value.getClass().getName());
    }
  }

  private static void writeObject(JsonGenerator to, Map<?, ?> fields) throws IOException {
    to.writeStartObject();
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      to.writeFieldName((String) field.getKey());
      write(to, field.getValue());
    }
    to.writeEndObject();
  }

  private static void writeArray(JsonGenerator to, List<?> elements) throws IOException {
    to.writeStartArray();
    for (Object element : elements) {
      write(to, element);
    }
    to.writeEndArray();
  }

  private static void writeNumber(JsonGenerator to, Number number) throws IOException {
    if (number instanceof Long whole) {
      to.writeNumber(whole);
    } else if (number instanceof Double || number instanceof Float) {
      writeFraction(to, number);
    } else if (number instanceof BigDecimal exact) {
      to.writeNumber(exact);
    } else if (number instanceof BigInteger whole) {
      to.writeNumber(whole);
    } else {
      to.writeNumber(number.longValue());
    }
  }

  private static void writeFraction(JsonGenerator to, Number number) throws IOException {
    if (!Double.isFinite(number.doubleValue())) {
      to.writeNull();
    } else if (number instanceof Float narrow) {
      to.writeNumber(narrow);
    } else {
      to.writeNumber(number.doubleValue());
    }
  }
}
