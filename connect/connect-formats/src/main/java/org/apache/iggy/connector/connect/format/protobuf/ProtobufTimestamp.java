// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.protobuf;

import java.time.Instant;

/** What {@code google.protobuf.Timestamp} may say: years 1 to 9999. */
final class ProtobufTimestamp {
  private static final Instant LEAST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant MOST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private ProtobufTimestamp() {}

  static boolean isInRange(Instant instant) {
    return !instant.isBefore(LEAST) && !instant.isAfter(MOST);
  }
}
