// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.Codec;
import org.postgresql.core.Oid;

/**
 * Values of codecs as PostgreSQL reads them from text, for a column's type. What the type does not
 * take is for the database to refuse.
 */
final class TextValue {
  private final Codec json;

  TextValue(Codec json) {
    this.json = json;
  }

  /** The text of a value that is not null. */
  String of(Object value, TargetTable.Column column) {
    if (column.isArray() && value instanceof List<?> list) {
      return array(list);
    }
    return switch (column.type()) {
      case Oid.JSON, Oid.JSONB -> json(value);
      case Oid.BYTEA -> "\\x" + HexFormat.of().formatHex(bytes(value));
      case Oid.INT2, Oid.INT4, Oid.INT8 -> whole(value);
      default -> plain(value);
    };
  }

  private String json(Object value) {
    return new String(json.encode(value), StandardCharsets.UTF_8);
  }

  private byte[] bytes(Object value) {
    return value instanceof byte[] bytes ? bytes : plain(value).getBytes(StandardCharsets.UTF_8);
  }

  /** JSON knows no difference between 3 and 3.0. */
  private String whole(Object value) {
    if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
      try {
        return new BigDecimal(value.toString()).toBigIntegerExact().toString();
      } catch (ArithmeticException | NumberFormatException e) {
        return value.toString();
      }
    }
    return plain(value);
  }

  private String plain(Object value) {
    if (value instanceof Map || value instanceof List) {
      return json(value);
    }
    return value instanceof byte[] bytes
        ? Base64.getEncoder().encodeToString(bytes)
        : value.toString();
  }

  /** The manual's <a href="https://www.postgresql.org/docs/current/arrays.html">array input</a>. */
  private String array(List<?> list) {
    StringBuilder text = new StringBuilder("{");
    for (Object element : list) {
      text.append(text.length() > 1 ? "," : "");
      if (element == null) {
        text.append("NULL");
      } else if (element instanceof List<?> inner) {
        text.append(array(inner));
      } else {
        text.append('"')
            .append(plain(element).replace("\\", "\\\\").replace("\"", "\\\""))
            .append('"');
      }
    }
    return text.append('}').toString();
  }
}
