// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

/** What the payload column of a created table is. */
enum PayloadFormat {
  BYTEA("BYTEA"),
  RAW("BYTEA"),
  JSON("JSONB"),
  JSONB("JSONB"),
  TEXT("TEXT");

  private final String sqlType;

  PayloadFormat(String sqlType) {
    this.sqlType = sqlType;
  }

  String sqlType() {
    return sqlType;
  }
}
