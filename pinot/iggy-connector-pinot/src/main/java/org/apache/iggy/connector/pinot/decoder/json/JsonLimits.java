// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

/** What a document may not exceed, whether it is read or skipped unless said otherwise. */
public final class JsonLimits {
  /** Objects and arrays inside one another, the document itself included. */
  public static final int MAX_NESTED_LEVELS = 1_000;

  /** Characters of a number after its sign. */
  public static final int MAX_NUMBER_CHARS = 1_000;

  /** Bytes of a field name as it is written. */
  public static final int MAX_NAME_BYTES = 50_000;

  /** Bytes in UTF-8 of a string that is read. */
  public static final int MAX_STRING_BYTES = 20_000_000;

  private JsonLimits() {}
}
