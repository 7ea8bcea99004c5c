// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

/** What is done with a field that the table has no column for. */
enum UnknownFields {
  /** The message is rejected. */
  REJECT,
  /** The field is not written. */
  IGNORE,
  /** The table gets a column. */
  ADD_COLUMN
}
