// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.decode;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.apache.pinot.spi.data.readers.GenericRow;

/**
 * The rounds of one contestant on one input.
 *
 * <p>Time is processor time of the decoding thread, so that what else runs on the machine counts as
 * little as can be. Garbage collection is not in it: see the bytes allocated.
 */
final class DecodeSeries {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final DecodeContestant contestant;
  private final DecodeInput input;
  private final GenericRow row = new GenericRow();
  private final List<Double> nanosPerDocument = new ArrayList<>();
  private double bytesPerDocument;
  private int result;

  DecodeSeries(DecodeContestant contestant, DecodeInput input) throws Exception {
    this.contestant = contestant;
    this.input = input;
    contestant.init(input.fields());
  }

  /** Decodes all documents again and again for so much time, into one row, as Pinot does. */
  void run(long millis, boolean measured) throws Exception {
    long documents = 0;
    long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
    long start = THREADS.getCurrentThreadCpuTime();
    long nanos;
    do {
      for (byte[] document : input.documents()) {
        row.clear();
        result += contestant.decode(document, row);
      }
      documents += input.documents().size();
      nanos = THREADS.getCurrentThreadCpuTime() - start;
    } while (nanos < millis * 1_000_000);
    if (measured) {
      nanosPerDocument.add((double) nanos / documents);
      bytesPerDocument =
          (double) (THREADS.getCurrentThreadAllocatedBytes() - bytesBefore) / documents;
    }
  }

  /** Returns the row that it makes of a document. */
  GenericRow row(byte[] document) throws Exception {
    row.clear();
    contestant.decode(document, row);
    return row;
  }

  DecodeContestant contestant() {
    return contestant;
  }

  double medianNanos() {
    return sorted().get(nanosPerDocument.size() / 2);
  }

  double fastestNanos() {
    return sorted().get(0);
  }

  double slowestNanos() {
    return sorted().get(nanosPerDocument.size() - 1);
  }

  double bytesPerDocument() {
    return bytesPerDocument;
  }

  /** Depends on every document decoded, so that none is decoded in vain. */
  int result() {
    return result;
  }

  private List<Double> sorted() {
    return nanosPerDocument.stream().sorted().toList();
  }
}
