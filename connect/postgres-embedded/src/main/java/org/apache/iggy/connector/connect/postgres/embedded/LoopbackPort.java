// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a port for a server that comes back on the same one.
 *
 * <p>It lies below those that the operating system gives to outgoing connections: one of these
 * could take the port while the server is away, and a client that knocks at it could even end up
 * connected to itself.
 */
final class LoopbackPort {
  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 1_000;

  private LoopbackPort() {}

  /** A port that nobody listens on now. */
  static int next() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      try (ServerSocket probe = new ServerSocket()) {
        probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return port;
      } catch (IOException e) {
        // Taken: the next one.
      }
    }
    throw new IllegalStateException(
        "no port from " + LOWEST + " to " + HIGHEST + " is free on loopback");
  }
}
