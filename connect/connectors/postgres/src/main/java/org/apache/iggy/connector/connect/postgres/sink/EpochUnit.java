// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;

/** What a number that is a time counts. */
enum EpochUnit {
  SECONDS(1),
  MILLIS(1_000),
  MICROS(1_000_000),
  NANOS(1_000_000_000);

  private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

  private final long perSecond;

  EpochUnit(long perSecond) {
    this.perSecond = perSecond;
  }

  /** The time; parts of nanoseconds are cut off. */
  Instant toInstant(BigDecimal number) {
    BigInteger[] parts =
        number
            .multiply(new BigDecimal(NANOS_PER_SECOND))
            .divide(BigDecimal.valueOf(perSecond), 0, RoundingMode.FLOOR)
            .toBigInteger()
            .divideAndRemainder(NANOS_PER_SECOND);
    return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValue());
  }
}
