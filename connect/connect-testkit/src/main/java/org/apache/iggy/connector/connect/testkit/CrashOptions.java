// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import java.util.concurrent.TimeUnit;

/**
 * How hard runtimes are killed, by system properties.
 *
 * @param kills {@code crash.kills}; few unless somebody asks for more
 * @param perSecond {@code crash.rate}, messages or records
 * @param limitMillis {@code crash.minutes}, after which there are no more kills; a run that has not
 *     made all of them by then fails once it has counted
 * @param seed {@code crash.seed}, of the moments; a new one unless a run is to be repeated
 */
record CrashOptions(int kills, int perSecond, long limitMillis, long seed) {
  static CrashOptions ofProperties() {
    return new CrashOptions(
        Integer.getInteger("crash.kills", 2),
        Integer.getInteger("crash.rate", 1_000),
        TimeUnit.MINUTES.toMillis(Integer.getInteger("crash.minutes", 60)),
        Long.getLong("crash.seed", System.nanoTime()));
  }
}
