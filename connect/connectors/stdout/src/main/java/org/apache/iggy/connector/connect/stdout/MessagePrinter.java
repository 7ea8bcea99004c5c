// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.stdout;

import org.apache.iggy.connector.connect.api.ConnectRecord;

/** Prints a message in some form, without the end of the line. */
interface MessagePrinter {
  /**
   * Prints a message.
   *
   * @throws org.apache.iggy.connector.connect.api.CodecException when its payload cannot be decoded
   */
  void print(ConnectRecord record, LineBuffer lines);
}
