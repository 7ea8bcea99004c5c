// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

/** The types of header values that Iggy has, with the Java type that holds each. */
public enum HeaderKind {
  /** {@code byte[]}. */
  RAW,
  /** {@link String}. */
  STRING,
  /** {@link Boolean}. */
  BOOL,
  /** {@link Byte}. */
  INT8,
  /** {@link Short}. */
  INT16,
  /** {@link Integer}. */
  INT32,
  /** {@link Long}. */
  INT64,
  /** {@link java.math.BigInteger}. */
  INT128,
  /** {@link Short}. */
  UINT8,
  /** {@link Integer}. */
  UINT16,
  /** {@link Long}. */
  UINT32,
  /** {@link java.math.BigInteger}. */
  UINT64,
  /** {@link java.math.BigInteger}. */
  UINT128,
  /** {@link Float}. */
  FLOAT32,
  /** {@link Double}. */
  FLOAT64
}
