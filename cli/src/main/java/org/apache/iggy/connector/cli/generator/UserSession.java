// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.generator;

import java.util.SplittableRandom;

/** One user on one device, from opening the app to logging out. Not thread-safe. */
final class UserSession {
  private static final int MAX_DEVICES_OF_A_USER = 3;

  private final String userId;
  private final String deviceId;
  private EventType type = EventType.APP_OPEN;

  UserSession(int user, SplittableRandom random) {
    // A hash spreads the numbers, so that the most active users do not have the lowest ones.
    int number = Math.floorMod(user * 0x9E3779B1, 1_000_000);
    userId = "user" + number;
    deviceId = "device" + (number * (long) MAX_DEVICES_OF_A_USER + random.nextInt(1 + number % 3));
  }

  boolean isOver() {
    return type == EventType.LOGOUT;
  }

  void advance(SplittableRandom random) {
    type = type.next(random);
  }

  /** The current event as one JSON object. */
  String toJson(long timestampMillis, SplittableRandom random) {
    return "{\"userId\":\""
        + userId
        + "\",\"eventType\":\""
        + type.label()
        + "\",\"deviceId\":\""
        + deviceId
        + "\",\"duration\":"
        + type.durationMillis(random)
        + ",\"count\":"
        + type.count(random)
        + ",\"timestamp\":"
        + timestampMillis
        + "}";
  }
}
