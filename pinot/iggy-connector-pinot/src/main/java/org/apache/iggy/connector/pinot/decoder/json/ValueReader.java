// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes Java values of JSON values, in the classes that Pinot's own JSON decoder uses.
 *
 * <p>The elements of an array or object wait on one shared stack until their number is known, so
 * each array and map is made once and of the right size. The limit on nesting bounds the recursion.
 */
final class ValueReader {
  private static final int INITIAL_STACK_ENTRIES = 64;
  private static final int MAX_KEPT_STACK_ENTRIES = 16 * 1024;
  private static final String[] NO_FIELDS = {};

  private final NumberReader numbers = new NumberReader();
  private final StringReader strings;
  private final NameTable names;

  private Object[] stack = new Object[INITIAL_STACK_ENTRIES];
  private int top;
  private int end;

  ValueReader(StringReader strings) {
    this.strings = strings;
    this.names = new NameTable(NO_FIELDS, true, strings);
  }

  /**
   * Reads the value at a position.
   *
   * @param depth how many objects and arrays it is in
   */
  Object read(byte[] bytes, int at, int depth) throws MalformedJsonException {
    switch (bytes[at]) {
      case '"':
        String text = strings.read(bytes, at + 1);
        end = strings.end();
        return text;
      case 'n':
        end = Tokens.afterNull(bytes, at);
        return null;
      case 't':
        end = Tokens.afterTrue(bytes, at);
        return "true";
      case 'f':
        end = Tokens.afterFalse(bytes, at);
        return "false";
      case '{':
        return readObject(bytes, at, depth + 1);
      case '[':
        return readArray(bytes, at, depth + 1);
      case '-':
      case '0':
      case '1':
      case '2':
      case '3':
      case '4':
      case '5':
      case '6':
      case '7':
      case '8':
      case '9':
        Number number = numbers.read(bytes, at);
        end = numbers.end();
        return number;
      default:
        throw Tokens.notAValue(bytes, at);
    }
  }

  /** Returns the position after the value that was read last. */
  int end() {
    return end;
  }

  /** Forgets what a failed document left behind. */
  void clear() {
    popTo(0);
  }

  /** Gives memory back after a very large document. */
  void trim() {
    if (stack.length > MAX_KEPT_STACK_ENTRIES) {
      stack = new Object[INITIAL_STACK_ENTRIES];
    }
  }

  private Object[] readArray(byte[] bytes, int at, int depth) throws MalformedJsonException {
    Tokens.requireDepth(at, depth);
    int base = top;
    int position = Tokens.skipSpace(bytes, at + 1);
    boolean more = bytes[position] != ']';
    while (more) {
      push(read(bytes, position, depth));
      position = Tokens.skipSpace(bytes, end);
      more = Tokens.isComma(bytes, position, ']');
      if (more) {
        position = Tokens.skipSpace(bytes, position + 1);
      }
    }
    end = position + 1;
    Object[] array = Arrays.copyOfRange(stack, base, top);
    popTo(base);
    return array;
  }

  private Map<String, Object> readObject(byte[] bytes, int at, int depth)
      throws MalformedJsonException {
    Tokens.requireDepth(at, depth);
    int base = top;
    int position = Tokens.skipSpace(bytes, at + 1);
    boolean more = bytes[position] != '}';
    while (more) {
      Tokens.requireNameQuote(bytes, position);
      push(names.read(bytes, position + 1).text());
      position = Tokens.afterColon(bytes, names.end());
      push(read(bytes, position, depth));
      position = Tokens.skipSpace(bytes, end);
      more = Tokens.isComma(bytes, position, '}');
      if (more) {
        position = Tokens.skipSpace(bytes, position + 1);
      }
    }
    end = position + 1;
    Map<String, Object> map = map(base, (top - base) / 2);
    popTo(base);
    return map;
  }

  /** Makes a map of the entries on the stack; of equal names the last counts. */
  private Map<String, Object> map(int base, int expectedSize) {
    Map<String, Object> map = new HashMap<>(mapCapacity(expectedSize));
    for (int i = base; i < top; i += 2) {
      map.put((String) stack[i], stack[i + 1]);
    }
    return map.size() == expectedSize ? map : map(base, map.size());
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
