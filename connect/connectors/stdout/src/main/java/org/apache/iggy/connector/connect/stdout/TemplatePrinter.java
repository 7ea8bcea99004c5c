// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.stdout;

import org.apache.iggy.connector.connect.api.ConnectRecord;

/** Prints what a template makes of a message. */
record TemplatePrinter(Template template, PrintedText text, int maxLength)
    implements MessagePrinter {
  @Override
  public void print(ConnectRecord record, LineBuffer lines) {
    lines.append(cut(template.fill(record, text), maxLength));
  }

  /** The first characters of a longer text; all of it when there is no limit. */
  static String cut(String text, int maxLength) {
    if (maxLength == 0 || text.length() <= maxLength) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
    return text.substring(0, end) + "...";
  }
}
