// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

/** What a message becomes in the table. */
enum SinkMode {
  /** A row with the payload in one column. */
  PAYLOAD,
  /** A row, or a change of one, with fields of the message in columns. */
  COLUMNS
}
