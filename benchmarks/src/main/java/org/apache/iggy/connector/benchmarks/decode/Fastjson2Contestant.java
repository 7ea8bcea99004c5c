// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.decode;

import com.alibaba.fastjson2.JSONReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pinot.spi.data.readers.GenericRow;

/** A plain loop over fastjson2's reader; what it skips it checks only in part. */
final class Fastjson2Contestant implements DecodeContestant {
  private static final JSONReader.Context CONTEXT = new JSONReader.Context();

  private Set<String> fields;

  @Override
  public String name() {
    return "fastjson2 loop";
  }

  @Override
  public void init(Set<String> fields) {
    this.fields = fields;
  }

  @Override
  public int decode(byte[] document, GenericRow row) {
    try (JSONReader reader = JSONReader.of(document, CONTEXT)) {
      reader.nextIfObjectStart();
      while (!reader.nextIfObjectEnd()) {
        String name = reader.readFieldName();
        if (fields.isEmpty() || fields.contains(name)) {
          row.putValue(name, value(reader));
        } else {
          reader.skipValue();
        }
      }
    }
    for (String field : fields) {
      row.getFieldToValueMap().putIfAbsent(field, null);
    }
    return row.getFieldToValueMap().size();
  }

  private static Object value(JSONReader reader) {
    if (reader.isString()) {
      return reader.readString();
    }
    if (reader.nextIfNull()) {
      return null;
    }
    return switch (reader.current()) {
      case 't', 'f' -> Boolean.toString(reader.readBoolValue());
      case '[' -> array(reader);
      case '{' -> map(reader);
      default -> number(reader.readNumber());
    };
  }

  private static Number number(Number number) {
    return number instanceof java.math.BigDecimal ? (Number) number.doubleValue() : number;
  }

  private static Object[] array(JSONReader reader) {
    List<Object> elements = new ArrayList<>();
    reader.nextIfArrayStart();
    while (!reader.nextIfArrayEnd()) {
      elements.add(value(reader));
    }
    reader.nextIfComma();
    return elements.toArray();
  }

  private static Map<String, Object> map(JSONReader reader) {
    Map<String, Object> members = new HashMap<>();
    reader.nextIfObjectStart();
    while (!reader.nextIfObjectEnd()) {
      members.put(reader.readFieldName(), value(reader));
    }
    reader.nextIfComma();
    return members;
  }
}
