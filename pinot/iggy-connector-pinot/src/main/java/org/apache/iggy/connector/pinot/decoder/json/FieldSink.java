// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

/**
 * Takes the fields of a document, as they come; of equal ones the last counts.
 *
 * <p>A value is a String (also for true and false), an Integer, Long, BigInteger or Double, an
 * {@code Object[]}, a {@code Map<String, Object>}, or null.
 */
public interface FieldSink {
  /** Takes the value of a field that was asked for, by its index. */
  void set(int field, Object value);

  /** Takes a field of a document all of whose fields are read. */
  void add(String name, Object value);
}
