// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.stdout;

import org.apache.iggy.connector.connect.api.ConnectRecord;

/** Prints the payload and nothing else. */
record PayloadPrinter(PrintedText text) implements MessagePrinter {
  @Override
  public void print(ConnectRecord record, LineBuffer lines) {
    lines.append(text.of(record.payload()));
  }
}
