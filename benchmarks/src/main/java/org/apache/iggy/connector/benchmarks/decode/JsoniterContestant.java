// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.decode;

import com.jsoniter.JsonIterator;
import com.jsoniter.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pinot.spi.data.readers.GenericRow;

/** A plain loop over jsoniter's iterator; what it skips it checks only in part. */
final class JsoniterContestant implements DecodeContestant {
  private final JsonIterator iterator = new JsonIterator();
  private Set<String> fields;

  @Override
  public String name() {
    return "jsoniter loop";
  }

  @Override
  public void init(Set<String> fields) {
    this.fields = fields;
  }

  @Override
  public int decode(byte[] document, GenericRow row) throws IOException {
    iterator.reset(document);
    for (String name = iterator.readObject(); name != null; name = iterator.readObject()) {
      if (fields.isEmpty() || fields.contains(name)) {
        row.putValue(name, value());
      } else {
        iterator.skip();
      }
    }
    for (String field : fields) {
      row.getFieldToValueMap().putIfAbsent(field, null);
    }
    return row.getFieldToValueMap().size();
  }

  private Object value() throws IOException {
    ValueType type = iterator.whatIsNext();
    switch (type) {
      case STRING:
        return iterator.readString();
      case NULL:
        iterator.readNull();
        return null;
      case BOOLEAN:
        return Boolean.toString(iterator.readBoolean());
      case ARRAY:
        return array();
      case OBJECT:
        return map();
      default:
        return number(iterator.readNumberAsString());
    }
  }

  private static Number number(String text) {
    if (text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
      return Double.valueOf(text);
    }
    long number = Long.parseLong(text);
    return number == (int) number ? (Number) (int) number : (Number) number;
  }

  private Object[] array() throws IOException {
    List<Object> elements = new ArrayList<>();
    while (iterator.readArray()) {
      elements.add(value());
    }
    return elements.toArray();
  }

  private Map<String, Object> map() throws IOException {
    Map<String, Object> members = new HashMap<>();
    for (String name = iterator.readObject(); name != null; name = iterator.readObject()) {
      members.put(name, value());
    }
    return members;
  }
}
