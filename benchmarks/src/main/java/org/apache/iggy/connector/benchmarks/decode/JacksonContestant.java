// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pinot.spi.data.readers.GenericRow;

/** A plain loop over the tokens of jackson-core; it does not check for strict UTF-8. */
final class JacksonContestant implements DecodeContestant {
  private final JsonFactory factory = new JsonFactory();
  private Set<String> fields;

  @Override
  public String name() {
    return "jackson-core loop";
  }

  @Override
  public void init(Set<String> fields) {
    this.fields = fields;
  }

  @Override
  public int decode(byte[] document, GenericRow row) throws IOException {
    try (JsonParser parser = factory.createParser(document)) {
      parser.nextToken();
      String name;
      while ((name = parser.nextFieldName()) != null) {
        JsonToken token = parser.nextToken();
        if (fields.isEmpty() || fields.contains(name)) {
          row.putValue(name, value(parser, token));
        } else {
          parser.skipChildren();
        }
      }
    }
    for (String field : fields) {
      row.getFieldToValueMap().putIfAbsent(field, null);
    }
    return row.getFieldToValueMap().size();
  }

  private static Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case START_ARRAY -> array(parser);
      case START_OBJECT -> map(parser);
      default -> parser.getText();
    };
  }

  private static Object[] array(JsonParser parser) throws IOException {
    List<Object> elements = new ArrayList<>();
    JsonToken token;
    while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
      elements.add(value(parser, token));
    }
    return elements.toArray();
  }

  private static Map<String, Object> map(JsonParser parser) throws IOException {
    Map<String, Object> members = new HashMap<>();
    String name;
    while ((name = parser.nextFieldName()) != null) {
      members.put(name, value(parser, parser.nextToken()));
    }
    return members;
  }
}
