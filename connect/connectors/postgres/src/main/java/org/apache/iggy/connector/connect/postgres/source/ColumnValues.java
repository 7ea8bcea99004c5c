// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.CodecException;
import org.postgresql.util.HStoreConverter;
import org.postgresql.util.PGbytea;

/**
 * Turns values as PostgreSQL writes them into those of messages. What messages have no form for
 * stays text, so every value of every type can be read.
 */
final class ColumnValues {
  private static final DateTimeFormatter LOCAL =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .toFormatter();
  private static final DateTimeFormatter ZONED =
      new DateTimeFormatterBuilder().append(LOCAL).appendOffset("+HH:mm", "+00").toFormatter();

  private final Codec json;

  ColumnValues(Codec json) {
    this.json = json;
  }

  /**
   * A value.
   *
   * @param type what the driver calls the column's type, such as {@code int4} or {@code _text}
   * @throws IllegalArgumentException when the text is none of that type
   */
  Object value(String type, String text) {
    if (text == null) {
      return null;
    }
    return switch (type) {
      case "bool" -> text.equals("t");
      case "int2", "int4", "smallserial", "serial" -> Integer.valueOf(text);
      case "int8", "bigserial", "oid" -> Long.valueOf(text);
      case "float4" -> Timestamps.finite(Float.valueOf(text));
      case "float8" -> Timestamps.finite(Double.valueOf(text));
      case "numeric" -> number(text);
      case "timestamptz" -> zoned(text);
      case "timestamp" -> local(text);
      case "json", "jsonb" -> json(text);
      case "bytea" -> bytes(text);
      case "hstore" -> new LinkedHashMap<>(HStoreConverter.fromString(text));
      default -> type.startsWith("_") ? array(type.substring(1), text) : text;
    };
  }

  private static Object number(String text) {
    return Character.isLetter(text.charAt(text.length() - 1)) ? text : new BigDecimal(text);
  }

  private static Object zoned(String text) {
    try {
      return Timestamps.utc(OffsetDateTime.parse(text, ZONED));
    } catch (DateTimeParseException e) {
      return text; // infinity, or before Christ
    }
  }

  private static Object local(String text) {
    try {
      return Timestamps.local(LocalDateTime.parse(text, LOCAL));
    } catch (DateTimeParseException e) {
      return text;
    }
  }

  private Object json(String text) {
    try {
      return json.decode(text.getBytes(StandardCharsets.UTF_8));
    } catch (CodecException e) {
      throw new IllegalArgumentException("is not JSON", e);
    }
  }

  /** The bytes of a bytea. */
  static byte[] bytes(String text) {
    try {
      return PGbytea.toBytes(text.getBytes(StandardCharsets.US_ASCII));
    } catch (SQLException e) {
      throw new IllegalArgumentException("is no bytea", e);
    }
  }

  private Object array(String elementType, String text) {
    int start = text.indexOf('{'); // Behind bounds such as [0:2]= that are not the usual ones.
    return start < 0 ? text : new ArrayText(text, start).read(elementType);
  }

  /** Reads the text of an array: {@code {1,NULL,"a \"b\""}}. */
  private final class ArrayText {
    private final String text;
    private int at;

    ArrayText(String text, int start) {
      this.text = text;
      this.at = start;
    }

    List<Object> read(String type) {
      List<Object> elements = new ArrayList<>();
      at++;
      while (text.charAt(at) != '}') {
        char c = text.charAt(at);
        if (c == ',') {
          at++;
        } else if (c == '{') {
          elements.add(read(type));
        } else if (c == '"') {
          elements.add(value(type, quoted()));
        } else {
          String plain = plain();
          elements.add(plain.equals("NULL") ? null : value(type, plain));
        }
      }
      at++;
      return elements;
    }

    private String quoted() {
      StringBuilder element = new StringBuilder();
      for (at++; text.charAt(at) != '"'; at++) {
        if (text.charAt(at) == '\\') {
          at++;
        }
        element.append(text.charAt(at));
      }
      at++;
      return element.toString();
    }

    private String plain() {
      int start = at;
      while (text.charAt(at) != ',' && text.charAt(at) != '}') {
        at++;
      }
      return text.substring(start, at);
    }
  }
}
