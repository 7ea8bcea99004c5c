// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * The id of a message: 128 bits that the producer chose, or zero.
 *
 * <p>No key: an Iggy 0.9 server leaves the id of a producer that gives none at zero, and any
 * producer may give one twice. What is unique is where a message lies, its {@link Coordinates}.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record MessageId(long high, long low) {
  /** The id of a message whose producer gave none. */
  public static final MessageId NONE = new MessageId(0, 0);

  /** The id with the bits of a UUID. */
  public static MessageId of(UUID uuid) {
    return new MessageId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
  }

  /** Whether it is zero. */
  public boolean isNone() {
    return high == 0 && low == 0;
  }

  /** As an unsigned number. */
  public BigInteger toBigInteger() {
    return new BigInteger(1, ByteBuffer.allocate(16).putLong(high).putLong(low).array());
  }

  /** As a UUID of the same bits. */
  public UUID toUuid() {
    return new UUID(high, low);
  }

  /** The decimal number, as Iggy's tools show it. */
  @Override
  public String toString() {
    return high == 0 ? Long.toUnsignedString(low) : toBigInteger().toString();
  }
}
