// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

/**
 * How hard runtimes are killed, by system properties.
 *
 * @param kills {@code crash.kills}; few unless somebody asks for more
 * @param messagesPerSecond {@code crash.rate}
 * @param seed {@code crash.seed}, of the moments; a new one unless a run is to be repeated
 */
record CrashOptions(int kills, int messagesPerSecond, long seed) {
  static CrashOptions ofProperties() {
    return new CrashOptions(
        Integer.getInteger("crash.kills", 2),
        Integer.getInteger("crash.rate", 1_000),
        Long.getLong("crash.seed", System.nanoTime()));
  }
}
