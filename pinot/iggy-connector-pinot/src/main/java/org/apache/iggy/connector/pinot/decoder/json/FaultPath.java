// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Finds out in which field of a document a position is.
 *
 * <p>It goes through the document once more, which only happens to one that is malformed at that
 * position and well-formed before it: so nothing is checked here, and readers need not keep count.
 */
public final class FaultPath {
  private final byte[] bytes;
  private final int fault;

  /** For each object and array around the position: the last name, or the index. */
  private final Deque<Object> path = new ArrayDeque<>();

  private FaultPath(byte[] bytes, int fault) {
    this.bytes = bytes;
    this.fault = fault;
  }

  /** Returns the path to a position as {@code /name/index/...}, empty in front of all fields. */
  public static String of(DocumentBuffer document, int fault) {
    return new FaultPath(document.bytes(), Math.min(fault, document.length())).find();
  }

  private String find() {
    boolean nameComesNext = false;
    int at = 0;
    while (at < fault) {
      byte token = bytes[at];
      if (token == '"') {
        int end = stringEnd(at + 1);
        if (nameComesNext && end < fault) {
          path.pop();
          path.push(new String(bytes, at + 1, end - at - 1, StandardCharsets.UTF_8));
        }
        at = end;
      } else {
        follow(token);
      }
      nameComesNext = nameComesNext(token, nameComesNext);
      at++;
    }
    return text();
  }

  private void follow(byte token) {
    if (token == '{') {
      path.push("");
    } else if (token == '[') {
      path.push(0);
    } else if (token == '}' || token == ']') {
      path.pop();
    } else if (token == ',' && path.peek() instanceof Integer) {
      path.push((Integer) path.pop() + 1);
    }
  }

  private boolean nameComesNext(byte token, boolean before) {
    if (token == '{' || token == ',') {
      return path.peek() instanceof String;
    }
    return before && token != '"';
  }

  /** Returns the position of the quote that ends a string, or that of the fault inside it. */
  private int stringEnd(int first) {
    int at = first;
    while (at < fault && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return Math.min(at, fault);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (Iterator<Object> outermostFirst = path.descendingIterator(); outermostFirst.hasNext(); ) {
      Object step = outermostFirst.next();
      if (!step.equals("")) {
        text.append('/').append(step);
      }
    }
    return text.toString();
  }
}
