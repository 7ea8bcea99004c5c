// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.testkit;

import java.util.function.IntUnaryOperator;

/** What happens to one answer. Immutable. */
final class AnswerFault {
  private final int leastBytes;
  private final int cutAfter;
  private final IntUnaryOperator length;

  private AnswerFault(int leastBytes, int cutAfter, IntUnaryOperator length) {
    this.leastBytes = leastBytes;
    this.cutAfter = cutAfter;
    this.length = length;
  }

  static AnswerFault cutAfter(int bytes) {
    return new AnswerFault(bytes + 1, bytes, IntUnaryOperator.identity());
  }

  static AnswerFault ofLength(IntUnaryOperator change) {
    return new AnswerFault(AnswerFrames.HEADER_BYTES + 1, FaultProxy.NEVER, change);
  }

  /** Answers that are shorter than this, header included, are spared. */
  int leastBytes() {
    return leastBytes;
  }

  /** How much of the answer gets through. */
  int cutAfter() {
    return cutAfter;
  }

  /** What the header says of the body's length. */
  int claimedLength(int length) {
    return this.length.applyAsInt(length);
  }
}
