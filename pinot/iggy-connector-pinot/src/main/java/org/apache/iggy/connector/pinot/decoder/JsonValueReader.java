// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes Java values of JSON values, in the classes that Pinot's own JSON decoder uses.
 *
 * <p>The elements of an array or object wait on one shared stack until their number is known, so
 * each array and map is made once and of the right size. The parser bounds the nesting, and with it
 * the recursion. Not thread-safe.
 */
final class JsonValueReader {
  private static final int INITIAL_STACK_ENTRIES = 64;
  private static final int MAX_KEPT_STACK_ENTRIES = 16 * 1024;

  private Object[] stack = new Object[INITIAL_STACK_ENTRIES];
  private int top;

  /** Reads the value that starts with {@code token}, the parser's current one, to its end. */
  Object read(JsonParser parser, JsonToken token) throws IOException {
    switch (token) {
      case VALUE_STRING:
        return parser.getText();
      case VALUE_NUMBER_INT:
        return parser.getNumberValue();
      case VALUE_NUMBER_FLOAT:
        return parser.getDoubleValue();
      case VALUE_TRUE:
        return "true";
      case VALUE_FALSE:
        return "false";
      case VALUE_NULL:
        return null;
      case START_ARRAY:
        return readArray(parser);
      case START_OBJECT:
        return readObject(parser);
      default:
        throw new IOException("a value was expected, not " + token);
    }
  }

  /** Forgets what a failed or very large document left behind. */
  void clear() {
    if (stack.length > MAX_KEPT_STACK_ENTRIES) {
      stack = new Object[INITIAL_STACK_ENTRIES];
    } else {
      Arrays.fill(stack, 0, top, null);
    }
    top = 0;
  }

  private Object[] readArray(JsonParser parser) throws IOException {
    int base = top;
    JsonToken token;
    while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
      push(read(parser, token));
    }
    Object[] array = Arrays.copyOfRange(stack, base, top);
    popTo(base);
    return array;
  }

  private Map<String, Object> readObject(JsonParser parser) throws IOException {
    int base = top;
    String name;
    while ((name = parser.nextFieldName()) != null) {
      push(name);
      push(read(parser, parser.nextToken()));
    }
    Map<String, Object> map = new HashMap<>(mapCapacity((top - base) / 2));
    for (int i = base; i < top; i += 2) {
      map.put((String) stack[i], stack[i + 1]);
    }
    popTo(base);
    return map;
  }

  /**
   * Sizes a map as Pinot does (Guava's expected-size formula), so that it also iterates alike: a
   * JSON column stores what it makes of a map in that order.
   */
  private static int mapCapacity(int entries) {
    return entries < 3 ? entries + 1 : (int) Math.ceil(entries / 0.75);
  }

  private void push(Object value) {
    if (top == stack.length) {
      stack = Arrays.copyOf(stack, top * 2);
    }
    stack[top++] = value;
  }

  private void popTo(int base) {
    Arrays.fill(stack, base, top, null);
    top = base;
  }
}
