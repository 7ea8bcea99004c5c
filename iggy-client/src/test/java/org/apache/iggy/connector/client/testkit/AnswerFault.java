// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.testkit;

import java.util.function.IntUnaryOperator;

/** What happens to one answer. Immutable. */
final class AnswerFault {
  private final boolean wantsBody;
  private final int cutAfter;
  private final IntUnaryOperator length;

  private AnswerFault(boolean wantsBody, int cutAfter, IntUnaryOperator length) {
    this.wantsBody = wantsBody;
    this.cutAfter = cutAfter;
    this.length = length;
  }

  static AnswerFault cutAfter(int bytes) {
    return new AnswerFault(false, bytes, IntUnaryOperator.identity());
  }

  static AnswerFault ofLength(IntUnaryOperator change) {
    return new AnswerFault(true, FaultProxy.NEVER, change);
  }

  /** Whether it can happen to an answer: the others are spared. */
  boolean fits(int headerBytes, int bodyBytes) {
    return wantsBody ? bodyBytes > 0 : headerBytes + bodyBytes > cutAfter;
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
