// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.decode;

import java.util.Set;
import org.apache.pinot.spi.data.readers.GenericRow;

/** Looks at each byte once and makes nothing: what no decoder that goes byte by byte can beat. */
final class ByteScanContestant implements DecodeContestant {
  @Override
  public String name() {
    return "bare byte scan";
  }

  @Override
  public boolean makesRows() {
    return false;
  }

  @Override
  public void init(Set<String> fields) {}

  @Override
  public int decode(byte[] document, GenericRow row) {
    int quotes = 0;
    boolean escaped = false;
    for (byte b : document) {
      quotes += b == '"' && !escaped ? 1 : 0;
      escaped = b == '\\' && !escaped;
    }
    return quotes;
  }
}
