// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.decode;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;
import com.dslplatform.json.NumberConverter;
import com.dslplatform.json.StringConverter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pinot.spi.data.readers.GenericRow;

/** A plain loop over dsl-json's reader; what it skips it checks only in part. */
final class DslJsonContestant implements DecodeContestant {
  private final JsonReader<Object> reader =
      new DslJson<>(new DslJson.Settings<>().doublePrecision(JsonReader.DoublePrecision.EXACT))
          .newReader();

  private Set<String> fields;

  @Override
  public String name() {
    return "dsl-json loop";
  }

  @Override
  public void init(Set<String> fields) {
    this.fields = fields;
  }

  @Override
  public int decode(byte[] document, GenericRow row) throws IOException {
    reader.process(document, document.length);
    reader.getNextToken();
    if (reader.getNextToken() != '}') {
      while (readField(row) == ',') {
        reader.getNextToken();
      }
    }
    for (String field : fields) {
      row.getFieldToValueMap().putIfAbsent(field, null);
    }
    return row.getFieldToValueMap().size();
  }

  /** Returns what comes after the field. */
  private byte readField(GenericRow row) throws IOException {
    String name = reader.readKey();
    if (!fields.isEmpty() && !fields.contains(name)) {
      return reader.skip();
    }
    row.putValue(name, value());
    return reader.getNextToken();
  }

  private Object value() throws IOException {
    switch (reader.last()) {
      case 'n':
        return reader.wasNull() ? null : "";
      case 't':
        return Boolean.toString(reader.wasTrue());
      case 'f':
        return Boolean.toString(!reader.wasFalse());
      case '"':
        return StringConverter.deserialize(reader);
      case '[':
        return array();
      case '{':
        return map();
      default:
        return number(NumberConverter.deserializeNumber(reader));
    }
  }

  private static Number number(Number number) {
    if (number instanceof Long && number.longValue() == number.intValue()) {
      return number.intValue();
    }
    return number instanceof java.math.BigDecimal ? (Number) number.doubleValue() : number;
  }

  private Object[] array() throws IOException {
    List<Object> elements = new ArrayList<>();
    if (reader.getNextToken() != ']') {
      elements.add(value());
      while (reader.getNextToken() == ',') {
        reader.getNextToken();
        elements.add(value());
      }
    }
    return elements.toArray();
  }

  private Map<String, Object> map() throws IOException {
    Map<String, Object> members = new HashMap<>();
    if (reader.getNextToken() != '}') {
      do {
        members.put(reader.readKey(), value());
      } while (reader.getNextToken() == ',' && reader.getNextToken() == '"');
    }
    return members;
  }
}
