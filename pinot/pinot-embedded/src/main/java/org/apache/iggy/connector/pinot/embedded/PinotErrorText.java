// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import java.util.ArrayList;
import java.util.List;
import org.apache.pinot.common.restlet.resources.SegmentErrorInfo;

/** Makes one readable line of the errors that Pinot reports as exceptions and stack traces. */
final class PinotErrorText {
  private static final String CAUSED_BY = "Caused by: ";

  private PinotErrorText() {}

  /** The messages of an exception and its causes, outermost first. */
  static String of(Throwable error) {
    List<String> messages = new ArrayList<>();
    for (Throwable each = error; each != null; each = each.getCause()) {
      String message = firstLine(each.toString());
      if (messages.isEmpty() || !messages.get(messages.size() - 1).contains(message)) {
        messages.add(message);
      }
    }
    return String.join("; caused by ", messages);
  }

  /** The same out of an error that Pinot has already turned into text. */
  static String of(SegmentErrorInfo error) {
    List<String> messages = new ArrayList<>();
    messages.add(error.getErrorMessage());
    if (error.getStackTrace() != null) {
      boolean first = true;
      for (String line : error.getStackTrace().split("\n", -1)) {
        if (first || line.startsWith(CAUSED_BY)) {
          messages.add(line.startsWith(CAUSED_BY) ? line.substring(CAUSED_BY.length()) : line);
        }
        first = false;
      }
    }
    return String.join("; caused by ", messages);
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
