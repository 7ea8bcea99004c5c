// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.stdout;

import org.apache.iggy.connector.connect.api.ConnectRecord;

/** Prints a line such as {@code logs/nginx/0@42 [key] {"a":1}}. */
record TextPrinter(PrintedText text, boolean colored, int maxLength) implements MessagePrinter {
  private static final String DIM = "\u001B[2m";
  private static final String CYAN = "\u001B[36m";
  private static final String PLAIN = "\u001B[0m";

  @Override
  public void print(ConnectRecord record, LineBuffer lines) {
    append(lines, DIM, String.valueOf(record.origin()));
    if (record.key() != null) {
      append(lines, CYAN, " [" + text.of(record.key()) + "]");
    }
    lines.append(" ");
    lines.append(TemplatePrinter.cut(text.of(record.payload()), maxLength));
  }

  private void append(LineBuffer lines, String color, String part) {
    lines.append(colored ? color + part + PLAIN : part);
  }
}
