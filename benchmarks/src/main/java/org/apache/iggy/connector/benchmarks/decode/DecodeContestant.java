// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.decode;

import java.util.Set;
import org.apache.pinot.spi.data.readers.GenericRow;

/** One way to make a Pinot row of a JSON document. */
interface DecodeContestant {
  /** What the table calls it. */
  String name();

  /** Whether it makes rows, the same ones as all others that do. */
  default boolean makesRows() {
    return true;
  }

  /** Prepares to read these fields, all if there are none. */
  void init(Set<String> fields) throws Exception;

  /** Fills the row, which is empty; returns anything that depends on the document. */
  int decode(byte[] document, GenericRow row) throws Exception;
}
