// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.generator;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Makes the events of users who open an app, look around, sometimes buy, and leave.
 *
 * <p>Each event is a JSON object with {@code userId}, {@code eventType}, {@code deviceId}, {@code
 * duration} (milliseconds), {@code count} and {@code timestamp} (milliseconds since 1970). Few
 * users are very active and many hardly at all. The same seed makes the same events. Not
 * thread-safe.
 */
public final class UserEventGenerator {
  private static final int USERS = 20_000;
  private static final double UNEVENNESS = 0.9;
  private static final int OPEN_SESSIONS = 500;

  private final SplittableRandom random;
  private final ZipfDistribution users = new ZipfDistribution(USERS, UNEVENNESS);
  private final UserSession[] sessions = new UserSession[OPEN_SESSIONS];

  /** Makes events that depend on the seed and the time only. */
  public UserEventGenerator(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The next event as UTF-8 JSON, said to happen at the given time. */
  public byte[] nextEvent(long timestampMillis) {
    UserSession session = nextSession();
    return session.toJson(timestampMillis, random).getBytes(StandardCharsets.UTF_8);
  }

  private UserSession nextSession() {
    int slot = random.nextInt(OPEN_SESSIONS);
    UserSession session = sessions[slot];
    if (session == null || session.isOver()) {
      session = new UserSession(users.next(random), random);
      sessions[slot] = session;
    } else {
      session.advance(random);
    }
    return session;
  }
}
